// The check that preview equals export: 0 for every recipe and depth, and something else where a path differs.
#include "core/engine/preview_check.h"

#include <gtest/gtest.h>

#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

ExportOptions OptionsFor(const char* space, FileFormat format, uint8_t depth) {
  ExportOptions options = *MakeExportOptions(format, space, std::nullopt);
  options.depth = depth;
  return options;
}

PreviewDifference Checked(Engine& engine, ScanNumber scan, const Recipe& recipe, const ExportOptions& options) {
  EXPECT_TRUE(engine.BeginCheck(scan, recipe, options).ok());
  for (;;) {
    const auto progress = engine.CheckStep();
    EXPECT_TRUE(progress.ok()) << EnglishText(progress.status());
    if (!progress.ok() || progress->finished()) return engine.check();
  }
}

TEST(PreviewCheck, FindsNoDifferenceWhateverIsExported) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({1301, 977}, 31));
  Recipe turned = SomeRecipe();
  turned.geometry = {.crop = {0.1, 0.2, 0.7, 0.6}, .rotate = 90, .flip = true, .straighten = 3.5};
  turned.gamut = GamutMapping::kCompress;
  for (const Recipe& recipe : {SomeRecipe(), turned}) {
    for (const uint8_t depth : {uint8_t{8}, uint8_t{16}}) {
      const auto found = Checked(*engine, open, recipe, OptionsFor("display-p3", FileFormat::kTiff, depth));
      EXPECT_EQ(found.pixels, 1000u);
      EXPECT_EQ(found.largest, 0u);
      EXPECT_EQ(found.max_code, depth == 8 ? 255u : 65535u);
    }
  }
  EXPECT_EQ(Checked(*engine, open, turned, OptionsFor("srgb", FileFormat::kJpeg, 16)).max_code, 255u);
  ExportOptions reduced = OptionsFor("srgb", FileFormat::kPng, 16);
  reduced.longest = 333;
  EXPECT_EQ(Checked(*engine, open, turned, reduced).largest, 0u);
}

// A scan opened without an engine, which gives both ways of a check one recipe.
std::shared_ptr<const ScanSession> SessionOf(const TestScan& scan, Region& strips, ThreadPool& pool) {
  auto opening = std::move(ScanOpening::Begin(1, "scan.tif", std::make_unique<MemoryBlockFile>(scan.file),
                                              std::make_unique<MemoryBlockFile>()))
                     .value();
  EXPECT_TRUE(opening->Prepare(strips, pool).ok());
  while (!opening->progress().finished()) EXPECT_TRUE(opening->Step().ok());
  auto session = std::make_shared<ScanSession>();
  session->number = 1;
  session->summary = opening->summary();
  session->layout = opening->layout();
  session->file = std::move(opening->TakeStore()).value();
  return session;
}

TEST(PreviewCheck, NoticesAPathThatDiffers) {
  const auto workspace = std::move(Workspace::Create()).value();
  ThreadPool pool(2);
  const auto view = std::move(View::Create(*workspace, pool)).value();
  const auto session = SessionOf(MakeScan({300, 200}, 32), workspace->decode, pool);
  TileCache tiles = std::move(TileCache::Create(workspace->tiles, session->layout.max_tile_bytes)).value();
  const Grade shown = GradeOf(session->summary, SomeRecipe());
  const FrameMap map = *MapOf(session->summary, SomeRecipe());
  const auto largest = [&](const Grade& exported, uint8_t depth) {
    const auto check =
        std::move(PreviewCheck::Begin(session, tiles, shown, exported, map,
                                      OptionsFor("srgb", FileFormat::kTiff, depth), pool, workspace->encode))
            .value();
    ScanStore store(session->number, session->layout, *session->file, tiles, TileReader::kView);
    while (!check->progress().finished()) EXPECT_TRUE(check->Step(store, *view).ok());
    workspace->encode.ReleaseAll();
    return check->difference().largest;
  };
  Grade darker = shown;
  darker.density.exposure += 0.01;
  Grade otherwise_read = shown;
  otherwise_read.input_encoding = AllChannels(TransferCurve::Power(1.01));
  for (const uint8_t depth : {uint8_t{8}, uint8_t{16}}) {
    EXPECT_EQ(largest(shown, depth), 0u);
    EXPECT_GT(largest(darker, depth), 0u);
    EXPECT_GT(largest(otherwise_read, depth), 0u);
  }
}

TEST(PreviewCheck, LeavesFramesAndExportsAsTheyWere) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({700, 500}, 33));
  const Recipe recipe = SomeRecipe();
  const auto exported = ExportAll(*engine, open, recipe, FileFormat::kPng, 8);
  const auto frame = [&] {
    const auto rendered = engine->Render(open, recipe, {.viewer = {300, 300}});
    return std::vector<uint8_t>(rendered->rgba, rendered->rgba + 4 * rendered->size.pixels());
  };
  const auto before = frame();
  ASSERT_TRUE(engine->BeginCheck(open, recipe, OptionsFor("srgb", FileFormat::kTiff, 16)).ok());
  ASSERT_TRUE(engine->CheckStep().ok());
  EXPECT_EQ(frame(), before);
  ASSERT_TRUE(engine->CheckStep().ok());
  // An export takes the memory of the check, which is over.
  EXPECT_EQ(ExportAll(*engine, open, recipe, FileFormat::kPng, 8), exported);
  EXPECT_FALSE(engine->CheckStep().ok());
  EXPECT_EQ(frame(), before);
}

TEST(PreviewCheck, WaitsForNoExport) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({700, 500}, 34));
  const ExportOptions options = OptionsFor("srgb", FileFormat::kTiff, 16);
  MemoryBlockFile file;
  ASSERT_TRUE(engine->BeginExport(open, SomeRecipe(), options, std::make_unique<KeptFile>(file)).ok());
  EXPECT_EQ(EnglishText(engine->BeginCheck(open, SomeRecipe(), options)), "an export is already under way");
  engine->CancelExport();
  EXPECT_EQ(Checked(*engine, open, SomeRecipe(), options).largest, 0u);
}

TEST(PreviewCheck, OutlivesTheClosingOfItsScan) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({700, 500}, 35));
  ASSERT_TRUE(engine->BeginCheck(open, SomeRecipe(), OptionsFor("srgb", FileFormat::kTiff, 8)).ok());
  ASSERT_TRUE(engine->CheckStep().ok());
  ASSERT_TRUE(engine->CloseScan(open).ok());
  ASSERT_TRUE(engine->CheckStep().ok());
  engine->CancelCheck();
  EXPECT_FALSE(engine->BeginCheck(open, SomeRecipe(), OptionsFor("srgb", FileFormat::kTiff, 8)).ok());
}

}  // namespace
}  // namespace easelight
