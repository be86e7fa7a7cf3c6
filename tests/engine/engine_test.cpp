#include "core/engine/engine.h"

#include <gtest/gtest.h>

#include "core/color/color_space.h"
#include "core/engine/scan_record.h"
#include "core/english/english.h"
#include "core/recipe/json.h"
#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

TEST(Engine, ExportIsTheModelPixelByPixel) {
  const TestScan scan = MakeScan({700, 431}, 1);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  const Recipe recipe = SomeRecipe();
  Extent size;
  const auto exported = DecodeAll(ExportAll(*engine, open, recipe, FileFormat::kTiff, 16), size);
  ASSERT_EQ(size, scan.size);

  // The same through whole-picture memory.
  const Grade grade = GradeFromRecipe(recipe, {});
  const ColorSpace& srgb = *FindColorSpace("srgb");
  const auto input = std::make_unique<InputStage>();
  const auto program = std::make_unique<PrintProgram>();
  ASSERT_TRUE(input->Compile(grade, SampleFormat::kUint16).ok());
  ASSERT_TRUE(program->Compile(grade, {srgb.primaries, srgb.encoding}, 65535).ok());
  const size_t pixels = scan.size.pixels();
  std::vector<float> planes(3 * pixels);
  input->DensityFromCodes(scan.codes.data(), 3, pixels,
                          {planes.data(), planes.data() + pixels, planes.data() + 2 * pixels});
  std::vector<uint16_t> whole(3 * pixels);
  RenderRgb16(*program, {planes.data(), planes.data() + pixels, planes.data() + 2 * pixels}, pixels, whole.data());
  EXPECT_EQ(std::memcmp(whole.data(), exported.data(), exported.size()), 0);
}

TEST(Engine, PreviewAtFullSizeEqualsTheExport) {
  const TestScan scan = MakeScan({500, 333}, 2);
  for (const int rotate : {0, 90}) {
    for (const double straighten : {0.0, 7.5}) {
      const auto engine = MakeEngine();
      const ScanNumber open = Opened(*engine, scan);
      Recipe recipe = SomeRecipe();
      recipe.geometry = {.crop = {0.2, 0.2, 0.6, 0.6}, .rotate = rotate, .flip = true, .straighten = straighten};
      const auto frame = engine->Render(open, recipe, {});
      ASSERT_TRUE(frame.ok()) << EnglishText(frame.status());
      Extent size;
      const auto exported = DecodeAll(ExportAll(*engine, open, recipe, FileFormat::kPng, 8), size);
      ASSERT_EQ(size, frame->size);
      for (size_t i = 0; i < size.pixels(); ++i) {
        for (size_t c = 0; c < 3; ++c) ASSERT_EQ(frame->rgba[4 * i + c], exported[3 * i + c]) << "pixel " << i;
      }
    }
  }
}

