// Minilab dumps: their headers, and which way their samples lie.
#include "tests/fuzz/read_scan.h"
#include "tests/io/dump_file.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  std::vector<FuzzInput> seeds;
  for (const DumpSpec& spec :
       {DumpSpec{.size = {7, 5}}, {.size = {16, 9}, .bits = 8}, {.size = {9, 16}, .interleaved = true}}) {
    seeds.push_back(WriteDump(spec, NegativeCodes(spec)));
  }
  return seeds;
}

void FuzzOne(ByteSpan input) { ReadScan(input); }

}  // namespace easelight
