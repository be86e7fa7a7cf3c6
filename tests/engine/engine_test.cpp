#include "core/engine/engine.h"

#include <gtest/gtest.h>

#include <random>

#include "core/color/color_space.h"
#include "core/engine/scan_record.h"
#include "tests/io/memory_file.h"

namespace safelight {
namespace {

// A source over bytes that others hold.
class SharedSource final : public ByteSource {
 public:
  explicit SharedSource(const std::vector<uint8_t>& bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset > bytes_.size() || out.size() > bytes_.size() - offset) return Truncated("past the end");
    std::copy_n(bytes_.begin() + static_cast<ptrdiff_t>(offset), out.size(), out.begin());
    return OkStatus();
  }

 private:
  const std::vector<uint8_t>& bytes_;
};

// A file that leaves its bytes behind when it is closed.
class KeptFile final : public BlockFile {
 public:
  explicit KeptFile(std::vector<uint8_t>& bytes) : bytes_(bytes) {}
  uint64_t size() const override { return bytes_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override { return SharedSource(bytes_).ReadAt(offset, out); }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    bytes_.resize(std::max<size_t>(bytes_.size(), offset + bytes.size()));
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + static_cast<ptrdiff_t>(offset));
    return OkStatus();
  }
  Status Shorten(uint64_t bytes) override {
    bytes_.resize(bytes);
    return OkStatus();
  }

 private:
  std::vector<uint8_t>& bytes_;
};

struct TestScan {
  Extent size;
  std::vector<uint16_t> codes;
  std::vector<uint8_t> file;
};

// A 16-bit TIFF of smooth noise, as a negative's transmittances.
TestScan MakeScan(Extent size, uint32_t seed) {
  TestScan scan{size, std::vector<uint16_t>(size.pixels() * 3), {}};
  std::mt19937 random(seed);
  for (size_t i = 0; i < scan.codes.size(); ++i) {
    const size_t pixel = i / 3;
    const double wave =
        0.5 + 0.4 * std::sin(double(pixel % size.width) / 37) * std::cos(double(pixel / size.width) / 53);
    scan.codes[i] = static_cast<uint16_t>(2000 + wave * 20000 / double(1 + i % 3) + random() % 600);
  }
  KeptFile file(scan.file);
  auto encoder =
      CreateEncoder({.format = FileFormat::kTiff, .size = size, .compression = TiffCompression::kNone}, file);
  EXPECT_TRUE(encoder.ok());
  for (uint32_t y = 0; y < size.height; ++y) {
    const auto* row = reinterpret_cast<const uint8_t*>(scan.codes.data() + size_t{y} * size.width * 3);
    EXPECT_TRUE((*encoder)->WriteRow({row, size_t{size.width} * 6}).ok());
  }
  EXPECT_TRUE((*encoder)->Finish().ok());
  return scan;
}

std::unique_ptr<Engine> MakeEngine(int threads = 2) {
  auto engine = Engine::Create(threads);
  EXPECT_TRUE(engine.ok());
  return std::move(engine).value();
}

Status OpenAll(Engine& engine, const TestScan& scan) {
  RETURN_IF_ERROR(
      engine.BeginOpen("scan.tif", std::make_unique<SharedSource>(scan.file), std::make_unique<MemoryBlockFile>())
          .status());
  for (;;) {
    ASSIGN_OR_RETURN(const Progress progress, engine.OpenStep());
    if (progress.finished()) return OkStatus();
  }
}

std::vector<uint8_t> ExportAll(Engine& engine, const Recipe& recipe, FileFormat format, uint8_t depth) {
  std::vector<uint8_t> bytes;
  auto options = MakeExportOptions(format, "srgb", std::nullopt);
  EXPECT_TRUE(options.ok());
  options->depth = depth;
  const auto size = engine.BeginExport(recipe, *options, std::make_unique<KeptFile>(bytes));
  EXPECT_TRUE(size.ok()) << size.status().message();
  for (;;) {
    const auto progress = engine.ExportStep();
    EXPECT_TRUE(progress.ok());
    if (!progress.ok() || progress->finished()) return bytes;
  }
}

