#include "tests/synthetic/color_difference.h"

#include <cmath>
#include <numbers>

#include "core/color/color_space.h"

namespace easelight::synthetic {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

// Lightness response of CIELAB.
double LabResponse(double t) {
  constexpr double kDelta = 6.0 / 29.0;
  return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3.0 * kDelta * kDelta) + 4.0 / 29.0;
}

// Hue in degrees, 0..360; 0 for gray.
double Hue(double a, double b) {
  if (a == 0.0 && b == 0.0) return 0.0;
  const double hue = std::atan2(b, a) / kDegree;
  return hue < 0.0 ? hue + 360.0 : hue;
}

double CosDegrees(double degrees) { return std::cos(degrees * kDegree); }

// c^7 / (c^7 + 25^7), under a root: near 0 for grays, 1 for strong colors.
double ChromaRoot(double c) {
  const double c7 = std::pow(c, 7.0);
  return std::sqrt(c7 / (c7 + std::pow(25.0, 7.0)));
}

// The signed difference of two hues, and their mean, across the 0/360 seam; of gray the other hue counts.
double HueDifference(double h1, double h2, bool gray) {
  if (gray) return 0.0;
  const double d = h2 - h1;
  return d > 180.0 ? d - 360.0 : d < -180.0 ? d + 360.0 : d;
}

double MeanHue(double h1, double h2, bool gray) {
  if (gray) return h1 + h2;
  if (std::abs(h1 - h2) <= 180.0) return 0.5 * (h1 + h2);
  return h1 + h2 < 360.0 ? 0.5 * (h1 + h2 + 360.0) : 0.5 * (h1 + h2 - 360.0);
}

}  // namespace

Lab LabFromLinearSrgb(const Vector3& rgb) {
  static const Matrix3 xyz_from_rgb = XyzFromRgb(FindColorSpace("srgb")->primaries).value();
  static const Vector3 white = xyz_from_rgb * Vector3::Constant(1);
  const Vector3 xyz = xyz_from_rgb * rgb;
  const double x = LabResponse(xyz[0] / white[0]);
  const double y = LabResponse(xyz[1] / white[1]);
  const double z = LabResponse(xyz[2] / white[2]);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double Ciede2000(const Lab& first, const Lab& second) {
  const double mean_c = 0.5 * (std::hypot(first.a, first.b) + std::hypot(second.a, second.b));
  const double stretch = 1.0 + 0.5 * (1.0 - ChromaRoot(mean_c));
  const double a1 = stretch * first.a;
  const double a2 = stretch * second.a;
  const double c1 = std::hypot(a1, first.b);
  const double c2 = std::hypot(a2, second.b);
  const double h1 = Hue(a1, first.b);
  const double h2 = Hue(a2, second.b);
  const bool gray = c1 * c2 == 0.0;

  const double dl = second.l - first.l;
  const double dc = c2 - c1;
  const double dh = 2.0 * std::sqrt(c1 * c2) * std::sin(0.5 * HueDifference(h1, h2, gray) * kDegree);

  const double l = 0.5 * (first.l + second.l) - 50.0;
  const double c = 0.5 * (c1 + c2);
  const double h = MeanHue(h1, h2, gray);
  const double t = 1.0 - 0.17 * CosDegrees(h - 30.0) + 0.24 * CosDegrees(2.0 * h) + 0.32 * CosDegrees(3.0 * h + 6.0) -
                   0.20 * CosDegrees(4.0 * h - 63.0);
  const double sl = 1.0 + 0.015 * l * l / std::sqrt(20.0 + l * l);
  const double sc = 1.0 + 0.045 * c;
  const double sh = 1.0 + 0.015 * c * t;
  const double turn = (h - 275.0) / 25.0;
  const double rt = -2.0 * ChromaRoot(c) * std::sin(60.0 * std::exp(-turn * turn) * kDegree);
  const double tl = dl / sl;
  const double tc = dc / sc;
  const double th = dh / sh;
  return std::sqrt(tl * tl + tc * tc + th * th + rt * tc * th);
}

}  // namespace easelight::synthetic
