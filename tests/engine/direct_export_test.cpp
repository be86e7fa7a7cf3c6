// Files developed without a store: the same bytes as through the engine, wherever that can be done.
#include "core/engine/direct_export.h"

#include <gtest/gtest.h>

#include <utility>

#include "core/memory/workspace.h"
#include "tests/engine/test_engine.h"
#include "tests/io/sample_files.h"
#include "tests/io/scan_kinds.h"

namespace easelight {
namespace {

StatusOr<ScanRows> RowsOf(std::vector<uint8_t> file, uint32_t rows = 0) {
  return ScanRows::Open("scan.tif", std::make_unique<MemoryBlockFile>(std::move(file)), rows);
}

ExportOptions OptionsOf(FileFormat format, uint8_t depth) {
  ExportOptions options = MakeExportOptions(format, "srgb", std::nullopt).value();
  options.depth = depth;
  return options;
}

bool CanBeDirect(const std::vector<uint8_t>& file, const Recipe& recipe, const ExportOptions& options) {
  const auto rows = RowsOf(file);
  EXPECT_TRUE(rows.ok()) << EnglishText(rows.status());
  return rows.ok() && DirectExport::Fits(*rows, MapOf(rows->summary(), recipe).value(), options);
}

// The file as far as it was written, and how that ended; `reading` gets what reading the scan ended with.
Status WriteDirectly(const std::vector<uint8_t>& file, const Recipe& recipe, const ExportOptions& options, int threads,
                     std::vector<uint8_t>& written, Status* reading = nullptr, uint32_t rows = 0) {
  MemoryBlockFile out;
  ThreadPool pool(threads);
  const auto workspace = Workspace::Create().value();
  ASSIGN_OR_RETURN(ScanRows scan, RowsOf(file, rows));
  const ScanSummary summary = scan.summary();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(summary, recipe));
  ASSIGN_OR_RETURN(const auto task,
                   DirectExport::Begin(std::move(scan), GradeOf(summary, recipe), map, options,
                                       std::make_unique<KeptFile>(out), pool, workspace->decode, workspace->encode));
  Status status;
  while (status.ok() && !task->progress().finished()) status = task->Step();
  if (reading != nullptr) *reading = task->reading();
  written = out.bytes();
  return status;
}

std::vector<uint8_t> Direct(const std::vector<uint8_t>& file, const Recipe& recipe, const ExportOptions& options,
                            int threads) {
  std::vector<uint8_t> written;
  const Status status = WriteDirectly(file, recipe, options, threads, written);
  EXPECT_TRUE(status.ok()) << EnglishText(status);
  return written;
}

TEST(DirectExport, MakesTheBytesOfAnExportFromTheStore) {
  const TestScan scan = MakeScan({1100, 333}, 5);
  const auto engine = MakeEngine();
  const ScanNumber number = Opened(*engine, scan);
  Recipe cropped = SomeRecipe();
  cropped.geometry.crop = {0.13, 0.27, 0.83, 0.71};
  Recipe mirrored = cropped;
  mirrored.geometry.flip = true;
  for (const Recipe& recipe : {SomeRecipe(), cropped, mirrored}) {
    for (const auto& [format, depth] :
         {std::pair{FileFormat::kTiff, 16}, {FileFormat::kTiff, 8}, {FileFormat::kPng, 16}, {FileFormat::kJpeg, 8}}) {
      const ExportOptions options = OptionsOf(format, static_cast<uint8_t>(depth));
      ASSERT_TRUE(CanBeDirect(scan.file, recipe, options));
      const auto stored = ExportAll(*engine, number, recipe, format, static_cast<uint8_t>(depth));
      for (const int threads : {1, 3}) EXPECT_EQ(Direct(scan.file, recipe, options, threads), stored) << depth;
    }
  }
}

TEST(DirectExport, ReadsEveryKindOfFileAsTheStoreDoes) {
  const auto engine = MakeEngine();
  const ExportOptions options = OptionsOf(FileFormat::kTiff, 16);
  int direct = 0;
  for (const ScanKind& kind : ScanKinds()) {
    const auto scan = OpenAll(*engine, kind.file);
    ASSERT_TRUE(scan.ok()) << kind.name << ": " << EnglishText(scan.status());
    const Recipe recipe = SomeRecipe();
    if (CanBeDirect(kind.file, recipe, options)) {
      ++direct;
      EXPECT_EQ(Direct(kind.file, recipe, options, 2), ExportAll(*engine, *scan, recipe, FileFormat::kTiff, 16))
          << kind.name;
    }
    ASSERT_TRUE(engine->CloseScan(*scan).ok());
  }
  EXPECT_GT(direct, 20);
}

TEST(DirectExport, IsNotForFramesWhoseRowsAreNoneOfTheFile) {
  const TestScan scan = MakeScan({120, 90}, 6);
  const ExportOptions options = OptionsOf(FileFormat::kTiff, 16);
  Recipe turned = SomeRecipe();
  turned.geometry.rotate = 90;
  Recipe upside_down = SomeRecipe();
  upside_down.geometry.rotate = 180;
  Recipe straightened = SomeRecipe();
  straightened.geometry.straighten = 1.5;
  straightened.geometry.crop = {0.2, 0.2, 0.6, 0.6};
  for (const Recipe& recipe : {turned, upside_down, straightened}) {
    EXPECT_FALSE(CanBeDirect(scan.file, recipe, options));
  }
  ExportOptions reduced = options;
  reduced.longest = 60;
  EXPECT_FALSE(CanBeDirect(scan.file, SomeRecipe(), reduced));
  const JpegSpec on_its_side{.size = {40, 30}, .exif = OrientationBlock(6, false)};
  EXPECT_FALSE(CanBeDirect(WriteJpeg(on_its_side, TestCodes({40, 30}, 3, 8)), SomeRecipe(), options));
}

TEST(DirectExport, EndsWhereRowsAreMissingAndGoesByThoseThatAreThere) {
  const Extent size = {200, 150};
  std::vector<uint8_t> file = WriteJpeg({.size = size, .subsampled = false}, TestCodes(size, 3, 8));
  file.resize(file.size() / 2);
  const ExportOptions options = OptionsOf(FileFormat::kPng, 8);
  std::vector<uint8_t> written;
  Status reading;
  // Also where the frame is all above the missing rows.
  Recipe above = SomeRecipe();
  above.geometry.crop = {0, 0, 1, 0.2};
  for (const Recipe& recipe : {SomeRecipe(), above}) {
    const Status status = WriteDirectly(file, recipe, options, 2, written, &reading);
    EXPECT_EQ(status.code(), StatusCode::kPartial) << EnglishText(status);
    EXPECT_EQ(RowsThere(reading), 72u);
  }
  const Status status = WriteDirectly(file, SomeRecipe(), options, 2, written, &reading, 72);
  ASSERT_TRUE(status.ok()) << EnglishText(status);
  Extent decoded;
  DecodeAll(written, decoded);
  EXPECT_EQ(decoded, (Extent{200, 72}));
}

TEST(DirectExport, AFullDiskIsNoFailureOfReading) {
  const TestScan scan = MakeScan({300, 200}, 7);
  MemoryBlockFile out;
  out.set_capacity(100000);
  ThreadPool pool(2);
  const auto workspace = Workspace::Create().value();
  ScanRows rows = RowsOf(scan.file).value();
  const ScanSummary summary = rows.summary();
  ExportOptions options = OptionsOf(FileFormat::kTiff, 16);
  options.compression = TiffCompression::kNone;
  const auto task =
      DirectExport::Begin(std::move(rows), GradeOf(summary, SomeRecipe()), MapOf(summary, SomeRecipe()).value(),
                          options, std::make_unique<KeptFile>(out), pool, workspace->decode, workspace->encode);
  ASSERT_TRUE(task.ok());
  Status status;
  while (status.ok() && !(*task)->progress().finished()) status = (*task)->Step();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted) << EnglishText(status);
  EXPECT_TRUE((*task)->reading().ok());
}

}  // namespace
}  // namespace easelight
