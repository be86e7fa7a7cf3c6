#include "core/color/matrix3.h"

namespace easelight {
namespace {

constexpr Vector3 Cross(const Vector3& a, const Vector3& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

}  // namespace

double Matrix3::Determinant() const { return Dot(rows[0], Cross(rows[1], rows[2])); }

Matrix3 Matrix3::Inverse() const {
  const double determinant = Determinant();
  return Columns(Cross(rows[1], rows[2]) / determinant, Cross(rows[2], rows[0]) / determinant,
                 Cross(rows[0], rows[1]) / determinant);
}

}  // namespace easelight
