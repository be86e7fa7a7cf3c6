// Writes the files of tests/synthetic/scanner_files.h to a folder, for the tests of the engines: write_scanner_files
// FOLDER. Prints their names.
#include <cstdio>
#include <fstream>

#include "tests/synthetic/scanner_files.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  for (const easelight::ScannerFile& scan : easelight::ScannerFiles()) {
    std::ofstream file(std::string(arguments[1]) + "/" + scan.name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(scan.bytes.data()), static_cast<std::streamsize>(scan.bytes.size()));
    if (!file.flush()) return 1;
    std::puts(scan.name.c_str());
  }
  return 0;
}