TEST(Engine, ThreadsDoNotChangeTheBytes) {
  const TestScan scan = MakeScan({611, 402}, 3);
  Recipe recipe = SomeRecipe();
  recipe.geometry.crop = {0.2, 0.2, 0.6, 0.6};
  recipe.geometry.straighten = -3;
  std::vector<std::vector<uint8_t>> results;
  for (const int threads : {1, 2, 8}) {
    const auto engine = MakeEngine(threads);
    const ScanNumber open = Opened(*engine, scan);
    results.push_back(ExportAll(*engine, open, recipe, FileFormat::kTiff, 16));
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

TEST(Engine, ATileSplitDoesNotChangeTheBytes) {
  const TestScan scan = MakeScan({1021, 763}, 15);
  Recipe recipe = SomeRecipe();
  for (const double straighten : {0.0, -4.0}) {
    recipe.geometry = {.crop = {0.1, 0.1, 0.8, 0.8}, .rotate = 90, .flip = true, .straighten = straighten};
    const auto engine = MakeEngine();
    const ScanNumber open = Opened(*engine, scan);
    const auto whole = engine->Render(open, recipe, {.viewer = {1100, 1100}, .zoom = 1});
    ASSERT_TRUE(whole.ok());
    const Extent size = whole->size;
    ASSERT_EQ(size, whole->picture);
    const std::vector<uint8_t> expected(whole->rgba, whole->rgba + size.pixels() * 4);
    for (const Extent viewer : {Extent{16, 16}, {61, 300}, {257, 65}, {499, 511}}) {
      for (const double center : {0.0, 0.31, 0.5, 0.83, 1.0}) {
        const auto frame = engine->Render(
            open, recipe, {.viewer = viewer, .zoom = 1, .center_x = center, .center_y = center * center});
        ASSERT_TRUE(frame.ok());
        const PixelRect& part = frame->view.part;
        for (uint32_t y = 0; y < part.height; ++y) {
          const uint8_t* row = frame->rgba + size_t{y} * part.width * 4;
          const uint8_t* there = expected.data() + ((size_t{y} + part.y) * size.width + part.x) * 4;
          ASSERT_EQ(std::memcmp(row, there, size_t{part.width} * 4), 0) << part.x << ", " << part.y << ", row " << y;
        }
      }
    }
  }
}

TEST(Engine, AStoreIsAttachedWithoutDecoding) {
  const TestScan scan = MakeScan({600, 500}, 18);
  MemoryBlockFile tiles;
  std::string record;
  std::vector<uint8_t> before;
  {
    const auto engine = MakeEngine();
    const auto open = OpenAll(*engine, scan.file, std::make_unique<KeptFile>(tiles));
    ASSERT_TRUE(open.ok());
    record = RecordFromSummary(*engine->Summary(*open));
    before = ExportAll(*engine, *open, SomeRecipe(), FileFormat::kTiff, 16);
  }
  const auto engine = MakeEngine();
  const auto open = engine->Attach(record, std::make_unique<KeptFile>(tiles));
  ASSERT_TRUE(open.ok()) << EnglishText(open.status());
  EXPECT_EQ(engine->Summary(*open)->name, "scan.tif");
  EXPECT_EQ(ExportAll(*engine, *open, SomeRecipe(), FileFormat::kTiff, 16), before);

  const auto first = tiles.bytes().begin();
  EXPECT_FALSE(engine->Attach(record, std::make_unique<MemoryBlockFile>(std::vector(first, first + 1000))).ok());
  // What is missing, out of its range or of another version.
  const auto with = [&](std::string_view key, const Json& value) {
    Json changed = *JsonFromText(record, "document-record");
    changed.Set(std::string(key), value);
    return TextFromJson(changed);
  };
  ASSERT_TRUE(engine->Attach(with("name", "other"), std::make_unique<KeptFile>(tiles)).ok());
  std::string incomplete = record;
  incomplete.replace(incomplete.find("\"bits\""), 6, "\"bots\"");
  for (const std::string& bad :
       {std::string(), std::string("{}"), std::string("[]"), std::string(R"({"version":3})"), incomplete,
        with("version", 2), with("storedWidth", 99999), with("storedWidth", 1.5), with("channels", 2),
        with("sampleBytes", 3), with("orientation", 9), with("grade", "no link"), with("unknown", 1)}) {
    EXPECT_FALSE(engine->Attach(bad, std::make_unique<KeptFile>(tiles)).ok()) << bad;
  }
  // What was open stays open.
  EXPECT_TRUE(engine->Render(*open, SomeRecipe(), {}).ok());
}

TEST(Engine, AFailedOpenLeavesTheOpenScan) {
  const TestScan scan = MakeScan({300, 200}, 5);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  TestScan cut = MakeScan({400, 300}, 6);
  cut.file.resize(cut.file.size() / 2);
  EXPECT_FALSE(OpenAll(*engine, cut.file).ok());
  EXPECT_FALSE(OpenAll(*engine, {'h', 'e', 'l', 'l', 'o'}).ok());
  const auto frame = engine->Render(open, SomeRecipe(), {});
  ASSERT_TRUE(frame.ok());
  EXPECT_EQ(frame->size, (Extent{300, 200}));
}

TEST(Engine, RegionsReturnToTheirStart) {
  const auto engine = MakeEngine();
  const auto used = [&] {
    std::vector<size_t> figures;
    for (const RegionStats& region : engine->Stats().regions) figures.push_back(region.used);
    return figures;
  };
  const auto start = used();
  const TestScan scan = MakeScan({300, 200}, 7);
  for (int round = 0; round < 5; ++round) {
    const ScanNumber open = Opened(*engine, scan);
    ExportAll(*engine, open, SomeRecipe(), FileFormat::kJpeg, 8);
    ASSERT_TRUE(engine->Render(open, SomeRecipe(), {}).ok());
    ASSERT_TRUE(engine->CloseScan(open).ok());
  }
  EXPECT_EQ(used(), start);
}

TEST(Engine, AnExportCanBeGivenUp) {
  const TestScan scan = MakeScan({300, 200}, 8);
  MemoryBlockFile file;  // Outlives the engine, whose last export ends with it.
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  const auto options = MakeExportOptions(FileFormat::kTiff, "srgb", std::nullopt);
  ASSERT_TRUE(engine->BeginExport(open, SomeRecipe(), *options, std::make_unique<KeptFile>(file)).ok());
  ASSERT_TRUE(engine->ExportStep().ok());
  EXPECT_FALSE(engine->BeginExport(open, SomeRecipe(), *options, std::make_unique<KeptFile>(file)).ok());
  engine->CancelExport();
  EXPECT_FALSE(engine->ExportStep().ok());
  EXPECT_TRUE(engine->BeginExport(open, SomeRecipe(), *options, std::make_unique<KeptFile>(file)).ok());
}

TEST(Engine, ImpossibleWishesAreErrors) {
  const TestScan scan = MakeScan({300, 200}, 9);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  for (const ViewRequest& view : {ViewRequest{.viewer = {5000, 5000}}, {.viewer = {4, 4}}, {.zoom = 9}, {.zoom = -1}}) {
    EXPECT_EQ(engine->Render(open, SomeRecipe(), view).status().code(), StatusCode::kOutOfRange);
  }
  Recipe turned = SomeRecipe();
  turned.geometry.straighten = 20;
  EXPECT_EQ(engine->Render(open, turned, {}).status().code(), StatusCode::kOutOfRange);
  EXPECT_FALSE(MakeExportOptions(FileFormat::kTiff, "coolscan-9000", std::nullopt).ok());
}

}  // namespace
}  // namespace easelight
