#include "core/geometry/frame_map.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/english/english.h"

namespace easelight {
namespace {

// A picture of numbers, turned pixel by pixel as plain loops would: the oracle of the affine maps.
struct Picture {
  Extent size;
  std::vector<int> pixels;
  int at(uint32_t x, uint32_t y) const { return pixels[y * size.width + x]; }
};

Picture Numbered(Extent size) {
  Picture picture{size, std::vector<int>(size.pixels())};
  for (size_t i = 0; i < picture.pixels.size(); ++i) picture.pixels[i] = static_cast<int>(i);
  return picture;
}

template <typename Source>
Picture Made(Extent size, const Source& source) {
  Picture picture{size, {}};
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) picture.pixels.push_back(source(x, y));
  }
  return picture;
}

Picture RotatedClockwise(const Picture& p) {
  return Made({p.size.height, p.size.width}, [&](uint32_t x, uint32_t y) { return p.at(y, p.size.height - 1 - x); });
}
Picture Mirrored(const Picture& p) {
  return Made(p.size, [&](uint32_t x, uint32_t y) { return p.at(p.size.width - 1 - x, y); });
}
Picture Turned(Picture p, int degrees) {
  for (; degrees > 0; degrees -= 90) p = RotatedClockwise(p);
  return p;
}

// TIFF 6.0, tag 274: which side of the stored picture is the top, and which the left.
Picture Upright(const Picture& p, int orientation) {
  switch (orientation) {
    case 2:
      return Mirrored(p);
    case 3:
      return Turned(p, 180);
    case 4:
      return Turned(Mirrored(p), 180);
    case 5:
      return Made({p.size.height, p.size.width}, [&](uint32_t x, uint32_t y) { return p.at(y, x); });
    case 6:
      return Turned(p, 90);
    case 7:
      return Made({p.size.height, p.size.width},
                  [&](uint32_t x, uint32_t y) { return p.at(p.size.width - 1 - y, p.size.height - 1 - x); });
    case 8:
      return Turned(p, 270);
    default:
      return p;
  }
}

Picture Mapped(const Picture& stored, const FrameMap& map) {
  return Made(map.size, [&](uint32_t x, uint32_t y) {
    const auto p = map.stored_from_frame(x + 0.5, y + 0.5);
    return stored.at(static_cast<uint32_t>(std::floor(p.x)), static_cast<uint32_t>(std::floor(p.y)));
  });
}

TEST(FrameMap, AllOrientationsTurnsAndFlips) {
  const Picture stored = Numbered({8, 6});
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const int rotate : {0, 90, 180, 270}) {
      for (const bool flip : {false, true}) {
        const auto map = MakeFrameMap({.rotate = rotate, .flip = flip}, stored.size, orientation);
        ASSERT_TRUE(map.ok());
        Picture expected = Turned(Upright(stored, orientation), rotate);
        if (flip) expected = Mirrored(expected);
        ASSERT_EQ(map->size, expected.size);
        ASSERT_EQ(Mapped(stored, *map).pixels, expected.pixels) << orientation << " " << rotate << " " << flip;
      }
    }
  }
}

TEST(FrameMap, CropIsInTheUprightScan) {
  const Picture stored = Numbered({8, 6});
  const FrameGeometry geometry = {.crop = {0.5, 0.25, 0.5, 0.5}, .rotate = 90};
  const auto map = MakeFrameMap(geometry, stored.size, 6);
  ASSERT_TRUE(map.ok());
  const Picture upright = Upright(stored, 6);  // 6 x 8
  const Picture cropped = Made({3, 4}, [&](uint32_t x, uint32_t y) { return upright.at(3 + x, 2 + y); });
  EXPECT_EQ(Mapped(stored, *map).pixels, RotatedClockwise(cropped).pixels);
}

TEST(FrameMap, StraightenTurnsThePictureClockwise) {
  // A point straight above the centre moves to the right in a picture that turns clockwise: so what is seen there
  // comes from the left of it.
  const auto map = MakeFrameMap({.crop = {0.25, 0.25, 0.5, 0.5}, .straighten = 10}, {1000, 1000}, 1);
  ASSERT_TRUE(map.ok());
  EXPECT_FALSE(map->exact);
  const auto centre = map->stored_from_frame(250, 250);
  EXPECT_NEAR(centre.x, 500, 1e-9);
  EXPECT_NEAR(centre.y, 500, 1e-9);
  const auto above = map->stored_from_frame(250, 150);
  EXPECT_NEAR(above.x, 500 - 100 * std::sin(10 * M_PI / 180), 1e-9);
  EXPECT_NEAR(above.y, 500 - 100 * std::cos(10 * M_PI / 180), 1e-9);
}

TEST(FrameMap, StraightenedCornersStayInside) {
  const auto map = MakeFrameMap({.straighten = 5}, {1000, 600}, 1);
  ASSERT_FALSE(map.ok());
  EXPECT_EQ(map.status().code(), StatusCode::kOutOfRange);
  EXPECT_NE(EnglishText(map.status()).find("outside the scan of 1000 x 600 pixels"), std::string::npos);
}

TEST(FrameMap, TinyScansKeepAPixel) {
  const auto map = MakeFrameMap({.crop = {0.4, 0.4, 0.01, 0.01}}, {1, 1}, 1);
  ASSERT_TRUE(map.ok());
  EXPECT_EQ(map->size, (Extent{1, 1}));
}

}  // namespace
}  // namespace easelight
