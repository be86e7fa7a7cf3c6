// The gamut stage: moves colors that the output space does not hold towards the gray of their lightness, in Oklab.
//
// A color's hue and lightness stay; its chroma C becomes C' = Cmax f(C / Cmax), where Cmax is the most that the output
// space holds of that hue and lightness. f leaves everything up to kGamutKnee as it is and rises on towards 1, which it
// never reaches: no two colors fall together, and none is cut off.
// Oklab: Bjoern Ottosson, "A perceptual color space for image processing", 2020.
#pragma once

#include <array>
#include <optional>

#include "core/film/grade.h"
#include "core/film/table_piece.h"

namespace easelight {

// Share of Cmax that is left alone. A color on the boundary itself comes to 0.95 of it.
inline constexpr double kGamutKnee = 0.9;

// f, for x >= 0: what becomes of a chroma of x times Cmax. Rises everywhere, with slope 1 at the knee.
constexpr double CompressedChroma(double x) {
  if (x <= kGamutKnee) return x;
  return kGamutKnee + (1 - kGamutKnee) * (x - kGamutKnee) / (x + 1 - 2 * kGamutKnee);
}

// Oklab's lightness, and a and b, of the cube roots of its cone responses; and the way back.
inline constexpr Matrix3 kOklabFromRoots = {{0.2104542553, 0.7936177850, -0.0040720468},
                                            {1.9779984951, -2.4285922050, 0.4505937099},
                                            {0.0259040371, 0.7827717662, -0.8086757660}};
inline constexpr Matrix3 kRootsFromOklab = {
    {1, 0.3963377774, 0.2158037573}, {1, -0.1055613458, -0.0638541728}, {1, -0.0894841775, -1.2914855480}};

// Oklab's cone responses of the light of a grade's working space, white giving (1, 1, 1).
// Errors: kOutOfRange when the primaries span no space.
StatusOr<Matrix3> ConesFromWorking(const Grade& grade);

// Cmax of an output space, by lightness and by hue, as |a| + |b|, straight between its nodes. Lightness L is counted as
// 1 - sqrt(1 - L), as the boundary bends most near white. Hue goes round in four quarters of equal length: 0 at -b, 1
// at +a, 2 at +b, 3 at -a, between them by b / (|a| + |b|). Of sRGB, Display P3 and Adobe RGB at most 3 % above the
// exact boundary; below it by up to 14 %, at corners of the space, which that cuts off.
struct GamutBoundary {
  static constexpr int kLightnessSteps = 64;
  static constexpr int kHueSteps = 256;
  // Row i is the lightness that counts as i / kLightnessSteps; a row's pieces go from hue to hue, and the last back to
  // the first.
  std::array<std::array<TablePiece, kHueSteps>, kLightnessSteps + 1> rows;

  // `output_from_cones`: light of the output space, 0..1, from cone responses.
  void Build(const Matrix3& output_from_cones);
};

// What the kernel needs of the stage. Plain data of fixed size.
struct GamutProgram {
  bool compresses = false;
  // Of cone responses, in the rows that the kernel multiplies by.
  std::array<std::array<float, 3>, 3> cones_from_working{};
  std::array<std::array<float, 3>, 3> output_from_cones{};
  std::array<float, 3> luminance{};  // Of working light: the gray of its lightness, or a little more.
  GamutBoundary boundary;

  // Prepares for a grade and an output space; a boundary that still holds is kept. Errors: kOutOfRange when the
  // primaries span no space.
  Status Compile(const Grade& grade, const Primaries& primaries);

 private:
  std::optional<Matrix3> boundary_of_;
};

// Tells colors that an output space does not hold from those that are only too light: each channel of the working light
// counts as 1 at most. For marking them; a color is outside where a channel of the output's light is past 0..1 by more
// than kTolerance, of which nobody sees anything.
struct GamutTest {
  static constexpr float kTolerance = 1e-4f;
  std::array<std::array<float, 3>, 3> output_from_working{};

  // Errors: kOutOfRange when the primaries span no space.
  Status Compile(const Grade& grade, const Primaries& output);
};

}  // namespace easelight
