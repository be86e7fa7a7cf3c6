// A picture made small: means of squares, inside, at the edges and beyond them.
#include "core/calibration/small_picture.h"

#include <gtest/gtest.h>

#include <vector>

namespace easelight {
namespace {

// Channel c at (x, y) is x + 10 y + 100 c.
SmallPicture SlopingPicture(Extent size, double side) {
  std::array<std::vector<float>, 3> density;
  for (size_t c = 0; c < 3; ++c) {
    for (uint32_t y = 0; y < size.height; ++y) {
      for (uint32_t x = 0; x < size.width; ++x) density[c].push_back(static_cast<float>(x + 10 * y + 100 * c));
    }
  }
  return SmallPicture({density[0].data(), density[1].data(), density[2].data()}, size, side);
}

TEST(SmallPicture, KeepsPicturesThatAreSmall) {
  const SmallPicture picture = SlopingPicture({6, 4}, 10);
  EXPECT_EQ(picture.width(), 6u);
  EXPECT_EQ(picture.height(), 4u);
  EXPECT_DOUBLE_EQ(picture.MeanAround(1, 2.5, 1.5, 0.1), 100 + 2 + 10);
  EXPECT_DOUBLE_EQ(picture.MeanAround(0, 3, 2, 1), 2.5 + 10 * 1.5);
}

TEST(SmallPicture, AveragesWhatBecomesAPixel) {
  const SmallPicture picture = SlopingPicture({8, 4}, 4);
  EXPECT_EQ(picture.width(), 4u);
  EXPECT_EQ(picture.height(), 2u);
  EXPECT_DOUBLE_EQ(picture.MeanAround(2, 1.5, 0.5, 0.1), 200 + 2.5 + 5);
}

TEST(SmallPicture, StaysInThePicture) {
  const SmallPicture picture = SlopingPicture({6, 4}, 10);
  EXPECT_DOUBLE_EQ(picture.MeanAround(0, 0, 0, 1), 0);
  EXPECT_DOUBLE_EQ(picture.MeanAround(0, 6, 4, 0.5), 5 + 30);
  EXPECT_DOUBLE_EQ(picture.MeanAround(0, -50, 90, 1), 30);
  EXPECT_DOUBLE_EQ(picture.MeanAround(0, 3, 2, 100), 2.5 + 15);
}

}  // namespace
}  // namespace easelight
