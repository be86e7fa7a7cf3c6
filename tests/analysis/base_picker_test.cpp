#include "core/analysis/base_picker.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace easelight {
namespace {

constexpr Extent kSize = {40, 20};

struct TestPlanes {
  std::array<std::vector<float>, 3> planes;

  TestPlanes() {
    for (size_t c = 0; c < 3; ++c) planes[c].assign(kSize.pixels(), 0.2f + 0.3f * static_cast<float>(c));
  }
  ConstPlanes view() const { return {planes[0].data(), planes[1].data(), planes[2].data()}; }
};

TEST(BasePickerTest, DustDoesNotMatter) {
  TestPlanes planes;
  // A speck of 3x3 opaque pixels in the middle of the neighborhood.
  for (size_t y = 9; y < 12; ++y) {
    for (size_t x = 19; x < 22; ++x) planes.planes[1][y * kSize.width + x] = 4.5f;
  }
  const auto base = PickFilmBase(planes.view(), kSize, 0.5, 0.5, 4);
  EXPECT_NEAR(base[0], 0.2, 0.002);
  EXPECT_NEAR(base[1], 0.5, 0.002);
  EXPECT_NEAR(base[2], 0.8, 0.002);
}

TEST(BasePickerTest, CornersAndPlacesOutsideAreTheNearestPixels) {
  TestPlanes planes;
  planes.planes[0].front() = 1.5f;
  planes.planes[0].back() = 2.5f;
  EXPECT_NEAR(PickFilmBase(planes.view(), kSize, -3.0, 0.0, 0)[0], 1.5, 0.002);
  EXPECT_NEAR(PickFilmBase(planes.view(), kSize, 1.0, 7.0, 0)[0], 2.5, 0.002);
  EXPECT_NEAR(PickFilmBase(planes.view(), kSize, std::nan(""), 0.0, 0)[0], 1.5, 0.002);
}

TEST(BasePickerTest, StaysWithinARecipe) {
  TestPlanes planes;
  planes.planes[0].assign(kSize.pixels(), 9.0f);
  planes.planes[1].assign(kSize.pixels(), -0.3f);
  const auto base = PickFilmBase(planes.view(), kSize, 0.5, 0.5, std::numeric_limits<uint32_t>::max());
  EXPECT_EQ(base[0], 4.0);
  EXPECT_EQ(base[1], 0.0);
}

TEST(BasePickerTest, NoPixelsGiveZero) {
  EXPECT_EQ(PickFilmBase({nullptr, nullptr, nullptr}, {0, 0}, 0.5, 0.5, 3), (std::array<double, 3>{0, 0, 0}));
}

}  // namespace
}  // namespace easelight