std::vector<uint8_t> DecodeAll(const std::vector<uint8_t>& bytes, Extent& size) {
  SharedSource source(bytes);
  auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << decoder.status().message();
  size = (*decoder)->info().size;
  std::vector<uint8_t> pixels((*decoder)->info().row_bytes() * size.height);
  size_t at = 0;
  while (at < pixels.size()) {
    const auto rows = (*decoder)->ReadRows(MutableByteSpan(pixels).subspan(at));
    if (!rows.ok() || *rows == 0) break;
    at += *rows * (*decoder)->info().row_bytes();
  }
  EXPECT_EQ(at, pixels.size());
  return pixels;
}

Recipe SomeRecipe() {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.density.base = {0.3, 0.6, 0.8};
  return recipe;
}

TEST(Engine, ExportIsTheModelPixelByPixel) {
  const TestScan scan = MakeScan({700, 431}, 1);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  const Recipe recipe = SomeRecipe();
  Extent size;
  const auto exported = DecodeAll(ExportAll(*engine, recipe, FileFormat::kTiff, 16), size);
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
      ASSERT_TRUE(OpenAll(*engine, scan).ok());
      Recipe recipe = SomeRecipe();
      recipe.geometry = {.crop = {0.2, 0.2, 0.6, 0.6}, .rotate = rotate, .flip = true, .straighten = straighten};
      const auto frame = engine->Render(recipe);
      ASSERT_TRUE(frame.ok()) << frame.status().message();
      Extent size;
      const auto exported = DecodeAll(ExportAll(*engine, recipe, FileFormat::kPng, 8), size);
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
    ASSERT_TRUE(OpenAll(*engine, scan).ok());
    results.push_back(ExportAll(*engine, recipe, FileFormat::kTiff, 16));
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

TEST(Engine, AReducedViewLooksLikeTheWhole) {
  const TestScan scan = MakeScan({1000, 800}, 4);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  ASSERT_TRUE(engine->SetView({.viewer = {300, 300}}).ok());
  const auto small = engine->Render(SomeRecipe());
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(small->size, (Extent{300, 240}));
  Extent size;
  const auto whole = DecodeAll(ExportAll(*engine, SomeRecipe(), FileFormat::kPng, 8), size);
  for (const Extent at : {Extent{30, 40}, {150, 120}, {290, 230}}) {
    double mean = 0;
    for (uint32_t y = 0; y < 4; ++y) {
      for (uint32_t x = 0; x < 4; ++x) {
        mean += whole[((at.height * 10 / 3 + y) * size.width + at.width * 10 / 3 + x) * 3] / 16.0;
      }
    }
    EXPECT_NEAR(small->rgba[(at.height * 300 + at.width) * 4], mean, 6.0);
  }
}

TEST(Engine, AZoomedViewEqualsThatPartOfTheExport) {
  const TestScan scan = MakeScan({900, 700}, 14);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  Recipe recipe = SomeRecipe();
  recipe.geometry = {.crop = {0.1, 0.1, 0.8, 0.8}, .rotate = 270, .straighten = 2.5};
  Extent size;
  const auto exported = DecodeAll(ExportAll(*engine, recipe, FileFormat::kPng, 8), size);
  for (const double zoom : {1.0, 3.0, 8.0}) {
    for (const double center : {0.0, 0.37, 1.0}) {
      ASSERT_TRUE(
          engine->SetView({.viewer = {200, 120}, .zoom = zoom, .center_x = center, .center_y = 1 - center}).ok());
      const auto frame = engine->Render(recipe);
      ASSERT_TRUE(frame.ok());
      const PixelRect& part = frame->view.part;
      EXPECT_EQ(frame->view.reduced, size);
      EXPECT_GE(part.width * zoom, 200);
      EXPECT_GE(part.height * zoom, 120);
      for (uint32_t y = 0; y < part.height; ++y) {
        for (uint32_t x = 0; x < part.width; ++x) {
          const uint8_t* pixel = frame->rgba + 4 * (size_t{y} * part.width + x);
          const uint8_t* expected = exported.data() + 3 * ((size_t{y} + part.y) * size.width + x + part.x);
          ASSERT_EQ(std::memcmp(pixel, expected, 3), 0) << zoom << " at " << x << ", " << y;
        }
      }
    }
  }
}

TEST(Engine, ATileSplitDoesNotChangeTheBytes) {
  const TestScan scan = MakeScan({1021, 763}, 15);
  Recipe recipe = SomeRecipe();
  for (const double straighten : {0.0, -4.0}) {
    recipe.geometry = {.crop = {0.1, 0.1, 0.8, 0.8}, .rotate = 90, .flip = true, .straighten = straighten};
    const auto engine = MakeEngine();
    ASSERT_TRUE(OpenAll(*engine, scan).ok());
    ASSERT_TRUE(engine->SetView({.viewer = {1100, 1100}, .zoom = 1}).ok());
    const auto whole = engine->Render(recipe);
    ASSERT_TRUE(whole.ok());
    const Extent size = whole->size;
    ASSERT_EQ(size, whole->picture);
    const std::vector<uint8_t> expected(whole->rgba, whole->rgba + size.pixels() * 4);
    for (const Extent viewer : {Extent{16, 16}, {61, 300}, {257, 65}, {499, 511}}) {
      for (const double center : {0.0, 0.31, 0.5, 0.83, 1.0}) {
        ASSERT_TRUE(
            engine->SetView({.viewer = viewer, .zoom = 1, .center_x = center, .center_y = center * center}).ok());
        const auto frame = engine->Render(recipe);
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

TEST(Engine, EveryViewStaysWithinItsBudget) {
  const TestScan scan = MakeScan({3000, 2500}, 15);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  for (const double zoom : {0.0, 0.3, 0.7, 0.99, 1.0, 1.0001, 1.2, 1.25, 2.0, 8.0}) {
    ASSERT_TRUE(engine->SetView({.viewer = {2048, 2048}, .zoom = zoom, .center_x = 0.4, .center_y = 0.6}).ok());
    const auto frame = engine->Render(SomeRecipe());
    ASSERT_TRUE(frame.ok());
    EXPECT_LE(frame->size.pixels(), kMaxViewPixels) << zoom;
    EXPECT_LE(frame->view.part.x + frame->view.part.width, frame->view.reduced.width);
    EXPECT_LE(frame->view.part.y + frame->view.part.height, frame->view.reduced.height);
  }
  EXPECT_FALSE(engine->SetView({.zoom = 9}).ok());
  EXPECT_FALSE(engine->SetView({.zoom = -1}).ok());
}

TEST(Engine, ACoarseFrameComesFirstAndASharpOneAfter) {
  const TestScan scan = MakeScan({1200, 900}, 16);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  const auto coarse = engine->Render(SomeRecipe(), {.coarse = true});
  ASSERT_TRUE(coarse.ok());
  EXPECT_TRUE(coarse->coarse);
  EXPECT_EQ(coarse->size, (Extent{400, 300}));
  EXPECT_EQ(coarse->picture, scan.size);
  const auto sharp = engine->Render(SomeRecipe());
  EXPECT_FALSE(sharp->coarse);
  EXPECT_EQ(sharp->size, scan.size);
  // Densities at hand are used, whatever is allowed.
  EXPECT_FALSE(engine->Render(SomeRecipe(), {.coarse = true})->coarse);
}

TEST(Engine, ADraftIsTheFrameAtHalfItsSize) {
  const TestScan scan = MakeScan({1201, 901}, 18);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  const auto full = engine->Render(SomeRecipe());
  const auto draft = engine->Render(SomeRecipe(), {.draft = true});
  ASSERT_TRUE(full.ok() && draft.ok());
  EXPECT_FALSE(full->coarse);
  EXPECT_TRUE(draft->coarse);
  EXPECT_EQ(draft->size, (Extent{601, 451}));
  EXPECT_EQ(draft->view, full->view);
  // The mean of densities is not that of codes, and the scan has grain: but close.
  double difference = 0;
  for (uint32_t y = 0; y < 451; ++y) {
    for (uint32_t x = 0; x < 601; ++x) {
      for (size_t c = 0; c < 3; ++c) {
        double mean = 0;
        for (const uint32_t fx : {2 * x, std::min(2 * x + 1, 1200u)}) {
          for (const uint32_t fy : {2 * y, std::min(2 * y + 1, 900u)}) {
            mean += full->rgba[4 * (size_t{fy} * 1201 + fx) + c] / 4.0;
          }
        }
        const double here = draft->rgba[4 * (size_t{y} * 601 + x) + c];
        ASSERT_NEAR(here, mean, 6) << x << ", " << y;
        difference += std::abs(here - mean);
      }
    }
  }
  EXPECT_LT(difference / (3.0 * 601 * 451), 0.4);
}

TEST(Engine, ASmallFrameIsNoDraft) {
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, MakeScan({300, 200}, 19)).ok());
  const auto frame = engine->Render(SomeRecipe(), {.draft = true});
  ASSERT_TRUE(frame.ok());
  EXPECT_FALSE(frame->coarse);
  EXPECT_EQ(frame->size, (Extent{300, 200}));
}

TEST(Engine, AScanShowsWhileItIsOpened) {
  const TestScan scan = MakeScan({1500, 1200}, 17);
  const auto engine = MakeEngine();
  EXPECT_FALSE(engine->RenderOpening(SomeRecipe()).ok());
  ASSERT_TRUE(
      engine->BeginOpen("scan.tif", std::make_unique<SharedSource>(scan.file), std::make_unique<MemoryBlockFile>())
          .ok());
  EXPECT_EQ(engine->RenderOpening(SomeRecipe()).status().message(), "nothing of the scan has been decoded yet");
  uint32_t shown = 0;
  std::vector<uint8_t> last_row;
  for (;;) {
    const auto progress = engine->OpenStep();
    ASSERT_TRUE(progress.ok());
    if (progress->finished()) break;
    const auto frame = engine->RenderOpening(SomeRecipe());
    if (!frame.ok()) continue;
    EXPECT_TRUE(frame->coarse);
    EXPECT_EQ(frame->view.reduced, (Extent{800, 640}));
    EXPECT_GE(frame->view.part.height, shown);
    EXPECT_EQ(frame->view.part.y, 0u);
    shown = frame->view.part.height;
    last_row.assign(frame->rgba, frame->rgba + 4 * 800);
  }
  EXPECT_GT(shown, 500u);
  ASSERT_TRUE(engine->SetView({.viewer = {800, 800}}).ok());
  const auto frame = engine->Render(SomeRecipe());
  ASSERT_TRUE(frame.ok());
  EXPECT_EQ(std::memcmp(frame->rgba, last_row.data(), last_row.size()), 0);
}

TEST(Engine, AStoreIsAttachedWithoutDecoding) {
  const TestScan scan = MakeScan({600, 500}, 18);
  std::vector<uint8_t> tiles;
  std::string record;
  std::vector<uint8_t> before;
  {
    const auto engine = MakeEngine();
    ASSERT_TRUE(
        engine->BeginOpen("scan.tif", std::make_unique<SharedSource>(scan.file), std::make_unique<KeptFile>(tiles))
            .ok());
    while (!engine->OpenStep()->finished()) {
    }
    record = RecordFromSummary(*engine->scan());
    before = ExportAll(*engine, SomeRecipe(), FileFormat::kTiff, 16);
  }
  const auto engine = MakeEngine();
  const auto summary = engine->Attach(record, std::make_unique<KeptFile>(tiles));
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_EQ(summary->name, "scan.tif");
  EXPECT_EQ(ExportAll(*engine, SomeRecipe(), FileFormat::kTiff, 16), before);

  std::vector<uint8_t> cut(tiles.begin(), tiles.begin() + 1000);
  EXPECT_FALSE(engine->Attach(record, std::make_unique<KeptFile>(cut)).ok());
  for (const char* bad : {"", "{}", "[]", R"({"version":2,"width":99999,"height":5})", R"({"version":2})",
                          R"({"version":1,"width":10,"height":5,"channels":3,"sampleBytes":2})",
                          R"({"version":2,"width":1.5,"height":5,"channels":3,"sampleBytes":2})",
                          R"({"version":2,"width":10,"height":5,"channels":2,"sampleBytes":2})",
                          R"({"version":2,"width":10,"height":5,"channels":3,"sampleBytes":2,"grade":"no link"})"}) {
    EXPECT_FALSE(engine->Attach(bad, std::make_unique<KeptFile>(tiles)).ok()) << bad;
  }
  // What was open stays open.
  EXPECT_TRUE(engine->Render(SomeRecipe()).ok());
}

TEST(Engine, AFailedOpenLeavesTheOpenScan) {
  const TestScan scan = MakeScan({300, 200}, 5);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  TestScan cut = MakeScan({400, 300}, 6);
  cut.file.resize(cut.file.size() / 2);
  EXPECT_FALSE(OpenAll(*engine, cut).ok());
  const TestScan none{{}, {}, {'h', 'e', 'l', 'l', 'o'}};
  EXPECT_FALSE(OpenAll(*engine, none).ok());
  ASSERT_NE(engine->scan(), nullptr);
  const auto frame = engine->Render(SomeRecipe());
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
    ASSERT_TRUE(OpenAll(*engine, scan).ok());
    ExportAll(*engine, SomeRecipe(), FileFormat::kJpeg, 8);
  }
  engine->CloseScan();
  EXPECT_EQ(used(), start);
  EXPECT_EQ(engine->Render(SomeRecipe()).status().message(), "no scan is open");
}

TEST(Engine, AnExportCanBeGivenUp) {
  const TestScan scan = MakeScan({300, 200}, 8);
  const auto engine = MakeEngine();
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  std::vector<uint8_t> bytes;
  const auto options = MakeExportOptions(FileFormat::kTiff, "srgb", std::nullopt);
  ASSERT_TRUE(engine->BeginExport(SomeRecipe(), *options, std::make_unique<KeptFile>(bytes)).ok());
  ASSERT_TRUE(engine->ExportStep().ok());
  EXPECT_FALSE(engine->BeginExport(SomeRecipe(), *options, std::make_unique<KeptFile>(bytes)).ok());
  engine->CancelExport();
  EXPECT_FALSE(engine->ExportStep().ok());
  EXPECT_TRUE(engine->BeginExport(SomeRecipe(), *options, std::make_unique<KeptFile>(bytes)).ok());
}

TEST(Engine, ImpossibleWishesAreErrors) {
  const TestScan scan = MakeScan({300, 200}, 9);
  const auto engine = MakeEngine();
  EXPECT_FALSE(engine->SetView({.viewer = {5000, 5000}}).ok());
  EXPECT_FALSE(engine->SetView({.viewer = {4, 4}}).ok());
  ASSERT_TRUE(OpenAll(*engine, scan).ok());
  Recipe turned = SomeRecipe();
  turned.geometry.straighten = 20;
  EXPECT_EQ(engine->Render(turned).status().code(), StatusCode::kOutOfRange);
  EXPECT_FALSE(MakeExportOptions(FileFormat::kTiff, "coolscan-9000", std::nullopt).ok());
}

}  // namespace
}  // namespace safelight
