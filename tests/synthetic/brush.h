// What scenes are painted with: blending, soft edges and a few materials.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/color/chromaticity.h"
#include "tests/synthetic/color_chart.h"
#include "tests/synthetic/noise.h"

namespace easelight::synthetic {

inline Vector3 Mix(const Vector3& a, const Vector3& b, double t) { return a * (1.0 - t) + b * t; }

// 0 below `edge`, 1 above, smooth within `softness` of it.
inline double Step(double edge, double softness, double value) {
  const double t = std::clamp((value - edge) / softness * 0.5 + 0.5, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

// 1 within the rectangle, 0 outside, soft edges.
inline double Box(double x, double y, double left, double top, double right, double bottom, double softness = 0.003) {
  return Step(left, softness, x) * Step(x, softness, right) * Step(top, softness, y) * Step(y, softness, bottom);
}

// 1 within the ellipse, 0 outside. `softness` is a part of its radius.
inline double Disc(double x, double y, double cx, double cy, double rx, double ry, double softness = 0.06) {
  const double dx = (x - cx) / rx;
  const double dy = (y - cy) / ry;
  return Step(std::sqrt(dx * dx + dy * dy), softness, 1.0);
}

// 1 along the line from (x0, y0) to (x1, y1), as wide as the radii at its ends; rounded.
inline double Limb(double x, double y, double x0, double y0, double x1, double y1, double r0, double r1,
                   double softness = 0.008) {
  const double dx = x1 - x0;
  const double dy = y1 - y0;
  const double along = std::clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  const double px = x - x0 - along * dx;
  const double py = y - y0 - along * dy;
  return Step(std::sqrt(px * px + py * py), softness, r0 + along * (r1 - r0));
}

// Reflectances, linear sRGB.
inline Vector3 Gray(double reflectance) { return Vector3::Constant(reflectance); }
inline const Vector3& Patch(int row, int column) {
  return ChartPatches()[static_cast<size_t>(row * kChartColumns + column)];
}

// Leaves and grass with the dark gaps between them; `size` of the leaves.
inline Vector3 Foliage(double x, double y, double size, uint32_t seed) {
  const double clumps = FractalNoise(x / size / 6.0, y / size / 6.0, 3, seed);
  const double leaves = FractalNoise(x / size, y / size, 3, seed + 20);
  const double depth = std::clamp(1.6 * (0.6 * clumps + 0.7 * leaves) - 0.45, 0.01, 1.2);
  const Vector3 leaf = Mix(Vector3(0.07, 0.13, 0.03), Vector3(0.20, 0.26, 0.05), clumps);
  return leaf * (depth * depth * 1.3);
}

// Sky, `height` 0 at the horizon and 1 overhead.
inline Vector3 Sky(double height) {
  return Mix(Vector3(0.62, 0.78, 0.95), Vector3(0.16, 0.33, 0.72), std::clamp(height, 0.0, 1.0));
}

// The chart with black borders within the unit square (u, v); false outside.
inline bool ChartAt(double u, double v, Vector3& light) {
  if (u < 0.0 || u >= 1.0 || v < 0.0 || v >= 1.0) return false;
  const double column = u * kChartColumns;
  const double row = v * kChartRows;
  const double du = column - std::floor(column);
  const double dv = row - std::floor(row);
  const bool border = du < 0.1 || du > 0.9 || dv < 0.1 || dv > 0.9;
  light = border ? Gray(0.03) : Patch(static_cast<int>(row), static_cast<int>(column));
  return true;
}

}  // namespace easelight::synthetic
