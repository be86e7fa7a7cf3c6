// The model in float64, step by step as its table of formulas has it: the oracle of the compiled program.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "core/film/grade.h"

namespace safelight {

// One pixel's encoded output, 0..1, from codes 0..1.
inline std::array<double, 3> ReferenceDevelop(const Grade& grade, const OutputSpace& out, std::array<double, 3> codes) {
  Vector3 t;
  for (int c = 0; c < 3; ++c) t[c] = grade.input_encoding.LinearFromEncoded(codes[static_cast<size_t>(c)]);
  if (grade.input) t = *RgbFromRgb(grade.working, *grade.input) * t;
  if (IsMonochrome(grade.film)) t.setConstant(LuminanceRow(grade.working)->dot(t));
  Vector3 above_base;
  for (int c = 0; c < 3; ++c) {
    above_base[c] = -std::log10(std::max(t[c], 1e-10)) - grade.density.base[static_cast<size_t>(c)];
  }
  above_base = grade.density.matrix * above_base;
  Vector3 light;
  for (int c = 0; c < 3; ++c) {
    const size_t i = static_cast<size_t>(c);
    const double contrast = 0.7 + grade.density.gamma * grade.density.channel_gamma[i] * (above_base[c] - 0.7);
    const double d = grade.density.exposure + (IsNegative(grade.film) ? -contrast : contrast) - grade.density.gains[i];
    double x = std::clamp(d, 0.0, kCurveRange);
    for (const PrintCurve& curve : {grade.print.master, grade.print.channels[i]}) {
      if (curve.IsIdentity()) continue;
      const PrintCurveEvaluator evaluate(curve, grade.print.interpolation);
      x = (1.0 - evaluate(1.0 - std::clamp(x / kCurveRange, 0.0, 1.0))) * kCurveRange;
    }
    const double l = std::clamp(std::pow(10.0, -x), 0.0, 1.0);
    light[c] = std::max(0.0, l - grade.print.glare) / (1.0 - grade.print.glare);
  }
  const Vector3 output = *RgbFromRgb(out.primaries, grade.working) * light;
  std::array<double, 3> encoded;
  for (int c = 0; c < 3; ++c) {
    encoded[static_cast<size_t>(c)] = out.encoding.EncodedFromLinear(std::clamp(output[c], 0.0, 1.0));
  }
  return encoded;
}

}  // namespace safelight
