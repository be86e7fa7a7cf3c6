#include "tests/io/dump_file.h"

#include "tests/io/sample_files.h"

namespace easelight {

std::vector<uint8_t> WriteDump(const DumpSpec& spec, const std::vector<uint32_t>& codes) {
  std::vector<uint8_t> file;
  const auto append = [&file](uint32_t value, uint32_t bits) {
    for (uint32_t shift = 0; shift < bits; shift += 8) file.push_back(static_cast<uint8_t>(value >> shift));
  };
  if (spec.header) {
    for (const uint32_t number : {16u, spec.size.width, spec.size.height, 3 * spec.bits}) append(number, 32);
  }
  for (size_t i = 0; i < codes.size(); ++i) {
    const size_t pixels = codes.size() / 3;
    append(codes[spec.interleaved ? i : i % pixels * 3 + i / pixels], spec.bits);
  }
  return file;
}

std::vector<uint32_t> NegativeCodes(const DumpSpec& spec) {
  std::vector<uint32_t> codes = TestCodes(spec.size, 3, spec.bits == 16 ? 14 : 8);
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = codes[i] * (5 - 2 * static_cast<uint32_t>(i % 3)) / 6;
  return codes;
}

}  // namespace easelight
