#include "core/geometry/resampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace easelight {
namespace {

struct Source {
  std::vector<float> pixels;  // All three channels are the same.
  PixelRect rect;
  LightBlock block() const { return {pixels.data(), rect}; }
  float at(size_t pixel) const { return pixels[kPixelFloats * pixel]; }
};

template <typename F>
Source Filled(uint32_t side, const F& f) {
  Source source{{}, {0, 0, side, side}};
  for (uint32_t y = 0; y < side; ++y) {
    for (uint32_t x = 0; x < side; ++x) {
      const float value = f(x + 0.5, y + 0.5);
      source.pixels.insert(source.pixels.end(), {value, value, value, 0.0f});
    }
  }
  return source;
}

std::vector<float> RowOf(double scale, const Source& source, const Affine2& map, uint32_t x, uint32_t y, size_t count) {
  std::vector<float> out(3 * count);
  ResamplePoints(source.block(), AxisKernel(scale), map, x, y, count,
                 {out.data(), out.data() + count, out.data() + 2 * count});
  return out;
}

TEST(Resampler, FlatLightStaysFlat) {
  const Source flat = Filled(64, [](double, double) { return 0.25f; });
  for (const double scale : {1.0, 1.3, 1.99}) {
    for (const double angle : {0.0, 0.3, 0.785}) {
      const Affine2 map{scale * std::cos(angle), -scale * std::sin(angle), 20,
                        scale * std::sin(angle), scale * std::cos(angle),  20};
      for (const float value : RowOf(scale, flat, map, 0, 3, 20)) EXPECT_NEAR(value, 0.25f, 1e-6f);
    }
  }
}

TEST(Resampler, WholePositionsGiveThePixelsThemselves) {
  const Source source =
      Filled(32, [](double x, double y) { return static_cast<float>(std::fmod(x * 7 + y * 13, 1.0)); });
  const auto row = RowOf(1.0, source, {1, 0, 4, 0, 1, 6}, 0, 0, 10);
  for (size_t i = 0; i < 10; ++i) EXPECT_FLOAT_EQ(row[i], source.at(6 * 32 + 4 + i));
}

TEST(Resampler, TurnedGradientsKeepTheirValues) {
  // Both filters reproduce a plane exactly, wherever they sample it.
  const auto plane = [](double x, double y) { return static_cast<float>(0.1 + 0.004 * x + 0.003 * y); };
  const Source source = Filled(96, plane);
  const double c = std::cos(0.2), s = std::sin(0.2);
  const Affine2 map{c, -s, 30.3, s, c, 20.7};
  const auto row = RowOf(1.0, source, map, 0, 5, 32);
  for (size_t i = 0; i < 32; ++i) {
    const auto p = map(double(i) + 0.5, 5.5);
    EXPECT_NEAR(row[i], plane(p.x, p.y), 1e-5);
  }
}

TEST(Resampler, LightNeverComesOutNegative) {
  const Source edge = Filled(32, [](double x, double) { return x < 16 ? 0.0f : 1.0f; });
  for (const float value : RowOf(1.0, edge, {1, 0, 0.5, 0, 1, 0.25}, 0, 8, 31)) EXPECT_GE(value, 0.0f);
}

TEST(Resampler, SumsByRowsAndColumnsAreThoseOfEachPixel) {
  std::mt19937 random(3);
  Source noise = Filled(96, [&](double, double) { return static_cast<float>(random() % 1000) / 1000.0f; });
  // What a damaged float scan may hold reaches no further than the taps do.
  noise.pixels[kPixelFloats * (96 * 15 + 22)] = std::numeric_limits<float>::infinity();
  for (const double scale : {1.0, 1.37, 1.5, 1.61, 2.0, 2.3, 2.9}) {
    const Affine2 map{scale, 0, 12.3, 0, scale, 9.6};
    constexpr size_t kCount = 21;
    const AxisKernel kernel(scale);
    const auto stride = static_cast<size_t>(kernel.most_taps());
    std::vector<float> weights(kCount * stride);
    std::vector<Taps> taps;
    for (size_t i = 0; i < kCount; ++i) {
      taps.push_back(kernel.TapsAt(map(double(i) + 0.5, 0).x, weights.data() + i * stride));
    }
    for (uint32_t y = 0; y < 10; ++y) {
      std::vector<float> down(stride);
      const Taps rows = kernel.TapsAt(map(0, y + 0.5).y, down.data());
      std::vector<std::vector<float>> sums;
      std::vector<const float*> lines;
      for (int row = rows.first; row < rows.first + rows.count; ++row) {
        sums.emplace_back(kPixelFloats * kCount);
        ResampleAcross(noise.pixels.data() + kPixelFloats * 96 * static_cast<size_t>(row), 0, taps, weights.data(),
                       stride, sums.back().data());
        lines.push_back(sums.back().data());
      }
      std::vector<float> out(3 * kCount);
      ResampleDown(lines, down.data(), kCount, {out.data(), out.data() + kCount, out.data() + 2 * kCount});
      EXPECT_EQ(out, RowOf(scale, noise, map, 0, y, kCount)) << scale << ", row " << y;
    }
  }
}

TEST(Resampler, EachSourcePixelCountsWhateverTheScale) {
  // A single lit pixel gives its light to those that cover it, in all as much as a pixel's share.
  for (const double scale : {1.2, 3.7, 17.0, 63.9}) {
    const AxisKernel kernel(scale);
    std::vector<float> weights(static_cast<size_t>(kernel.most_taps()));
    double sum = 0;
    for (int i = 0; i < 9; ++i) {
      const int lit = static_cast<int>(4.4 * scale);
      const Taps taps = kernel.TapsAt((i + 0.5) * scale, weights.data());
      if (lit >= taps.first && lit < taps.first + taps.count) sum += weights[static_cast<size_t>(lit - taps.first)];
    }
    EXPECT_NEAR(sum, 1 / scale, 0.08 / scale) << scale;
  }
}

}  // namespace
}  // namespace easelight
