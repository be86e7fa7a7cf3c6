// Writes the files of tests/io/scan_kinds.h to a folder, for the tests of the engines: write_scan_kinds FOLDER [large].
#include <cstdio>
#include <fstream>
#include <string_view>

#include "tests/io/scan_kinds.h"

int main(int count, char** arguments) {
  const bool large = count == 3 && std::string_view(arguments[2]) == "large";
  if (count != 2 && !large) return 2;
  for (const easelight::ScanKind& kind : large ? easelight::LargeScanKinds() : easelight::ScanKinds()) {
    std::ofstream file(std::string(arguments[1]) + "/" + kind.name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(kind.file.data()), static_cast<std::streamsize>(kind.file.size()));
    if (!file.flush()) return 1;
    std::puts(kind.name.c_str());
  }
  return 0;
}
