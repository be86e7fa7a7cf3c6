// Camera raw files: the signs by which they are told, and LibRaw's unpacking with all that follows it here.
#include "core/io/raw/raw_container.h"
#include "tests/fuzz/read_scan.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/raf.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  std::vector<DngSpec> specs(11);
  specs[1].bits = 12;
  specs[1].orientation = 6;
  specs[2].samples = 3;
  specs[3].gray = true;
  specs[4].x_trans = {1, 0, 1, 1, 2, 1, 2, 1, 2, 0, 1, 0, 1, 0, 1, 1, 2, 1,
                      1, 2, 1, 1, 0, 1, 0, 1, 0, 2, 1, 2, 1, 2, 1, 1, 0, 1};
  specs[5].preview_first = true;
  specs[5].big_endian = true;
  specs[5].black = {64, 65, 66, 67};
  specs[5].active_area = {2, 2, 30, 46};
  specs[6].tile = {16, 16};
  specs[7].bits = 8;
  for (uint32_t i = 0; i < 256; ++i) specs[7].curve.push_back(i * i);
  specs[8].tile = {32, 16};
  specs[8].lossless = 1;
  specs[9] = specs[7];
  specs[9].lossless = 7;
  specs[9].strip_rows = 10;
  specs[10].bits = 14;
  specs[10].lossless = 4;
  specs[10].components = 1;
  specs[10].rows_at_once = 2;
  std::vector<FuzzInput> seeds;
  for (const DngSpec& spec : specs) {
    std::vector<uint32_t> codes;
    for (uint32_t i = 0; i < spec.size.pixels() * spec.samples; ++i) codes.push_back(i * 40503u % (1u << spec.bits));
    seeds.push_back(WriteDng(spec, codes));
  }
  seeds.push_back(WriteRaf({32, 24}, std::vector<uint32_t>(32 * 24, 9000)));
  return seeds;
}

void FuzzOne(ByteSpan input) {
  SpanSource source(input);
  SignsOfRaw(TextOf(input.first(std::min<size_t>(input.size(), 16))), source);
  ReadScan(input);
}

}  // namespace easelight
