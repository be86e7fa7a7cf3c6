// What the plane cache keeps over a pan, and views at every scale against plain means of the scan.
#include "core/engine/plane_cache.h"

#include <gtest/gtest.h>

#include <random>

#include "core/engine/scan_session.h"
#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

TEST(NewlySighted, IsWhatWasNotInSightAndNothingTwice) {
  std::mt19937 random(1);
  const auto below = [&](uint32_t bound) { return static_cast<uint32_t>(random() % bound); };
  for (int round = 0; round < 2000; ++round) {
    const uint32_t width = 1 + below(12), height = 1 + below(12);
    const PixelRect before = {below(16), below(16), width, height};
    const PixelRect now = {below(16), below(16), width, height};
    std::vector<int> times(32 * 32);
    const auto count = [&](const PixelRect& rect) {
      for (uint32_t y = rect.y; y < rect.y + rect.height; ++y) {
        for (uint32_t x = rect.x; x < rect.x + rect.width; ++x) ++times[y * 32 + x];
      }
    };
    const SightedRects sighted = NewlySighted(before, now);
    for (size_t i = 0; i < sighted.count; ++i) count(sighted.rects[i]);
    const auto in = [](const PixelRect& rect, uint32_t x, uint32_t y) {
      return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
    };
    const bool anew = sighted.count == 1 && sighted.rects[0] == now;
    for (uint32_t y = 0; y < 32; ++y) {
      for (uint32_t x = 0; x < 32; ++x) {
        const bool wanted = in(now, x, y) && (anew || !in(before, x, y));
        ASSERT_EQ(times[y * 32 + x], wanted ? 1 : 0) << x << ", " << y;
      }
    }
  }
}

// Frames of two engines, of which one is panned and the other makes each frame anew.
class Panned : public testing::Test {
 protected:
  void ExpectSameFrames(const FrameGeometry& geometry, double zoom, const FrameHaste& haste = {}) {
    Recipe recipe = SomeRecipe();
    recipe.geometry = geometry;
    std::mt19937 random(5);
    double x = 0.5, y = 0.5;
    const uint64_t fills = panned_->view().cache().picture();
    for (int step = 0; step < 14; ++step) {
      // Mostly small steps, along an axis or along both; then far away.
      if (step % 3 != 1) x += (double(random() % 100) / 100 - 0.5) * (step == 9 ? 2.0 : 0.2);
      if (step % 3 != 2) y += (double(random() % 100) / 100 - 0.5) * 0.2;
      const ViewRequest request = {.viewer = {600, 560}, .zoom = zoom, .center_x = x, .center_y = y};
      const auto moved = panned_->Render(moved_scan_, recipe, request, haste);
      const FrameHistogram counted = panned_->view().histogram();
      ASSERT_TRUE(fresh_->RenderSmall(fresh_scan_, recipe, 16).ok());
      const auto anew = fresh_->Render(fresh_scan_, recipe, request, haste);
      ASSERT_TRUE(moved.ok() && anew.ok());
      ASSERT_EQ(moved->view, anew->view);
      ASSERT_EQ(moved->size, anew->size);
      ASSERT_EQ(std::memcmp(moved->rgba, anew->rgba, 4 * moved->size.pixels()), 0) << "step " << step;
      EXPECT_EQ(counted.counts, fresh_->view().histogram().counts);
    }
    EXPECT_LT(panned_->view().cache().picture() - fills, 5u) << "pans must keep what is in sight";
  }

 private:
  const TestScan scan_ = MakeScan({1300, 1100}, 30);
  const std::unique_ptr<Engine> panned_ = MakeEngine();
  const std::unique_ptr<Engine> fresh_ = MakeEngine();
  const ScanNumber moved_scan_ = Opened(*panned_, scan_);
  const ScanNumber fresh_scan_ = Opened(*fresh_, scan_);
};

