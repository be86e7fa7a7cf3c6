// Demosaicing: flat fields to the bit, smooth scenes within the stated bounds, what is refused.
#include "core/io/raw/demosaic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <vector>

#include "core/english/english.h"

namespace easelight {
namespace {

using Scene = std::function<double(uint32_t y, uint32_t x, int color)>;

// Fujifilm's tile.
const ColorFilter kXTrans = {
    6, 6, {1, 0, 1, 1, 2, 1, 2, 1, 2, 0, 1, 0, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 1, 0, 1, 0, 2, 1, 2, 1, 2, 1, 1, 0, 1}};

std::vector<ColorFilter> BayerFilters() {
  return {{2, 2, {0, 1, 1, 2}}, {2, 2, {1, 0, 2, 1}}, {2, 2, {1, 2, 0, 1}}, {2, 2, {2, 1, 1, 0}}};
}

uint16_t CodeOf(double light) { return static_cast<uint16_t>(std::lround(light * 65535)); }

// What a sensor with `filter` sees of a scene, demosaiced.
std::vector<uint16_t> SeeThrough(const ColorFilter& filter, Extent size, const Scene& scene) {
  const auto demosaicer = Demosaicer::Create(filter, size);
  EXPECT_TRUE(demosaicer.ok()) << EnglishText(demosaicer.status());
  std::vector<std::vector<uint16_t>> mosaic;
  for (uint32_t y = 0; y < size.height; ++y) {
    std::vector<uint16_t> row(size.width + 2 * kDemosaicReach);
    for (uint32_t x = 0; x < size.width; ++x) row[kDemosaicReach + x] = CodeOf(scene(y, x, filter.ColorAt(y, x)));
    Demosaicer::MirrorColumns(row.data() + kDemosaicReach, size.width);
    mosaic.push_back(std::move(row));
  }
  std::vector<uint16_t> rgb(size.pixels() * 3);
  for (uint32_t y = 0; y < size.height; ++y) {
    std::array<const uint16_t*, 5> rows{};
    for (int k = 0; k < 5; ++k) {
      rows[k] = mosaic[Demosaicer::MirroredRow(int64_t{y} + k - 2, size.height)].data() + kDemosaicReach;
    }
    demosaicer->MakeRow(y, rows, rgb.data() + size_t{3} * y * size.width);
  }
  return rgb;
}

// The largest difference from the scene itself, in full scales, at least `margin` photosites from the edges.
double WorstError(const ColorFilter& filter, Extent size, const Scene& scene, uint32_t margin) {
  const std::vector<uint16_t> rgb = SeeThrough(filter, size, scene);
  double worst = 0;
  for (uint32_t y = margin; y < size.height - margin; ++y) {
    for (uint32_t x = margin; x < size.width - margin; ++x) {
      for (int c = 0; c < 3; ++c) {
        const double seen = rgb[3 * (size_t{y} * size.width + x) + static_cast<size_t>(c)] / 65535.0;
        worst = std::max(worst, std::abs(seen - scene(y, x, c)));
      }
    }
  }
  return worst;
}

TEST(Demosaic, KeepsAFieldOfOneColorExactly) {
  std::vector<ColorFilter> filters = BayerFilters();
  filters.push_back(kXTrans);
  for (const ColorFilter& filter : filters) {
    for (const std::array<double, 3>& color :
         {std::array<double, 3>{0.1, 0.7, 0.3}, {1, 0, 1}, {0, 1, 0}, {1, 1, 1}, {0.5, 0.501, 0.002}}) {
      // Both parities of both sides: edges mirror.
      for (const Extent size : {Extent{13, 12}, Extent{12, 13}, Extent{5, 5}}) {
        const auto rgb = SeeThrough(filter, size, [&](uint32_t, uint32_t, int c) { return color[c]; });
        for (size_t i = 0; i < rgb.size(); ++i) ASSERT_EQ(rgb[i], CodeOf(color[i % 3])) << i;
      }
    }
  }
}

// Colors that change along different directions, by at most 2 % of full scale a photosite.
double SmoothScene(uint32_t y, uint32_t x, int color) {
  return 0.5 + 0.4 * std::sin(0.035 * x * (1 + 0.2 * color) + 0.03 * y + color);
}

TEST(Demosaic, IsNearASmoothScene) {
  for (const ColorFilter& filter : BayerFilters()) {
    EXPECT_LT(WorstError(filter, {101, 97}, SmoothScene, kDemosaicReach), 0.004);
    EXPECT_LT(WorstError(filter, {101, 97}, SmoothScene, 0), 0.05);
  }
}

TEST(Demosaic, AveragesOtherFilters) {
  EXPECT_LT(WorstError(kXTrans, {101, 97}, SmoothScene, kDemosaicReach), 0.01);
  EXPECT_LT(WorstError(kXTrans, {101, 97}, SmoothScene, 0), 0.03);
}

// A sharp gray edge: the gradient correction keeps its colors nearer to gray than a plain mean would.
TEST(Demosaic, FollowsEdgesThatColorsShare) {
  const Scene edge = [](uint32_t, uint32_t x, int) { return x < 20 ? 0.2 : 0.8; };
  const auto rgb = SeeThrough({2, 2, {0, 1, 1, 2}}, {40, 12}, edge);
  for (size_t pixel = 0; pixel < rgb.size() / 3; ++pixel) {
    const size_t x = pixel % 40;
    const double expected = edge(0, static_cast<uint32_t>(x), 0);
    // Ringing of a linear filter: at most a fifth of the step beside it, none further away.
    const double bound = x >= 18 && x < 22 ? 0.2 * 0.6 + 0.08 : 1e-4;
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(rgb[3 * pixel + c] / 65535.0, expected, bound) << x << " " << c;
  }
}

TEST(Demosaic, RefusesFiltersThatHideAColor) {
  EXPECT_EQ(EnglishText(Demosaicer::Create({2, 2, {1, 1, 1, 2}}, {20, 20}).status()),
            "the sensor's color filter has a pattern that is not read");
  EXPECT_EQ(EnglishText(Demosaicer::Create({2, 2, {0, 1, 1, 2}}, {4, 20}).status()),
            "the sensor has 4 x 20 photosites; at least 5 x 5 can be read");
  ColorFilter sparse = {8, 8, std::vector<uint8_t>(64, 1)};
  sparse.colors[0] = 0;
  sparse.colors[9] = 2;
  EXPECT_FALSE(Demosaicer::Create(sparse, {20, 20}).ok());
}

// Every 5 x 5 has all three colors here, and so have the corners; not what is left of a window at the sides.
TEST(Demosaic, RefusesFiltersThatHideAColorAtAnEdge) {
  ColorFilter filter{6, 6, std::vector<uint8_t>(36, 1)};
  for (const size_t red : {0, 10, 21}) filter.colors[red] = 0;
  for (const size_t blue : {1, 20, 29}) filter.colors[blue] = 2;
  EXPECT_EQ(EnglishText(Demosaicer::Create(filter, {9, 9}).status()),
            "the sensor's color filter has a pattern that is not read");
}

}  // namespace
}  // namespace easelight
