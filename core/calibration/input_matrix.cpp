#include "core/calibration/input_matrix.h"

#include <cmath>

#include "core/color/color_space.h"

namespace easelight {
namespace {

double SquareSum(const Matrix3& m) {
  return Dot(m.rows[0], m.rows[0]) + Dot(m.rows[1], m.rows[1]) + Dot(m.rows[2], m.rows[2]);
}

double SignedArea(const Primaries& primaries) {
  const auto& [r, g, b] = primaries.rgb;
  return (g.x - r.x) * (b.y - r.y) - (g.y - r.y) * (b.x - r.x);
}

}  // namespace

double RoundedForRecipe(double value) { return std::floor(value * 1e6 + 0.5) / 1e6; }

double ConditionOf(const Matrix3& matrix) {
  if (!(matrix.Determinant() > 0)) return HUGE_VAL;
  return std::sqrt(SquareSum(matrix) * SquareSum(matrix.Inverse())) / 3;
}

StatusOr<Primaries> PrimariesFromInput(const Matrix3& input, std::string_view working_name) {
  const Primaries& working = FindColorSpace(working_name)->primaries;
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_working, XyzFromRgb(working));
  const Matrix3 xyz_from_input = xyz_from_working * input;
  Primaries primaries;
  primaries.white = working.white;
  for (size_t i = 0; i < 3; ++i) {
    const Vector3 xyz = xyz_from_input.Column(i);
    primaries.rgb[i] = {RoundedForRecipe(xyz[0] / xyz.Sum()), RoundedForRecipe(xyz[1] / xyz.Sum())};
  }
  if (!(SignedArea(primaries) > 0)) return OutOfRange("chart-area");
  return primaries;
}

}  // namespace easelight
