// Four pixels at once, and their 3x3 matrices: what the kernel's stages are written in.
#pragma once

#include <array>
#include <cstddef>

#include "core/film/kernel.h"
#include "core/film/simd.h"

namespace easelight::simd {

struct Rgb {
  F32x4 r, g, b;
};

// Four pixels of three planes.
inline Rgb LoadRgb(const ConstPlanes& planes, size_t i) {
  return {Load(planes[0] + i), Load(planes[1] + i), Load(planes[2] + i)};
}

// A row of a 3x3 matrix, each entry in four lanes.
struct MatrixRow {
  explicit MatrixRow(const std::array<float, 3>& m) : r(Splat(m[0])), g(Splat(m[1])), b(Splat(m[2])) {}
  F32x4 r, g, b;
};

// A row times a pixel. The order of the sums is part of the result: it is never changed by the compiler, as contraction
// and reassociation are off.
inline F32x4 Times(const MatrixRow& m, const Rgb& v) { return m.r * v.r + m.g * v.g + m.b * v.b; }

struct Matrix {
  explicit Matrix(const std::array<std::array<float, 3>, 3>& m) : r(m[0]), g(m[1]), b(m[2]) {}
  MatrixRow r, g, b;
};

inline Rgb Times(const Matrix& m, const Rgb& v) { return {Times(m.r, v), Times(m.g, v), Times(m.b, v)}; }

inline F32x4 Least(const Rgb& v) { return Min(Min(v.r, v.g), v.b); }
inline F32x4 Most(const Rgb& v) { return Max(Max(v.r, v.g), v.b); }

}  // namespace easelight::simd
