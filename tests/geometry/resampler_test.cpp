#include "core/geometry/resampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace easelight {
namespace {

struct Source {
  std::vector<float> values;
  PixelRect rect;
  LinearBlock block() const { return {{values.data(), values.data(), values.data()}, rect}; }
};

template <typename F>
Source Filled(uint32_t side, const F& f) {
  Source source{{}, {0, 0, side, side}};
  for (uint32_t y = 0; y < side; ++y) {
    for (uint32_t x = 0; x < side; ++x) source.values.push_back(f(x + 0.5, y + 0.5));
  }
  return source;
}

std::vector<float> RowOf(const Resampler& resampler, const Source& source, const Affine2& map, uint32_t x, uint32_t y,
                         size_t count) {
  std::vector<float> out(3 * count);
  resampler.Row(source.block(), map, x, y, count, {out.data(), out.data() + count, out.data() + 2 * count});
  return out;
}

TEST(Resampler, FlatLightStaysFlat) {
  const Source flat = Filled(64, [](double, double) { return 0.25f; });
  for (const double scale : {1.0, 1.3, 1.99}) {
    for (const double angle : {0.0, 0.3, 0.785}) {
      const Affine2 map{scale * std::cos(angle), -scale * std::sin(angle), 20,
                        scale * std::sin(angle), scale * std::cos(angle),  20};
      for (const float value : RowOf(Resampler(scale), flat, map, 0, 3, 20)) EXPECT_NEAR(value, 0.25f, 1e-6f);
    }
  }
}

TEST(Resampler, WholePositionsGiveThePixelsThemselves) {
  const Source source =
      Filled(32, [](double x, double y) { return static_cast<float>(std::fmod(x * 7 + y * 13, 1.0)); });
  const auto row = RowOf(Resampler(1.0), source, {1, 0, 4, 0, 1, 6}, 0, 0, 10);
  for (size_t i = 0; i < 10; ++i) EXPECT_FLOAT_EQ(row[i], source.values[6 * 32 + 4 + i]);
}

TEST(Resampler, TurnedGradientsKeepTheirValues) {
  // Both filters reproduce a plane exactly, wherever they sample it.
  const auto plane = [](double x, double y) { return static_cast<float>(0.1 + 0.004 * x + 0.003 * y); };
  const Source source = Filled(96, plane);
  const double c = std::cos(0.2), s = std::sin(0.2);
  const Affine2 map{c, -s, 30.3, s, c, 20.7};
  const auto row = RowOf(Resampler(1.0), source, map, 0, 5, 32);
  for (size_t i = 0; i < 32; ++i) {
    const auto p = map(double(i) + 0.5, 5.5);
    EXPECT_NEAR(row[i], plane(p.x, p.y), 1e-5);
  }
}

TEST(Resampler, LightNeverComesOutNegative) {
  const Source edge = Filled(32, [](double x, double) { return x < 16 ? 0.0f : 1.0f; });
  for (const float value : RowOf(Resampler(1.0), edge, {1, 0, 0.5, 0, 1, 0.25}, 0, 8, 31)) EXPECT_GE(value, 0.0f);
}

}  // namespace
}  // namespace easelight
