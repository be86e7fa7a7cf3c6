#include "core/calibration/chart_corners.h"

#include <gmock/gmock.h>

#include "core/english/english.h"

namespace easelight {
namespace {

using testing::HasSubstr;

constexpr ChartCorners kSkewed = {PicturePoint{0.1, 0.15}, {0.9, 0.1}, {0.8, 0.85}, {0.2, 0.7}};

std::string RefusedCorners(const ChartCorners& corners) {
  const auto place = Homography::FromCorners(corners);
  EXPECT_FALSE(place.ok());
  return EnglishText(place.status());
}

TEST(Homography, TakesTheSquareToTheCorners) {
  const Homography place = *Homography::FromCorners(kSkewed);
  const std::array<PicturePoint, 4> square = {PicturePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  for (size_t i = 0; i < 4; ++i) {
    const PicturePoint p = place(square[i].x, square[i].y);
    EXPECT_NEAR(p.x, kSkewed[i].x, 1e-12);
    EXPECT_NEAR(p.y, kSkewed[i].y, 1e-12);
  }
}

TEST(Homography, KeepsLinesStraight) {
  const Homography place = *Homography::FromCorners(kSkewed);
  const PicturePoint a = place(0.1, 0.3), b = place(0.5, 0.4), c = place(0.9, 0.5);
  EXPECT_NEAR((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x), 0, 1e-12);
}

TEST(Homography, RefusesWhatIsNoChart) {
  EXPECT_THAT(RefusedCorners({PicturePoint{0.1, 0.1}, {1.2, 0.1}, {0.9, 0.9}, {0.1, 0.9}}),
              HasSubstr("corner 2 is at (1.2, 0.1)"));
  EXPECT_THAT(RefusedCorners({PicturePoint{0.1, 0.1}, {0.5, 0.1}, {0.9, 0.1}, {0.1, 0.9}}), HasSubstr("no quadrangle"));
  EXPECT_THAT(RefusedCorners({PicturePoint{0.1, 0.1}, {0.9, 0.9}, {0.9, 0.1}, {0.1, 0.9}}), HasSubstr("no quadrangle"))
      << "crossed";
  EXPECT_THAT(RefusedCorners({PicturePoint{0.1, 0.1}, {0.9, 0.1}, {0.3, 0.3}, {0.1, 0.9}}), HasSubstr("no quadrangle"))
      << "dented";
  EXPECT_THAT(RefusedCorners({}), HasSubstr("no quadrangle"));
}

TEST(StoredFromUpright, FollowsTheOrientation) {
  // Where the corners of the stored picture lie once it is upright (EXIF 2.32, 4.6.4, Orientation): the stored top
  // left, and the stored top right.
  struct Case {
    int orientation;
    PicturePoint top_left;
    PicturePoint top_right;
  };
  for (const auto& [orientation, top_left, top_right] :
       {Case{1, {0, 0}, {1, 0}}, Case{2, {1, 0}, {0, 0}}, Case{3, {1, 1}, {0, 1}}, Case{4, {0, 1}, {1, 1}},
        Case{5, {0, 0}, {0, 1}}, Case{6, {1, 0}, {1, 1}}, Case{7, {1, 1}, {1, 0}}, Case{8, {0, 1}, {0, 0}}}) {
    const ChartCorners stored = StoredFromUpright({top_left, top_right, top_left, top_right}, orientation);
    EXPECT_EQ(stored[0], (PicturePoint{0, 0})) << orientation;
    EXPECT_EQ(stored[1], (PicturePoint{1, 0})) << orientation;
  }
}

}  // namespace
}  // namespace easelight
