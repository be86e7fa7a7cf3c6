// Writes the files of tests/io/scan_kinds.h to a folder, for the tests of the engines: write_scan_kinds FOLDER.
#include <cstdio>
#include <fstream>

#include "tests/io/scan_kinds.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  for (const easelight::ScanKind& kind : easelight::ScanKinds()) {
    std::ofstream file(std::string(arguments[1]) + "/" + kind.name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(kind.file.data()), static_cast<std::streamsize>(kind.file.size()));
    if (!file.flush()) return 1;
    std::puts(kind.name.c_str());
  }
  return 0;
}
