// Vectors and 3x3 matrices of doubles: colors, and the linear maps between color spaces.
//
// Our own, as what reaches a pixel must round alike in every build: each sum is taken in the order that is written
// here, one operation at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/exactness.h"

namespace easelight {

struct Vector3 {
  std::array<double, 3> values{};

  constexpr Vector3() = default;
  constexpr Vector3(double x, double y, double z) : values{x, y, z} {}
  explicit constexpr Vector3(const std::array<double, 3>& v) : values(v) {}

  static constexpr Vector3 Constant(double value) { return {value, value, value}; }

  constexpr double& operator[](size_t i) { return values[i]; }
  constexpr double operator[](size_t i) const { return values[i]; }

  constexpr Vector3& operator+=(const Vector3& other) { return *this = *this + other; }
  constexpr Vector3& operator-=(const Vector3& other) { return *this = *this - other; }
  constexpr Vector3& operator*=(double factor) { return *this = *this * factor; }
  constexpr Vector3& operator/=(double divisor) { return *this = *this / divisor; }

  constexpr double Sum() const { return values[0] + values[1] + values[2]; }

  constexpr bool operator==(const Vector3&) const = default;

  friend constexpr Vector3 operator+(const Vector3& a, const Vector3& b) {
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
  }
  friend constexpr Vector3 operator-(const Vector3& a, const Vector3& b) {
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }
  friend constexpr Vector3 operator*(const Vector3& a, double factor) {
    return {a[0] * factor, a[1] * factor, a[2] * factor};
  }
  friend constexpr Vector3 operator*(double factor, const Vector3& a) { return a * factor; }
  friend constexpr Vector3 operator/(const Vector3& a, double divisor) {
    return {a[0] / divisor, a[1] / divisor, a[2] / divisor};
  }
};

// Element by element.
constexpr Vector3 Times(const Vector3& a, const Vector3& b) { return {a[0] * b[0], a[1] * b[1], a[2] * b[2]}; }
constexpr Vector3 Over(const Vector3& a, const Vector3& b) { return {a[0] / b[0], a[1] / b[1], a[2] / b[2]}; }

constexpr Vector3 Min(const Vector3& a, double most) {
  return {std::min(a[0], most), std::min(a[1], most), std::min(a[2], most)};
}
constexpr Vector3 Max(const Vector3& a, double least) {
  return {std::max(a[0], least), std::max(a[1], least), std::max(a[2], least)};
}

constexpr double Dot(const Vector3& a, const Vector3& b) { return Times(a, b).Sum(); }

struct Matrix3 {
  std::array<Vector3, 3> rows{};

  constexpr Matrix3() = default;
  constexpr Matrix3(const Vector3& first, const Vector3& second, const Vector3& third) : rows{first, second, third} {}

  static constexpr Matrix3 Identity() { return Diagonal({1, 1, 1}); }
  static constexpr Matrix3 Diagonal(const Vector3& d) { return {{d[0], 0, 0}, {0, d[1], 0}, {0, 0, d[2]}}; }
  static constexpr Matrix3 Columns(const Vector3& x, const Vector3& y, const Vector3& z) {
    return {{x[0], y[0], z[0]}, {x[1], y[1], z[1]}, {x[2], y[2], z[2]}};
  }
  // All three rows alike.
  static constexpr Matrix3 Rows(const Vector3& row) { return {row, row, row}; }

  constexpr double& operator()(size_t row, size_t column) { return rows[row][column]; }
  constexpr double operator()(size_t row, size_t column) const { return rows[row][column]; }
  constexpr Vector3 Column(size_t i) const { return {rows[0][i], rows[1][i], rows[2][i]}; }

  // The determinant, and the inverse by cofactors: exact enough for three primaries, whose determinant is checked.
  double Determinant() const;
  Matrix3 Inverse() const;

  constexpr bool operator==(const Matrix3&) const = default;

  friend constexpr Vector3 operator*(const Matrix3& m, const Vector3& v) {
    return {Dot(m.rows[0], v), Dot(m.rows[1], v), Dot(m.rows[2], v)};
  }
  friend constexpr Matrix3 operator*(const Matrix3& a, const Matrix3& b) {
    return Columns(a * b.Column(0), a * b.Column(1), a * b.Column(2));
  }
};

}  // namespace easelight
