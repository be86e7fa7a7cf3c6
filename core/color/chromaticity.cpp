#include "core/color/chromaticity.h"

#include <cmath>

namespace easelight {
namespace {

// Cone responses of the Bradford transform (Lam 1985; ICC.1:2010 annex E.3).
constexpr Matrix3 kBradfordFromXyz{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}};

// ICC.1:2010, 7.2.16.
constexpr Vector3 kConnectionWhite{0.9642, 1.0, 0.8249};
constexpr double kProfileSteps = 65536;

}  // namespace

Vector3 XyzFromChromaticity(Chromaticity c) { return {c.x / c.y, 1.0, (1.0 - c.x - c.y) / c.y}; }

StatusOr<Matrix3> XyzFromRgb(const Primaries& primaries) {
  // Columns are the primaries' XYZ up to a scale; the scales follow from M (1,1,1) = white.
  std::array<Vector3, 3> xyz;
  for (size_t i = 0; i < 3; ++i) {
    const Chromaticity c = primaries.rgb[i];
    if (c == Chromaticity{}) return OutOfRange("primaries-zero");
    // (x, y, z) rather than XYZ at Y = 1: a primary may have y = 0 (imaginary blues).
    xyz[i] = Vector3(c.x, c.y, 1.0 - c.x - c.y);
  }
  const Matrix3 columns = Matrix3::Columns(xyz[0], xyz[1], xyz[2]);
  if (!(primaries.white.y > 0.0)) return OutOfRange("primaries-white");
  if (std::abs(columns.Determinant()) < 1e-6) return OutOfRange("primaries-on-a-line");
  const Vector3 scale = columns.Inverse() * XyzFromChromaticity(primaries.white);
  return columns * Matrix3::Diagonal(scale);
}

Matrix3 BradfordAdaptation(Chromaticity from_white, Chromaticity to_white) {
  const Vector3 from = kBradfordFromXyz * XyzFromChromaticity(from_white);
  const Vector3 to = kBradfordFromXyz * XyzFromChromaticity(to_white);
  return kBradfordFromXyz.Inverse() * Matrix3::Diagonal(Over(to, from)) * kBradfordFromXyz;
}

StatusOr<Matrix3> RgbFromRgb(const Primaries& to, const Primaries& from) {
  if (to == from) return Matrix3::Identity();
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_source, XyzFromRgb(from));
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_target, XyzFromRgb(to));
  return xyz_from_target.Inverse() * BradfordAdaptation(from.white, to.white) * xyz_from_source;
}

StatusOr<Matrix3> ProfileXyzFromRgb(const Primaries& primaries) {
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_rgb, XyzFromRgb(primaries));
  const double sum = kConnectionWhite.Sum();
  const Chromaticity white{kConnectionWhite[0] / sum, kConnectionWhite[1] / sum};
  Matrix3 stated = BradfordAdaptation(primaries.white, white) * xyz_from_rgb;
  for (Vector3& row : stated.rows) {
    for (double& v : row.values) v = std::floor(v * kProfileSteps + 0.5) / kProfileSteps;
  }
  return stated;
}

StatusOr<Vector3> LuminanceRow(const Primaries& primaries) {
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_rgb, XyzFromRgb(primaries));
  return xyz_from_rgb.rows[1];
}

}  // namespace easelight