TEST_F(Panned, AtFullSize) { ExpectSameFrames({}, 1); }
TEST_F(Panned, Reduced) { ExpectSameFrames({}, 0.71); }
TEST_F(Panned, Enlarged) { ExpectSameFrames({}, 3); }
TEST_F(Panned, TurnedAndMirrored) { ExpectSameFrames({.rotate = 90, .flip = true}, 1); }
TEST_F(Panned, TurnedAndReduced) { ExpectSameFrames({.rotate = 270}, 0.8); }
TEST_F(Panned, Straightened) { ExpectSameFrames({.crop = {0.1, 0.1, 0.8, 0.8}, .straighten = 3}, 1); }
TEST_F(Panned, AsADraft) { ExpectSameFrames({}, 1, {.draft = true}); }

TEST(PlaneCache, AnotherGradeRendersAllOfAPannedFrame) {
  const TestScan scan = MakeScan({1300, 1100}, 31);
  const auto engine = MakeEngine();
  const ScanNumber open = Opened(*engine, scan);
  Recipe recipe = SomeRecipe();
  const auto at = [](double x) { return ViewRequest{.viewer = {600, 560}, .zoom = 1, .center_x = x}; };
  ASSERT_TRUE(engine->Render(open, recipe, at(0.4)).ok());
  recipe.density.exposure += 0.2;
  const auto moved = engine->Render(open, recipe, at(0.45));
  ASSERT_TRUE(moved.ok());
  const auto fresh = MakeEngine();
  const auto expected = fresh->Render(Opened(*fresh, scan), recipe, at(0.45));
  ASSERT_TRUE(expected.ok());
  EXPECT_EQ(std::memcmp(moved->rgba, expected->rgba, 4 * moved->size.pixels()), 0);
}

// A store file that can be told to fail.
class FailingFile final : public BlockFile {
 public:
  explicit FailingFile(const bool& fails) : fails_(fails) {}
  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (fails_) return IoError("file-unread", {{"reason", "the test disk is gone"}});
    return file_.ReadAt(offset, out);
  }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override { return file_.WriteAt(offset, bytes); }
  Status Shorten(uint64_t bytes) override { return file_.Shorten(bytes); }

 private:
  MemoryBlockFile file_;
  const bool& fails_;
};

TEST(PlaneCache, AFillThatFailsLeavesNothingBehind) {
  const TestScan scan = MakeScan({1500, 1200}, 32);
  bool fails = false;
  const auto engine = MakeEngine();
  const auto open = OpenAll(*engine, scan.file, std::make_unique<FailingFile>(fails));
  ASSERT_TRUE(open.ok());
  const auto at = [](double x) { return ViewRequest{.viewer = {500, 500}, .zoom = 1, .center_x = x}; };
  ASSERT_TRUE(engine->Render(*open, SomeRecipe(), at(0.2)).ok());
  fails = true;
  EXPECT_EQ(engine->Render(*open, SomeRecipe(), at(0.45)).status().code(), StatusCode::kIo);
  fails = false;
  const auto after = engine->Render(*open, SomeRecipe(), at(0.45));
  ASSERT_TRUE(after.ok());
  const auto fresh = MakeEngine();
  const auto expected = fresh->Render(Opened(*fresh, scan), SomeRecipe(), at(0.45));
  EXPECT_EQ(std::memcmp(after->rgba, expected->rgba, 4 * after->size.pixels()), 0);
}

// A gray scan whose codes are a function of the place, opened and read as light at any scale.
class Scaled {
 public:
  template <typename Code>
  Scaled(Extent size, const Code& code) : size_(size) {
    MemoryBlockFile file;
    auto encoder = CreateEncoder(
        {.format = FileFormat::kTiff, .size = size, .channels = 1, .compression = TiffCompression::kNone}, file);
    EXPECT_TRUE(encoder.ok());
    std::vector<uint16_t> row(size.width);
    for (uint32_t y = 0; y < size.height; ++y) {
      for (uint32_t x = 0; x < size.width; ++x) row[x] = code(x, y);
      EXPECT_TRUE((*encoder)->WriteRow({reinterpret_cast<const uint8_t*>(row.data()), 2 * row.size()}).ok());
    }
    EXPECT_TRUE((*encoder)->Finish().ok());
    const auto open = OpenAll(*engine_, file.bytes());
    EXPECT_TRUE(open.ok()) << EnglishText(open.status());
    scan_ = *open;
  }

