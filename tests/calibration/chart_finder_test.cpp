// Charts that are found in pictures: askew, turned, mirrored, small and large, with grain; and pictures without one.
#include "core/calibration/chart_finder.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <vector>

#include "core/calibration/reference_chart.h"

namespace easelight {
namespace {

struct FinderPicture {
  Extent size;
  std::array<std::vector<float>, 3> density;

  ConstPlanes planes() const { return {density[0].data(), density[1].data(), density[2].data()}; }
};

// Waves of three colors with grain.
FinderPicture PictureWithoutChart(Extent size) {
  FinderPicture picture{size, {}};
  std::mt19937 random(3);
  for (size_t c = 0; c < 3; ++c) {
    for (uint32_t y = 0; y < size.height; ++y) {
      for (uint32_t x = 0; x < size.width; ++x) {
        const double wave = std::sin(x * 0.02 + static_cast<double>(c)) * std::cos(y * 0.03);
        picture.density[c].push_back(
            static_cast<float>(1 + 0.3 * wave + 0.05 * static_cast<double>(random() % 1000) / 1000.0));
      }
    }
  }
  return picture;
}

// As a negative of it would be: denser where the chart is lighter, the channels mixed a little.
FinderPicture PictureWithChart(Extent size, const ChartCorners& corners) {
  FinderPicture picture = PictureWithoutChart(size);
  const PatchColors printed = *PrintDensities(*FindReferenceChart("portra-400"), "endura-premier");
  const Homography place = *Homography::FromCorners(corners);
  constexpr int kSteps = 400;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const double mixed = printed[i].Sum() / 3;
    for (int v = 0; v < kSteps; ++v) {
      for (int u = 0; u < kSteps; ++u) {
        // Over nine tenths of the patch's place; what is around shows between.
        const auto [x, y] = place((static_cast<double>(i % kPatchColumns) + 0.05 + 0.9 * u / kSteps) / kPatchColumns,
                                  (static_cast<double>(i / kPatchColumns) + 0.05 + 0.9 * v / kSteps) / kPatchRows);
        const auto px = static_cast<size_t>(x * size.width), py = static_cast<size_t>(y * size.height);
        const size_t pixel = py * size.width + px;
        const double grain = 0.1 * std::sin(static_cast<double>(pixel * 7919 % 1000));
        for (size_t c = 0; c < 3; ++c) {
          picture.density[c][pixel] = static_cast<float>(1.8 - 0.5 * (0.8 * printed[i][c] + 0.2 * mixed) + grain);
        }
      }
    }
  }
  return picture;
}

TEST(ChartFinder, FindsChartsWhereverTheyLie) {
  const std::vector<std::pair<const char*, ChartCorners>> charts = {
      {"upright", {PicturePoint{0.2, 0.2}, {0.8, 0.2}, {0.8, 0.75}, {0.2, 0.75}}},
      {"whole", {PicturePoint{0.01, 0.01}, {0.99, 0.01}, {0.99, 0.99}, {0.01, 0.99}}},
      {"askew", {PicturePoint{0.3, 0.2}, {0.78, 0.3}, {0.7, 0.8}, {0.25, 0.66}}},
      {"upside down", {PicturePoint{0.9, 0.9}, {0.4, 0.88}, {0.42, 0.4}, {0.9, 0.42}}},
      {"standing", {PicturePoint{0.6, 0.1}, {0.6, 0.9}, {0.2, 0.9}, {0.2, 0.1}}},
      {"mirrored", {PicturePoint{0.8, 0.2}, {0.3, 0.2}, {0.3, 0.7}, {0.8, 0.7}}},
      {"small", {PicturePoint{0.6, 0.6}, {0.86, 0.6}, {0.86, 0.87}, {0.6, 0.87}}},
  };
  for (const auto& [name, corners] : charts) {
    const FinderPicture picture = PictureWithChart({800, 540}, corners);
    const auto found = FindChart(picture.planes(), picture.size);
    ASSERT_TRUE(found) << name;
    EXPECT_GT(found->likeness, kLeastLikeness);
    // A fifth of a patch is what the sampling forgives.
    const double patch = std::hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y) / kPatchColumns;
    for (size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(found->corners[i].x, corners[i].x, 0.2 * patch) << name << i;
      EXPECT_NEAR(found->corners[i].y, corners[i].y, 0.2 * patch) << name << i;
    }
  }
}

TEST(ChartFinder, FindsNothingInOtherPictures) {
  for (const Extent size : {Extent{800, 540}, {540, 800}, {60, 40}, {7, 3}, {1, 1}, {3000, 2}}) {
    const FinderPicture picture = PictureWithoutChart(size);
    EXPECT_FALSE(FindChart(picture.planes(), size)) << size.width;
  }
  FinderPicture flat{{300, 200}, {}};
  for (auto& plane : flat.density) plane.assign(flat.size.pixels(), 0.7f);
  EXPECT_FALSE(FindChart(flat.planes(), flat.size));
}

}  // namespace
}  // namespace easelight
