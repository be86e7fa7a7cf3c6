// Patches of a chart that lies askew in a picture with grain, dust and a gray frame.
#include "core/calibration/patch_sampler.h"

#include <gmock/gmock.h>

#include "core/english/english.h"

namespace easelight {
namespace {

constexpr ChartCorners kCorners = {PicturePoint{0.12, 0.2}, {0.9, 0.1}, {0.85, 0.9}, {0.2, 0.75}};

double DensityOf(size_t patch, size_t channel) {
  return 0.2 + 0.07 * static_cast<double>(patch) + 0.3 * static_cast<double>(channel);
}

// Whether a point lies in this convex quadrangle, whose corners go around to the right.
bool Inside(const std::array<PicturePoint, 4>& corners, double x, double y) {
  for (size_t i = 0; i < 4; ++i) {
    const PicturePoint a = corners[i], b = corners[(i + 1) % 4];
    if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0) return false;
  }
  return true;
}

// Draws the chart, each patch over nine tenths of its place, and samples it.
SampledChart SampledPicture(Extent size, double grain, bool dust) {
  const Homography place = *Homography::FromCorners(kCorners);
  std::array<std::array<PicturePoint, 4>, kPatchCount> patches;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const double u = (static_cast<double>(i % 6) + 0.5) / 6, v = (static_cast<double>(i / 6) + 0.5) / 4, du = 0.45 / 6,
                 dv = 0.45 / 4;
    patches[i] = {place(u - du, v - dv), place(u + du, v - dv), place(u + du, v + dv), place(u - du, v + dv)};
  }
  PatchSampler sampler = PatchSampler::Create(kCorners, size).value();
  std::array<std::vector<float>, 3> row;
  for (auto& plane : row) plane.resize(size.width);
  uint32_t state = 7;
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) {
      for (size_t c = 0; c < 3; ++c) row[c][x] = 1.5f;
      for (size_t i = 0; i < kPatchCount; ++i) {
        if (!Inside(patches[i], (x + 0.5) / size.width, (y + 0.5) / size.height)) continue;
        state = state * 1664525u + 1013904223u;
        const double noise = grain * ((state >> 8) / double{1 << 23} - 1);
        const bool speck = dust && (state >> 8) % 10 == 0;
        for (size_t c = 0; c < 3; ++c) row[c][x] = static_cast<float>(speck ? 3.5 : DensityOf(i, c) + noise);
      }
    }
    // In two runs, as from tiles; what no patch needs is not missed.
    const uint32_t middle = size.width / 3;
    for (const auto& [x, count] : {std::pair(0u, middle), std::pair(middle, size.width - middle)}) {
      if (!sampler.Needs({x, y, count, 1})) continue;
      sampler.AddRun(x, y, count, {&row[0][x], &row[1][x], &row[2][x]});
    }
  }
  const auto chart = sampler.Finish();
  EXPECT_TRUE(chart.ok()) << EnglishText(chart.status());
  return chart.ok() ? *chart : SampledChart();
}

TEST(PatchSampler, FindsTheDensityOfEachPatch) {
  const SampledChart chart = SampledPicture({600, 400}, 0, false);
  for (size_t i = 0; i < kPatchCount; ++i) {
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(chart[i].density[c], DensityOf(i, c), PatchSampler::kStep) << i;
    EXPECT_LE(chart[i].spread, PatchSampler::kStep) << i;
    EXPECT_GT(chart[i].pixels, 500u);
  }
}

TEST(PatchSampler, LeavesOutDustAndAveragesGrain) {
  const SampledChart chart = SampledPicture({600, 400}, 0.1, true);
  for (size_t i = 0; i < kPatchCount; ++i) {
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(chart[i].density[c], DensityOf(i, c), 0.02) << i;
    EXPECT_GT(chart[i].spread, 0.05) << i;
  }
}

TEST(PatchSampler, NeedsOnlyWhereThePatchesAre) {
  const PatchSampler sampler = PatchSampler::Create(kCorners, {600, 400}).value();
  EXPECT_TRUE(sampler.Needs({0, 0, 600, 400}));
  EXPECT_TRUE(sampler.Needs({300, 200, 100, 100}));
  EXPECT_FALSE(sampler.Needs({0, 0, 70, 400})) << "left of the chart";
  EXPECT_FALSE(sampler.Needs({0, 365, 600, 35})) << "below it";
}

TEST(PatchSampler, RefusesAChartThatIsTooSmall) {
  PatchSampler sampler = PatchSampler::Create(kCorners, {30, 20}).value();
  const std::vector<float> row(30, 1);
  for (uint32_t y = 0; y < 20; ++y) sampler.AddRun(0, y, 30, {row.data(), row.data(), row.data()});
  const auto chart = sampler.Finish();
  ASSERT_FALSE(chart.ok());
  EXPECT_THAT(EnglishText(chart.status()), testing::HasSubstr("patch A1 has"));
}

}  // namespace
}  // namespace easelight
