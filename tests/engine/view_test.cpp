// What is rendered for the screen: parts, sizes, coarse frames and drafts.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "core/english/english.h"
#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

TEST(View, AReducedViewLooksLikeTheWhole) {
  const TestScan scan = MakeScan({1000, 800}, 4);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  const auto small = engine->Render(open, SomeRecipe(), {.viewer = {300, 300}});
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(small->size, (Extent{300, 240}));
  Extent size;
  const auto whole = DecodeAll(ExportAll(*engine, open, SomeRecipe(), FileFormat::kPng, 8), size);
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

TEST(View, AZoomedViewEqualsThatPartOfTheExport) {
  const TestScan scan = MakeScan({900, 700}, 14);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  Recipe recipe = SomeRecipe();
  recipe.geometry = {.crop = {0.1, 0.1, 0.8, 0.8}, .rotate = 270, .straighten = 2.5};
  Extent size;
  const auto exported = DecodeAll(ExportAll(*engine, open, recipe, FileFormat::kPng, 8), size);
  for (const double zoom : {1.0, 3.0, 8.0}) {
    for (const double center : {0.0, 0.37, 1.0}) {
      const auto frame = engine->Render(
          open, recipe, {.viewer = {200, 120}, .zoom = zoom, .center_x = center, .center_y = 1 - center});
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

TEST(View, AFittedViewIsTheExportOfItsSize) {
  const TestScan scan = MakeScan({1500, 1100}, 21);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  for (const FrameGeometry& geometry : {FrameGeometry{}, FrameGeometry{.rotate = 90, .flip = true},
                                        FrameGeometry{.crop = {0.1, 0.2, 0.75, 0.6}, .straighten = -3}}) {
    Recipe recipe = SomeRecipe();
    recipe.geometry = geometry;
    for (const uint32_t side : {16u, 333u, 700u, 1000u, 2000u}) {
      const auto frame = engine->Render(open, recipe, {.viewer = {side, side}});
      ASSERT_TRUE(frame.ok());
      Extent size;
      const auto exported =
          DecodeAll(ExportAll(*engine, open, recipe, FileFormat::kPng, 8, static_cast<int>(side)), size);
      ASSERT_EQ(size, frame->size);
      for (size_t i = 0; i < size.pixels(); ++i) {
        ASSERT_EQ(std::memcmp(frame->rgba + 4 * i, exported.data() + 3 * i, 3), 0) << side << ", pixel " << i;
      }
    }
  }
}

TEST(View, AnExportIsReducedToSixteenPixelsAtLeast) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({300, 200}, 22));
  auto options = MakeExportOptions(FileFormat::kPng, "srgb", std::nullopt);
  for (const int longest : {-1, 15, 65536}) {
    options->longest = longest;
    const auto begun = engine->BeginExport(open, SomeRecipe(), *options, std::make_unique<MemoryBlockFile>());
    EXPECT_EQ(EnglishText(begun.status()), "the longer side is to have " +
                                               std::string(longest < 0     ? "-1"
                                                           : longest == 15 ? "15"
                                                                           : "65,536") +
                                               " pixels; 16 to 65,535 are allowed");
  }
}

TEST(View, EveryViewStaysWithinItsBudget) {
  const TestScan scan = MakeScan({3000, 2500}, 15);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  for (const double zoom : {0.0, 0.3, 0.7, 0.99, 1.0, 1.0001, 1.2, 1.25, 2.0, 8.0}) {
    const auto frame =
        engine->Render(open, SomeRecipe(), {.viewer = {2048, 2048}, .zoom = zoom, .center_x = 0.4, .center_y = 0.6});
    ASSERT_TRUE(frame.ok());
    EXPECT_LE(frame->size.pixels(), kLeastHeap.view_pixels) << zoom;
    EXPECT_LE(frame->view.part.x + frame->view.part.width, frame->view.reduced.width);
    EXPECT_LE(frame->view.part.y + frame->view.part.height, frame->view.reduced.height);
  }
}

// That such views have the pixels of the export is tested where there are heaps: tests/node/heap.test.mjs.
TEST(View, IsAsLargeAsTheHeapThatWasChosen) {
  constexpr std::array<Extent, kHeapSizes.size()> kMost = {{{2048, 2048}, {3840, 2160}, {5120, 2880}}};
  const TestScan scan = MakeScan({300, 200}, 21);
  for (size_t i = 0; i < kMost.size(); ++i) {
    const auto engine = std::move(Engine::Create(2, 1, kHeapSizes[i].view_pixels)).value();
    EXPECT_EQ(engine->Stats().view_pixels, kMost[i].pixels());
    const ScanNumber open = Opened(*engine, scan);
    const auto [width, height] = kMost[i];
    EXPECT_TRUE(engine->Render(open, SomeRecipe(), {.viewer = kMost[i]}).ok());
    const auto larger = engine->Render(open, SomeRecipe(), {.viewer = {width, height + 1}});
    EXPECT_EQ(larger.status().code(), StatusCode::kOutOfRange);
    const std::string limit = i == 0 ? "4,194,304" : i == 1 ? "8,294,400" : "14,745,600";
    EXPECT_TRUE(EnglishText(larger.status()).ends_with("at most " + limit + " in all")) << EnglishText(larger.status());
  }
}

TEST(View, ACoarseFrameComesFirstAndASharpOneAfter) {
  const TestScan scan = MakeScan({1200, 900}, 16);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  const auto coarse = engine->Render(open, SomeRecipe(), {}, {.coarse = true});
  ASSERT_TRUE(coarse.ok());
  EXPECT_TRUE(coarse->coarse);
  EXPECT_EQ(coarse->size, (Extent{400, 300}));
  EXPECT_EQ(coarse->picture, scan.size);
  const auto sharp = engine->Render(open, SomeRecipe(), {});
  EXPECT_FALSE(sharp->coarse);
  EXPECT_EQ(sharp->size, scan.size);
  // Densities at hand are used, whatever is allowed.
  EXPECT_FALSE(engine->Render(open, SomeRecipe(), {}, {.coarse = true})->coarse);
}

TEST(View, ADraftIsTheFrameAtHalfItsSize) {
  const TestScan scan = MakeScan({1201, 901}, 18);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  const auto full = engine->Render(open, SomeRecipe(), {});
  const auto draft = engine->Render(open, SomeRecipe(), {}, {.draft = true});
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

TEST(View, ASmallFrameIsNoDraft) {
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, MakeScan({300, 200}, 19));
  const auto frame = engine->Render(open, SomeRecipe(), {}, {.draft = true});
  ASSERT_TRUE(frame.ok());
  EXPECT_FALSE(frame->coarse);
  EXPECT_EQ(frame->size, (Extent{300, 200}));
}

TEST(View, AScanShowsWhileItIsOpened) {
  const TestScan scan = MakeScan({1500, 1200}, 17);
  const auto engine = MakeEngine();
  EXPECT_FALSE(engine->RenderOpening(SomeRecipe()).ok());
  const auto open =
      engine->BeginOpen("scan.tif", std::make_unique<MemoryBlockFile>(scan.file), std::make_unique<MemoryBlockFile>());
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(EnglishText(engine->RenderOpening(SomeRecipe()).status()), "nothing of the scan has been decoded yet");
  uint32_t shown = 0;
  std::vector<uint8_t> last_row;
  for (;;) {
    const auto progress = engine->OpenStep();
    ASSERT_TRUE(progress.ok());
    if (progress->finished()) break;
    const auto frame = engine->RenderOpening(SomeRecipe());
    if (!frame.ok()) continue;
    EXPECT_TRUE(frame->coarse);
    EXPECT_EQ(frame->scan, *open);
    EXPECT_EQ(frame->view.reduced, (Extent{800, 640}));
    EXPECT_GE(frame->view.part.height, shown);
    EXPECT_EQ(frame->view.part.y, 0u);
    shown = frame->view.part.height;
    last_row.assign(frame->rgba, frame->rgba + 4 * 800);
  }
  EXPECT_GT(shown, 500u);
  const auto frame = engine->Render(*open, SomeRecipe(), {.viewer = {800, 800}});
  ASSERT_TRUE(frame.ok());
  EXPECT_EQ(std::memcmp(frame->rgba, last_row.data(), last_row.size()), 0);
}

}  // namespace
}  // namespace easelight
