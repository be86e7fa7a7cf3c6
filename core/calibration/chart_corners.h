// Where a chart lies in a picture: four corners, and what lies between them.
#pragma once

#include <array>

#include "core/base/status.h"

namespace easelight {

// Of the picture's width and height, 0..1, from the top left.
struct PicturePoint {
  double x = 0;
  double y = 0;
  bool operator==(const PicturePoint&) const = default;
};

// The outer corners of the chart's patches: of the first, then along its row, then on around.
using ChartCorners = std::array<PicturePoint, 4>;

// Takes the unit square to the four corners in perspective (P. Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3).
class Homography {
 public:
  // Errors: kOutOfRange for a corner outside the picture, kInvalidInput where they span no convex quadrangle.
  static StatusOr<Homography> FromCorners(const ChartCorners& corners);

  PicturePoint operator()(double u, double v) const;

 private:
  std::array<double, 8> h_{};
};

// Corners in the upright picture as they lie in the stored one, which an EXIF orientation of 1 to 8 turns upright.
ChartCorners StoredFromUpright(const ChartCorners& corners, int orientation);

}  // namespace easelight
