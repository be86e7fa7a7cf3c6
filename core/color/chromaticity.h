// Chromaticities, primaries, and the matrices between RGB spaces.
#pragma once

#include <array>
#include <string_view>

#include "core/base/status.h"
#include "core/color/matrix3.h"

namespace easelight {

// A point of the CIE 1931 xy diagram.
struct Chromaticity {
  double x = 0;
  double y = 0;
  bool operator==(const Chromaticity&) const = default;
};

// An additive RGB space: its three primaries and its white.
struct Primaries {
  std::array<Chromaticity, 3> rgb;
  Chromaticity white;
  bool operator==(const Primaries&) const = default;
};

// CIE XYZ of a chromaticity with Y = 1. y must be above 0.
Vector3 XyzFromChromaticity(Chromaticity c);

// 3x3 matrix that takes linear RGB to XYZ so that RGB (1,1,1) has the white's chromaticity and Y = 1.
// Errors: kOutOfRange when a y is not positive or the primaries lie on a line.
StatusOr<Matrix3> XyzFromRgb(const Primaries& primaries);

// Chromatic adaptation of XYZ from one white to another by the Bradford method (linear form, as in ICC.1:2010 annex E).
Matrix3 BradfordAdaptation(Chromaticity from_white, Chromaticity to_white);

// 3x3 matrix that takes linear RGB of `from` to linear RGB of `to`, Bradford adapted, so that white maps to white.
StatusOr<Matrix3> RgbFromRgb(const Primaries& to, const Primaries& from);

// XYZ relative to the white of the ICC connection space (D50), from linear RGB, as a profile of the space states it: in
// steps of 1/65536. Where a channel is nearly black, what programs make of a profile hangs on these.
StatusOr<Matrix3> ProfileXyzFromRgb(const Primaries& primaries);

// The luminance row of a space: Y of each primary, summing to 1.
StatusOr<Vector3> LuminanceRow(const Primaries& primaries);

}  // namespace easelight
