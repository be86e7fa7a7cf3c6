#include "core/film/gamut.h"

#include <cmath>

#include "core/color/color_space.h"
#include "core/film/program.h"

namespace easelight {
namespace {

// Cone responses of linear sRGB: Ottosson's two first matrices, multiplied out by him.
constexpr Matrix3 kConesFromSrgb = {{0.4122214708, 0.5363325363, 0.0514459929},
                                    {0.2119034982, 0.6806995451, 0.1073969566},
                                    {0.0883024619, 0.2817188376, 0.6299787005}};

// Past every color of the spaces there are.
constexpr double kMostChroma = 1.0;
constexpr int kMarches = 48;
constexpr int kHalvings = 20;  // To 2e-8 of chroma.

struct Direction {
  double a;
  double b;
};

Direction DirectionOfHue(double hue) {
  const double b = hue <= 2 ? hue - 1 : 3 - hue;
  const double a = 1 - std::abs(b);
  return {hue <= 2 ? a : -a, b};
}

bool IsOutside(const Matrix3& output_from_cones, double lightness, const Direction& hue, double chroma) {
  const Vector3 roots = kRootsFromOklab * Vector3(lightness, chroma * hue.a, chroma * hue.b);
  const Vector3 light = output_from_cones * Times(roots, Times(roots, roots));
  for (size_t c = 0; c < 3; ++c) {
    if (light[c] < 0 || light[c] > 1) return true;
  }
  return false;
}

// The least chroma from which on the output space does not hold a color.
double MostChroma(const Matrix3& output_from_cones, double lightness, const Direction& hue) {
  constexpr double kStep = kMostChroma / kMarches;
  double outside = kStep;
  while (outside < kMostChroma && !IsOutside(output_from_cones, lightness, hue, outside)) outside += kStep;
  double inside = outside - kStep;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (inside + outside);
    (IsOutside(output_from_cones, lightness, hue, middle) ? outside : inside) = middle;
  }
  return inside;
}

std::array<std::array<float, 3>, 3> FloatsOf(const Matrix3& matrix) {
  std::array<std::array<float, 3>, 3> floats;
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) floats[row][column] = static_cast<float>(matrix(row, column));
  }
  return floats;
}

}  // namespace

StatusOr<Matrix3> ConesFromWorking(const Grade& grade) {
  ASSIGN_OR_RETURN(const Matrix3 srgb, OutputFromWorking(grade, FindColorSpace("srgb")->primaries));
  return kConesFromSrgb * srgb;
}

void GamutBoundary::Build(const Matrix3& output_from_cones) {
  for (size_t i = 0; i <= kLightnessSteps; ++i) {
    const double below_white = 1.0 - static_cast<double>(i) / kLightnessSteps;
    const double lightness = 1.0 - below_white * below_white;
    // Black and white are the only colors of their lightness.
    const bool at_end = i == 0 || i == kLightnessSteps;
    std::array<float, kHueSteps + 1> most{};
    for (size_t j = 0; j < kHueSteps && !at_end; ++j) {
      const Direction hue = DirectionOfHue(4.0 * static_cast<double>(j) / kHueSteps);
      most[j] = static_cast<float>(MostChroma(output_from_cones, lightness, hue));
    }
    most[kHueSteps] = most[0];
    for (size_t j = 0; j < kHueSteps; ++j) rows[i][j] = {most[j], most[j + 1] - most[j]};
  }
}

Status GamutProgram::Compile(const Grade& grade, const Primaries& primaries) {
  compresses = grade.gamut == GamutMapping::kCompress;
  if (!compresses) return OkStatus();
  ASSIGN_OR_RETURN(const Matrix3 cones, ConesFromWorking(grade));
  ASSIGN_OR_RETURN(const Matrix3 output_from_working, OutputFromWorking(grade, primaries));
  cones_from_working = FloatsOf(cones);
  for (size_t c = 0; c < 3; ++c) luminance[c] = static_cast<float>(Dot(kOklabFromRoots.rows[0], cones.Column(c)));
  const Matrix3 output = output_from_working * cones.Inverse();
  output_from_cones = FloatsOf(output);
  if (boundary_of_ != output) boundary.Build(output);
  boundary_of_ = output;
  return OkStatus();
}

Status GamutTest::Compile(const Grade& grade, const Primaries& output) {
  ASSIGN_OR_RETURN(const Matrix3 matrix, OutputFromWorking(grade, output));
  output_from_working = FloatsOf(matrix);
  return OkStatus();
}

}  // namespace easelight
