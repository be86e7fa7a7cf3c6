// Kinds of files that are seldom met and read all the same, by name: one table for the tests of both engines and for
// the fuzzers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace easelight {

struct ScanKind {
  std::string name;  // With its ending, as a file would have it.
  std::vector<uint8_t> file;
};

std::vector<ScanKind> ScanKinds();

// Files of few bytes that are larger as pictures than memory is: for tests that read them row by row.
std::vector<ScanKind> LargeScanKinds();

}  // namespace easelight
