// Minilab dumps: told by their header or their size, by colors or by pixels, and nothing else taken for one.
#include <gtest/gtest.h>

#include "core/english/english.h"
#include "core/io/dump_header.h"
#include "tests/io/dump_file.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

std::vector<uint8_t> RowsOfDump(const DumpSpec& spec, const std::vector<uint32_t>& codes) {
  DumpSpec plain = spec;
  plain.header = false;
  plain.interleaved = true;
  return WriteDump(plain, codes);
}

TEST(Dump, ReadsPlanesAndPixelsOfBothDepths) {
  for (const uint32_t bits : {8u, 16u}) {
    for (const bool interleaved : {false, true}) {
      const DumpSpec spec{.bits = bits, .interleaved = interleaved};
      const std::vector<uint32_t> codes = NegativeCodes(spec);
      const StatusOr<DecodedScan> scan = DecodeAll(WriteDump(spec, codes));
      ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
      EXPECT_EQ(scan->info.container, "Pakon raw");
      EXPECT_EQ(scan->info.size, spec.size);
      EXPECT_EQ(scan->info.bits_in_file, bits);
      EXPECT_EQ(scan->info.linear, bits == 16);
      EXPECT_TRUE(scan->rows == RowsOfDump(spec, codes)) << bits << interleaved;
    }
  }
}

TEST(Dump, KnowsTheFramesOfAPakonByTheirSize) {
  for (const Extent size : {Extent{3000, 2000}, {2250, 1500}, {1500, 1000}}) {
    const uint64_t plane = size.pixels() * 2;
    SparseSource source(3 * plane, [plane](uint64_t at) -> uint8_t {
      return static_cast<uint8_t>(at % 2 == 0 ? at / 2 % 251 : 60 - 20 * (at / plane));
    });
    const auto decoder = OpenScan(source);
    ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
    EXPECT_EQ((*decoder)->info().size, size);
    std::vector<uint8_t> row((*decoder)->info().row_bytes());
    ASSERT_TRUE((*decoder)->ReadRows(row).ok());
    for (size_t c = 0; c < 3; ++c) EXPECT_EQ(row[6 * 100 + 2 * c + 1], 60 - 20 * c);
  }
}

// One byte more or less than the header says, or another header: it could be anything.
TEST(Dump, TakesNothingElseForOne) {
  const DumpSpec spec;
  const std::vector<uint8_t> honest = WriteDump(spec, NegativeCodes(spec));
  const auto code_of = [](std::vector<uint8_t> file) { return DecodeAll(file).status().code(); };
  std::vector<uint8_t> file = honest;
  file.push_back(0);
  EXPECT_EQ(code_of(file), StatusCode::kUnsupported);
  file.resize(honest.size() - 1);
  EXPECT_EQ(code_of(file), StatusCode::kUnsupported);
  for (const size_t at : {0u, 4u, 8u, 12u}) {
    file = honest;
    file[at] = static_cast<uint8_t>(file[at] + 1);
    EXPECT_EQ(code_of(file), StatusCode::kUnsupported) << at;
  }
  file = std::vector<uint8_t>(16);
  EXPECT_EQ(code_of(file), StatusCode::kUnsupported);
}

TEST(Dump, OpensOnceItsShapeIsKnown) {
  const DumpSpec spec{.size = {61, 17}, .header = false};
  const std::vector<uint32_t> codes = NegativeCodes(spec);
  const auto headed = WithDumpHeader(std::make_unique<MemoryBlockFile>(WriteDump(spec, codes)), spec.size, 48);
  const StatusOr<DecodedScan> scan = DecodeAll(*headed);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_TRUE(scan->rows == RowsOfDump(spec, codes));
}

}  // namespace
}  // namespace easelight
