// Demosaicing: flat fields to the bit, smooth scenes within the stated bounds, sharp ones against LibRaw's own, and
// what is refused.
#include "core/io/raw/demosaic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <vector>

#include "core/english/english.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/libraw_yardstick.h"
#include "tests/synthetic/sharp_chart.h"

namespace easelight {
namespace {

using Scene = std::function<double(uint32_t y, uint32_t x, int color)>;

// Fujifilm's tile.
const ColorFilter kXTrans = {
    6, 6, {1, 0, 1, 1, 2, 1, 2, 1, 2, 0, 1, 0, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 1, 0, 1, 0, 2, 1, 2, 1, 2, 1, 1, 0, 1}};
const ColorFilter kBayer = {2, 2, {0, 1, 1, 2}};
// With as much green as Bayer's, and no pattern that is known.
const ColorFilter kStripes = {3, 3, {0, 1, 2, 1, 2, 0, 2, 0, 1}};

// The filter as a sensor has it that begins `y` rows and `x` columns later.
ColorFilter Shifted(const ColorFilter& filter, uint32_t y, uint32_t x) {
  ColorFilter shifted = {filter.rows, filter.columns, {}};
  for (uint32_t i = 0; i < filter.rows; ++i) {
    for (uint32_t j = 0; j < filter.columns; ++j) shifted.colors.push_back(filter.ColorAt(i + y, j + x));
  }
  return shifted;
}

std::vector<ColorFilter> FiltersOfEveryPhase() {
  std::vector<ColorFilter> filters = {kStripes};
  for (uint32_t i = 0; i < 4; ++i) filters.push_back(Shifted(kBayer, i / 2, i % 2));
  for (uint32_t i = 0; i < 18; ++i) filters.push_back(Shifted(kXTrans, i / 6, i % 6));
  return filters;
}

uint16_t CodeOf(double light) { return static_cast<uint16_t>(std::lround(light * 65535)); }

// `rows` of them at a time.
std::vector<uint16_t> Demosaic(const ColorFilter& filter, Extent size, const std::vector<uint16_t>& mosaic,
                               uint32_t rows = Demosaicer::kMostRows, ThreadPool* pool = nullptr) {
  EXPECT_TRUE(Demosaicer::Check(filter, size).ok());
  ChannelMeans means;
  for (uint32_t y = 0; y < size.height; ++y)
    means.AddRow(filter, y, std::span(mosaic).subspan(y * size.width, size.width));
  Demosaicer demosaicer(filter, means.Balance(), pool);
  std::vector<uint16_t> rgb(size.pixels() * 3);
  const size_t row_bytes = size_t{6} * size.width;
  for (uint32_t y = 0; y < size.height; y += rows) {
    const uint32_t count = std::min(rows, size.height - y);
    // No more than what is promised, in memory of its own: a sanitizer sees what is read besides.
    const uint32_t first = y - std::min(y, Demosaicer::kReach);
    const uint32_t end = std::min(y + count + Demosaicer::kReach, size.height);
    const std::vector<uint16_t> band(mosaic.begin() + first * size.width, mosaic.begin() + end * size.width);
    auto* bytes = reinterpret_cast<uint8_t*>(rgb.data()) + y * row_bytes;
    demosaicer.MakeRows({band.data(), first, end - first, size}, y, count, MutableByteSpan(bytes, count * row_bytes));
  }
  return rgb;
}

// What a sensor with `filter` sees of a scene, demosaiced.
std::vector<uint16_t> SeeThrough(const ColorFilter& filter, Extent size, const Scene& scene) {
  std::vector<uint16_t> mosaic;
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) mosaic.push_back(CodeOf(scene(y, x, filter.ColorAt(y, x))));
  }
  return Demosaic(filter, size, mosaic);
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

TEST(Demosaic, KnowsTheFiltersThatItFollowsEdgesIn) {
  for (uint32_t i = 0; i < 36; ++i) {
    EXPECT_TRUE(IsXTrans(Shifted(kXTrans, i / 6, i % 6))) << i;
    EXPECT_EQ(IsBayer(Shifted(kBayer, i / 6, i % 6)), true) << i;
  }
  // As LibRaw tells of Bayer's: eight rows of two columns.
  EXPECT_TRUE(IsBayer({8, 2, {1, 0, 2, 1, 1, 0, 2, 1, 1, 0, 2, 1, 1, 0, 2, 1}}));
  EXPECT_FALSE(IsBayer({8, 2, {1, 0, 2, 1, 1, 0, 2, 1, 1, 0, 2, 1, 1, 2, 0, 1}}));
  for (const ColorFilter& filter : {kStripes, kXTrans}) EXPECT_FALSE(IsBayer(filter));
  for (size_t i = 0; i < 36; ++i) {
    ColorFilter other = kXTrans;
    other.colors[i] = static_cast<uint8_t>((other.colors[i] + 1) % 3);
    EXPECT_FALSE(IsXTrans(other)) << i;
  }
  EXPECT_FALSE(IsXTrans(kStripes));
}

TEST(Demosaic, KeepsAFieldOfOneColorExactly) {
  for (const ColorFilter& filter : FiltersOfEveryPhase()) {
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
  for (const ColorFilter& filter : FiltersOfEveryPhase()) {
    EXPECT_LT(WorstError(filter, {131, 97}, SmoothScene, 8), filter.rows == 3 ? 0.01 : 0.008);
    EXPECT_LT(WorstError(filter, {131, 97}, SmoothScene, 0), 0.06);
  }
}

// What was seen is never changed, and a pixel depends on nothing but its surroundings.
TEST(Demosaic, MakesTheSameRowsHoweverManyAreAskedFor) {
  constexpr Extent kSize = {240, 130};
  for (const ColorFilter& filter : FiltersOfEveryPhase()) {
    const auto picture = synthetic::SeeSharply(synthetic::SharpChart, kSize);
    const std::vector<uint16_t> mosaic = synthetic::MosaicOf(picture, filter);
    const std::vector<uint16_t> rgb = Demosaic(filter, kSize, mosaic);
    for (const uint32_t rows : {1u, 7u}) EXPECT_TRUE(Demosaic(filter, kSize, mosaic, rows) == rgb) << rows;
    for (const int threads : {1, 2, 8}) {
      ThreadPool pool(threads);
      EXPECT_TRUE(Demosaic(filter, kSize, mosaic, Demosaicer::kMostRows, &pool) == rgb) << threads << " threads";
    }
    for (uint32_t i = 0; i < mosaic.size(); ++i) {
      ASSERT_EQ(rgb[3 * i + filter.ColorAt(i / kSize.width, i % kSize.width)], mosaic[i]) << i;
    }
  }
}

// A sharp gray edge has hardly a color, straight or slanted.
TEST(Demosaic, FollowsEdgesThatColorsShare) {
  for (const ColorFilter& filter : {kBayer, kXTrans}) {
    for (const uint32_t slope : {0u, 1u, 4u}) {
      const Scene edge = [=](uint32_t y, uint32_t x, int) { return x * 4 < 80 + y * slope ? 0.2 : 0.8; };
      const auto rgb = SeeThrough(filter, {60, 36}, edge);
      for (uint32_t y = 8; y < 28; ++y) {
        for (uint32_t x = 8; x < 52; ++x) {
          for (size_t c = 0; c < 3; ++c) {
            const double expected = edge(y, x, 0);
            const bool beside = edge(y, x - 2, 0) != edge(y, x + 2, 0) || edge(y - 2, x, 0) != edge(y + 2, x, 0);
            EXPECT_NEAR(rgb[3 * (size_t{60} * y + x) + c] / 65535.0, expected, beside ? 0.31 : 0.03)
                << filter.rows << " " << slope << ": " << x << " " << y << " " << c;
          }
        }
      }
    }
  }
}

// Colors that are not alike bright are as sharp as those that are: film behind its mask, a sensor in daylight.
TEST(Demosaic, IsAsSharpWhateverTheBalance) {
  constexpr Extent kSize = {288, 288};
  const auto chart = synthetic::SeeSharply(synthetic::SharpChart, kSize);
  for (const ColorFilter& filter : {kBayer, kXTrans}) {
    const double even = PeakSignalToNoise(chart, Demosaic(filter, kSize, MosaicOf(chart, filter)));
    for (const Vector3& gains : {Vector3(0.45, 1, 0.6), Vector3(1, 0.45, 0.2)}) {
      std::vector<uint16_t> mosaic = MosaicOf(chart, filter);
      for (uint32_t i = 0; i < mosaic.size(); ++i) {
        mosaic[i] = static_cast<uint16_t>(mosaic[i] * gains[filter.ColorAt(i / kSize.width, i % kSize.width)]);
      }
      std::vector<uint16_t> rgb = Demosaic(filter, kSize, mosaic);
      for (size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<uint16_t>(std::min(65535.0, rgb[i] / gains[i % 3]));
      EXPECT_GT(PeakSignalToNoise(chart, rgb), even - 0.5) << filter.rows << " " << gains[0];
    }
  }
}

TEST(Demosaic, IsNearerToASharpChartThanLibRaw) {
  constexpr Extent kSize = {576, 576};
  const auto chart = synthetic::SeeSharply(synthetic::SharpChart, kSize);
  for (const ColorFilter& filter : {kBayer, kXTrans}) {
    const std::vector<uint16_t> mosaic = MosaicOf(chart, filter);
    DngSpec spec;
    spec.size = kSize;
    if (filter.rows == 6) spec.x_trans = filter.colors;
    const auto rival = synthetic::DemosaicByLibRaw(WriteDng(spec, {mosaic.begin(), mosaic.end()}),
                                                   synthetic::LibRawMethod::kDirectional);
    EXPECT_GT(PeakSignalToNoise(chart, Demosaic(filter, kSize, mosaic)), PeakSignalToNoise(chart, rival))
        << filter.rows;
  }
}

TEST(Demosaic, ResolvesASlantedEdgeAlikeWithEitherFilter) {
  constexpr Extent kSize = {128, 128};
  const auto edge = synthetic::SeeSharply(synthetic::SlantedEdge(kSize), kSize);
  const auto sharpness = [&](const ColorFilter& filter) {
    return synthetic::HalfContrastFrequency(kSize, Demosaic(filter, kSize, MosaicOf(edge, filter)));
  };
  // The tent of the chart's lens and photosites alone has 0.44: the square of sin(pi f) / (pi f).
  const double bayer = sharpness(kBayer);
  EXPECT_NEAR(bayer, 0.44, 0.044);
  EXPECT_NEAR(sharpness(kXTrans), bayer, 0.1 * bayer);
  EXPECT_LT(sharpness(kStripes), 0.9 * bayer) << "a mean is softer, and the measure sees it";
}

TEST(Demosaic, RefusesFiltersThatHideAColor) {
  EXPECT_EQ(EnglishText(Demosaicer::Check({2, 2, {1, 1, 1, 2}}, {20, 20})),
            "the sensor's color filter has a pattern that is not read");
  EXPECT_EQ(EnglishText(Demosaicer::Check({2, 2, {0, 1, 1, 2}}, {4, 20})),
            "the sensor has 4 x 20 photosites; at least 5 x 5 can be read");
  ColorFilter sparse = {8, 8, std::vector<uint8_t>(64, 1)};
  sparse.colors[0] = 0;
  sparse.colors[9] = 2;
  EXPECT_FALSE(Demosaicer::Check(sparse, {20, 20}).ok());
}

// Every 5 x 5 has all three colors here, and so have the corners; not what is left of a window at the sides.
TEST(Demosaic, RefusesFiltersThatHideAColorAtAnEdge) {
  ColorFilter filter{6, 6, std::vector<uint8_t>(36, 1)};
  for (const size_t red : {0, 10, 21}) filter.colors[red] = 0;
  for (const size_t blue : {1, 20, 29}) filter.colors[blue] = 2;
  EXPECT_EQ(EnglishText(Demosaicer::Check(filter, {9, 9})), "the sensor's color filter has a pattern that is not read");
}

}  // namespace
}  // namespace easelight
