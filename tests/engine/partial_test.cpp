// Files that end early or are damaged: nothing of them is taken unless that is asked for, and then it is known of the
// scan and of what is exported of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "core/engine/scan_record.h"
#include "core/io/metadata/xmp_packet.h"
#include "tests/engine/test_engine.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

constexpr Extent kWholeSize = {200, 150};
constexpr uint32_t kRows = 71;

// A JPEG that stands on its side, of which a part is missing.
std::vector<uint8_t> CutJpeg() {
  JpegSpec spec{.size = kWholeSize, .subsampled = false, .exif = OrientationBlock(6, false)};
  std::vector<uint8_t> file = WriteJpeg(spec, TestCodes(kWholeSize, 3, 8));
  file.resize(file.size() / 2);
  return file;
}

StatusOr<ScanNumber> OpenRows(Engine& engine, const std::vector<uint8_t>& file, uint32_t rows, MemoryBlockFile& store) {
  ASSIGN_OR_RETURN(const ScanNumber scan, engine.BeginOpen("cut.jpg", std::make_unique<MemoryBlockFile>(file),
                                                           std::make_unique<KeptFile>(store), rows));
  RETURN_IF_ERROR(FinishOpening(engine));
  return scan;
}

TEST(PartialScan, IsRefusedWithTheNumberOfRowsThatAreThere) {
  const auto engine = MakeEngine();
  MemoryBlockFile store;
  const Status refused = OpenRows(*engine, CutJpeg(), 0, store).status();
  EXPECT_EQ(refused.code(), StatusCode::kPartial);
  EXPECT_EQ(EnglishText(refused), "the file ends after row 72 of 150; 72 of 150 rows are there");
  EXPECT_EQ(RowsThere(refused), 72u);
  EXPECT_EQ(RowsThere(Truncated("file-end-early")), 0u);
}

TEST(PartialScan, IsOpenedAsAskedForAndKnownAsSuch) {
  const auto engine = MakeEngine();
  MemoryBlockFile store;
  const auto scan = OpenRows(*engine, CutJpeg(), kRows, store);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  const ScanSummary summary = *engine->Summary(*scan);
  EXPECT_EQ(summary.info.size, (Extent{200, kRows}));
  EXPECT_EQ(summary.upright, (Extent{kRows, 200}));
  EXPECT_EQ(summary.rows_in_file, 150u);
  EXPECT_EQ(store.size(), summary.store_bytes);

  // From its store and its record, too.
  const std::string record = RecordFromSummary(summary);
  const auto attached = engine->Attach(record, std::make_unique<KeptFile>(store));
  ASSERT_TRUE(attached.ok()) << EnglishText(attached.status());
  EXPECT_EQ(engine->Summary(*attached)->rows_in_file, 150u);
  EXPECT_EQ(engine->Summary(*attached)->info.size.height, kRows);

  // What is there of the picture is what a whole file has.
  Extent size;
  const std::vector<uint8_t> part = DecodeAll(ExportAll(*engine, *scan, SomeRecipe(), FileFormat::kTiff, 8), size);
  EXPECT_EQ(size, summary.upright);
  JpegSpec spec{.size = kWholeSize, .subsampled = false, .exif = OrientationBlock(6, false)};
  MemoryBlockFile other;
  const auto whole = OpenRows(*engine, WriteJpeg(spec, TestCodes(kWholeSize, 3, 8)), kRows, other);
  EXPECT_TRUE(part == DecodeAll(ExportAll(*engine, *whole, SomeRecipe(), FileFormat::kTiff, 8), size));
}

TEST(PartialScan, HasNoMoreRowsThanItsFile) {
  const auto engine = MakeEngine();
  MemoryBlockFile store;
  EXPECT_EQ(OpenRows(*engine, CutJpeg(), 151, store).status().code(), StatusCode::kOutOfRange);
  EXPECT_EQ(OpenRows(*engine, CutJpeg(), 73, store).status().code(), StatusCode::kPartial);
}

TEST(PartialScan, IsToldOfByItsExports) {
  const auto engine = MakeEngine();
  for (const uint32_t rows : {kRows, 0u}) {
    MemoryBlockFile store, file;
    std::vector<uint8_t> bytes = rows == 0 ? MakeScan({40, 30}, 1).file : CutJpeg();
    const auto scan = OpenRows(*engine, bytes, rows, store);
    ASSERT_TRUE(scan.ok());
    ExportOptions options = *MakeExportOptions(FileFormat::kPng, "srgb", std::nullopt);
    options.grade_link = "#grade=1.eJyrVkrLz8";
    ASSERT_TRUE(engine->BeginExport(*scan, SomeRecipe(), options, std::make_unique<KeptFile>(file)).ok());
    while (!engine->ExportStep()->finished()) {
    }
    const auto decoder = OpenScan(file);
    ASSERT_TRUE(decoder.ok());
    EXPECT_EQ(SummaryOf("cut.png", **decoder, file.size()).source_rows, rows == 0 ? "" : "71/150");
  }
}

// Its coefficients are in the store's file while it is opened, and nothing of them stays there.
TEST(PartialScan, LeavesNothingOfALargeProgressiveJpegBehindItsTiles) {
  const auto engine = MakeEngine();
  JpegSpec spec{.size = {2801, 2803}, .progressive = true, .subsampled = false};
  spec.icc_profile = std::vector<uint8_t>(5000, 7);
  std::vector<uint32_t> codes(spec.size.pixels() * 3);
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint32_t>(i * 7 % 251);
  std::vector<uint8_t> file = WriteJpeg(spec, codes);
  // Into the last scan.
  const std::array<uint8_t, 2> begin = {0xFF, 0xDA};
  const auto last = std::find_end(file.begin(), file.end(), begin.begin(), begin.end());
  file.resize(static_cast<size_t>(last - file.begin() + (file.end() - last) / 2));
  MemoryBlockFile store;
  const uint32_t there = RowsThere(OpenRows(*engine, file, 0, store).status());
  ASSERT_GT(there, 500u);
  MemoryBlockFile again;
  const auto scan = OpenRows(*engine, file, there, again);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  const ScanSummary summary = *engine->Summary(*scan);
  EXPECT_EQ(summary.profile_bytes, 5000u);
  EXPECT_EQ(again.size(), summary.store_bytes);
  const std::vector<uint8_t>& kept = again.bytes();
  EXPECT_TRUE(std::equal(spec.icc_profile.begin(), spec.icc_profile.end(), kept.end() - 5000));
}

}  // namespace
}  // namespace easelight
