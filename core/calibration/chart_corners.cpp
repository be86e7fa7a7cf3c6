#include "core/calibration/chart_corners.h"

namespace easelight {
namespace {

// Twice the area of a triangle of corners must be this part of the picture at least: less is a line.
constexpr double kLeastArea = 1e-4;

double Cross(PicturePoint a, PicturePoint b, PicturePoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

}  // namespace

StatusOr<Homography> Homography::FromCorners(const ChartCorners& corners) {
  for (size_t i = 0; i < 4; ++i) {
    const auto [x, y] = corners[i];
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      return OutOfRange("chart-corner-outside", {{"number", i + 1}, {"x", x}, {"y", y}});
    }
  }
  // Convex: at every corner the way turns to the same side, and by enough.
  const bool left = Cross(corners[0], corners[1], corners[2]) > 0;
  for (size_t i = 0; i < 4; ++i) {
    const double turn = Cross(corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
    if ((left ? turn : -turn) < kLeastArea) return InvalidInput("chart-corners");
  }
  const auto [p0, p1, p2, p3] = corners;
  const double dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, sx = p0.x - p1.x + p2.x - p3.x;
  const double dy1 = p1.y - p2.y, dy2 = p3.y - p2.y, sy = p0.y - p1.y + p2.y - p3.y;
  const double determinant = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / determinant;
  const double h = (dx1 * sy - sx * dy1) / determinant;
  Homography result;
  result.h_ = {
      p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x, p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y, g, h};
  return result;
}

PicturePoint Homography::operator()(double u, double v) const {
  const double w = h_[6] * u + h_[7] * v + 1;
  return {(h_[0] * u + h_[1] * v + h_[2]) / w, (h_[3] * u + h_[4] * v + h_[5]) / w};
}

ChartCorners StoredFromUpright(const ChartCorners& corners, int orientation) {
  ChartCorners stored;
  for (size_t i = 0; i < 4; ++i) {
    // Orientations above 4 are turned by a quarter; then those that end mirrored about either axis.
    const auto [u, v] = corners[i];
    auto& [x, y] = stored[i];
    x = orientation > 4 ? v : u;
    y = orientation > 4 ? u : v;
    if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) x = 1 - x;
    if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) y = 1 - y;
  }
  return stored;
}

}  // namespace easelight