  // Transmittances of a view of the scan, developed to itself.
  std::vector<double> Light(const ViewRequest& request, Extent& shown, double straighten = 0) {
    Recipe recipe = DefaultRecipe(FilmKind::kDigital);
    recipe.input_encoding = TransferCurve::Linear();
    recipe.geometry.straighten = straighten;
    if (straighten != 0) recipe.geometry.crop = {0.2, 0.2, 0.6, 0.6};
    const auto frame = engine_->Render(scan_, recipe, request);
    EXPECT_TRUE(frame.ok()) << EnglishText(frame.status());
    if (!frame.ok()) return {};
    shown = frame->view.size();
    const ConstPlanes planes = engine_->view().planes();
    std::vector<double> light;
    for (size_t i = 0; i < shown.pixels(); ++i) light.push_back(std::pow(10.0, -double(planes[0][i])));
    return light;
  }

  Extent size() const { return size_; }

 private:
  Extent size_;
  const std::unique_ptr<Engine> engine_ = MakeEngine();
  ScanNumber scan_ = 0;
};

// Bright and dark rows and columns of a pixel on a slope: where pixels are left out, it shows.
uint16_t Weave(Extent size, uint32_t x, uint32_t y) {
  const double slope = 20000 + 20000.0 * x / size.width + 10000.0 * y / size.height;
  return static_cast<uint16_t>(slope + ((x + y) % 2 ? 9000 : -9000) + ((x / 3 + y / 7) % 2 ? 4000 : -4000));
}

TEST(Scale, EveryViewIsTheMeanOfWhatItCovers) {
  for (const Extent size :
       {Extent{1500, 1000}, {1000, 1500}, {3000, 40}, {30, 2900}, {2500, 3}, {1, 1700}, {700, 600}}) {
    Scaled scan(size, [=](uint32_t x, uint32_t y) { return Weave(size, x, y); });
    for (const uint32_t viewer : {16u, 17u, 33u, 80u, 250u}) {
      Extent shown;
      const auto light = scan.Light({.viewer = {viewer, viewer}}, shown);
      ASSERT_EQ(light.size(), shown.pixels());
      for (uint32_t y = 0; y < shown.height; ++y) {
        for (uint32_t x = 0; x < shown.width; ++x) {
          const auto first = [](uint32_t i, uint32_t whole, uint32_t parts) {
            return static_cast<uint32_t>(uint64_t{i} * whole / parts);
          };
          double mean = 0, count = 0;
          for (uint32_t v = first(y, size.height, shown.height); v < first(y + 1, size.height, shown.height); ++v) {
            for (uint32_t u = first(x, size.width, shown.width); u < first(x + 1, size.width, shown.width); ++u) {
              mean += Weave(size, u, v) / 65535.0;
              ++count;
            }
          }
          // A box of few pixels has an odd one more, and a tent reaches beyond it.
          const double tolerance = 0.012 + 0.2 / std::sqrt(count);
          EXPECT_NEAR(light[size_t{y} * shown.width + x], mean / count, tolerance)
              << size.width << "x" << size.height << " in " << viewer << " at " << x << ", " << y;
        }
      }
    }
  }
}

TEST(Scale, TheSmallestViewsOfLargeScansAreShown) {
  // Light of one value stays what it is, at any size and turn.
  Scaled scan({12000, 11000}, [](uint32_t, uint32_t) { return uint16_t{20000}; });
  for (const uint32_t viewer : {16u, 40u, 80u}) {
    for (const double straighten : {0.0, 4.0}) {
      Extent shown;
      for (const double light : scan.Light({.viewer = {viewer, viewer}}, shown, straighten)) {
        ASSERT_NEAR(light, 20000 / 65535.0, 1e-4);
      }
    }
  }
  Extent shown;
  EXPECT_FALSE(scan.Light({.viewer = {300, 300}, .zoom = 1e-6}, shown).empty());
  EXPECT_EQ(std::max(shown.width, shown.height), kLeastReducedSide);
}

}  // namespace
}  // namespace easelight
