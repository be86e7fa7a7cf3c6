// A chart that is read off an open scan: its patches, in steps, from any place and orientation, and what is refused.
#include "core/engine/chart_sampling.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

constexpr ChartCorners kCorners = {PicturePoint{0.2, 0.25}, {0.9, 0.3}, {0.85, 0.9}, {0.15, 0.8}};

// Larger than a tile both ways, so that patches lie in several.
constexpr Extent kSize = {900, 700};

double DensityOf(size_t patch, size_t channel) {
  return 0.2 + 0.06 * static_cast<double>(patch) + 0.2 * static_cast<double>(channel);
}

// The place in the chart of a point of the picture, found by halving: u and v from 0 to 1.
PicturePoint PlaceInChart(const Homography& place, double x, double y) {
  PicturePoint uv = {0.5, 0.5};
  for (int step = 0; step < 40; ++step) {
    constexpr double kSmall = 1e-4;
    const PicturePoint at = place(uv.x, uv.y), right = place(uv.x + kSmall, uv.y), down = place(uv.x, uv.y + kSmall);
    const double xu = (right.x - at.x) / kSmall, yu = (right.y - at.y) / kSmall;
    const double xv = (down.x - at.x) / kSmall, yv = (down.y - at.y) / kSmall;
    const double determinant = xu * yv - xv * yu;
    uv.x += ((x - at.x) * yv - (y - at.y) * xv) / determinant;
    uv.y += ((y - at.y) * xu - (x - at.x) * yu) / determinant;
  }
  return uv;
}

TestScan ChartScan() {
  const Homography place = *Homography::FromCorners(kCorners);
  TestScan scan = MakeScan(kSize, 5);
  for (uint32_t y = 0; y < kSize.height; ++y) {
    for (uint32_t x = 0; x < kSize.width; ++x) {
      const PicturePoint at = PlaceInChart(place, (x + 0.5) / kSize.width, (y + 0.5) / kSize.height);
      if (!(at.x >= 0 && at.x < 1 && at.y >= 0 && at.y < 1)) continue;
      const size_t patch =
          static_cast<size_t>(at.y * kPatchRows) * kPatchColumns + static_cast<size_t>(at.x * kPatchColumns);
      for (size_t c = 0; c < 3; ++c) {
        scan.codes[(size_t{y} * kSize.width + x) * 3 + c] =
            static_cast<uint16_t>(std::lround(65535 * std::pow(10, -DensityOf(patch, c))));
      }
    }
  }
  MemoryBlockFile file;
  auto encoder =
      CreateEncoder({.format = FileFormat::kTiff, .size = kSize, .compression = TiffCompression::kNone}, file);
  for (uint32_t y = 0; y < kSize.height; ++y) {
    const auto* row = reinterpret_cast<const uint8_t*>(scan.codes.data() + size_t{y} * kSize.width * 3);
    EXPECT_TRUE((*encoder)->WriteRow({row, size_t{kSize.width} * 6}).ok());
  }
  EXPECT_TRUE((*encoder)->Finish().ok());
  scan.file = file.bytes();
  return scan;
}

StatusOr<SampledChart> ReadAll(Engine& engine, ScanNumber scan, const Recipe& recipe) {
  RETURN_IF_ERROR(engine.BeginChart(scan, recipe, kCorners));
  for (uint32_t before = 0;;) {
    ASSIGN_OR_RETURN(const Progress progress, engine.ChartStep());
    EXPECT_GT(progress.done, before);
    before = progress.done;
    if (progress.finished()) return engine.FinishChart();
  }
}

TEST(EngineChart, ReadsTheScansOwnDensities) {
  const auto engine = MakeEngine();
  const ScanNumber scan = Opened(*engine, ChartScan());
  // Neither the input space nor the crop matters: the patches are the scanner's.
  Recipe recipe = SomeRecipe();
  recipe.input_space = std::string("coolscan-9000");
  recipe.geometry.crop = {0.4, 0.4, 0.2, 0.2};
  const auto sampled = ReadAll(*engine, scan, recipe);
  ASSERT_TRUE(sampled.ok()) << EnglishText(sampled.status());
  for (size_t i = 0; i < kPatchCount; ++i) {
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR((*sampled)[i].density[c], DensityOf(i, c), 0.002) << PatchName(i);
    EXPECT_LE((*sampled)[i].spread, 0.002) << PatchName(i);
  }
}

TEST(EngineChart, IsNotFoundWhereNoneIs) {
  const auto engine = MakeEngine();
  const ScanNumber noise = Opened(*engine, MakeScan({300, 200}, 1));
  EXPECT_FALSE(engine->FindChart(noise, SomeRecipe()).value());
  EXPECT_EQ(engine->FindChart(99, SomeRecipe()).status().code(), StatusCode::kStale);
}

TEST(EngineChart, GoesOnBesideFramesAndAfterItsScanIsClosed) {
  const auto engine = MakeEngine();
  const ScanNumber scan = Opened(*engine, ChartScan());
  const ScanNumber other = Opened(*engine, MakeScan({300, 200}, 1));
  const SampledChart alone = ReadAll(*engine, scan, SomeRecipe()).value();
  ASSERT_TRUE(engine->BeginChart(scan, SomeRecipe(), kCorners).ok());
  ASSERT_TRUE(engine->ChartStep().ok());
  ASSERT_TRUE(engine->Render(other, SomeRecipe(), {.viewer = {200, 200}}).ok());
  ASSERT_TRUE(engine->CloseScan(scan).ok());
  for (bool finished = false; !finished;) finished = engine->ChartStep().value().finished();
  const SampledChart beside = engine->FinishChart().value();
  for (size_t i = 0; i < kPatchCount; ++i) EXPECT_EQ(beside[i].density, alone[i].density);
}

TEST(EngineChart, IsRefusedWithAReason) {
  const auto engine = MakeEngine();
  const ScanNumber scan = Opened(*engine, ChartScan());
  EXPECT_EQ(EnglishText(engine->FinishChart().status()), "no chart has been read");
  EXPECT_EQ(EnglishText(engine->ChartStep().status()), "no chart has been read");
  EXPECT_THAT(EnglishText(engine->BeginChart(scan, SomeRecipe(), {PicturePoint{0, 0}, {0.5, 0}, {1, 0}, {0, 1}})),
              testing::HasSubstr("span no quadrangle"));
  EXPECT_THAT(EnglishText(engine->BeginChart(scan, SomeRecipe(), {PicturePoint{0, 0}, {1.2, 0}, {1, 1}, {0, 1}})),
              testing::HasSubstr("corner 2 is at (1.2, 0)"));
  ASSERT_TRUE(engine->BeginChart(scan, SomeRecipe(), kCorners).ok());
  EXPECT_FALSE(engine->FinishChart().ok()) << "not before the last step";
  ASSERT_TRUE(engine->BeginChart(scan, SomeRecipe(), kCorners).ok());
  engine->CancelChart();
  EXPECT_FALSE(engine->ChartStep().ok());
  EXPECT_EQ(engine->BeginChart(99, SomeRecipe(), kCorners).code(), StatusCode::kStale);
}

}  // namespace
}  // namespace easelight
