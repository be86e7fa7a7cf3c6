#include "core/analysis/auto_start.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/frame_finder.h"
#include "core/analysis/neutral_axis.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

// The print density of middle gray: 18 % reflectance.
constexpr double kMiddleGray = 0.75;

// What is printed, and the range it is given on a curve of slope 1.
constexpr double kShadowFraction = 0.01;
constexpr double kHighlightFraction = 0.995;
constexpr double kPrintedRange = 2.0;

// Less than this is a blank frame: grain and fall-off.
constexpr double kLeastRange = 0.05;

// Fog keeps its air, and a contrasty scene some life. With a film's own gamma of 0.57, the limit prints a scene a fifth
// steeper than it was, as papers do.
constexpr double kMostGamma = 2.1;
constexpr double kLeastGamma = 1.0;

// Where the highlights print: only their brightest part as paper white, and not gray unless the scene has little range.
constexpr double kLightestHighlight = -0.04;
constexpr double kDarkestHighlight = 0.15;
constexpr double kFlatSceneHighlight = 0.15;  // Added for each density that the printed range is short of.

// A slide's highlights (the thinnest 0.5 %) print here, within a stop and a half.
constexpr double kSlideHighlightFraction = 0.005;
constexpr double kSlideHighlight = 0.05;
constexpr double kMostSlideExposure = 0.45;

// Clamps to the recipe's ranges, and rounds to four digits: finer than any eye, and short in a recipe.
double Landed(double value, double low, double high) {
  return std::floor(std::clamp(value, low, high) * 1e4 + 0.5) / 1e4;
}

DensityGrade WithinRecipe(DensityGrade grade) {
  for (size_t c = 0; c < 3; ++c) {
    grade.base[c] = Landed(grade.base[c], 0.0, 4.0);
    grade.channel_gamma[c] = Landed(grade.channel_gamma[c], 0.25, 4.0);
    grade.gains[c] = Landed(grade.gains[c], -3.0, 3.0);
  }
  grade.gamma = Landed(grade.gamma, 0.1, 6.0);
  grade.exposure = Landed(grade.exposure, -3.0, 6.0);
  return grade;
}

// Replaces densities by M (D - base).
void SubtractBase(const Matrix3& matrix, const std::array<double, 3>& base, DensityGrid& grid) {
  const Vector3 dmin(base);
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    const Vector3 density(grid.density(0, cell), grid.density(1, cell), grid.density(2, cell));
    const Vector3 above = matrix * (density - dmin);
    for (size_t c = 0; c < 3; ++c) grid.density(c, cell) = static_cast<float>(above[c]);
  }
}

// The print density of a neutral tone of 0, for the median and the highlights to print where they should.
double PlaceTones(double gamma, const DensityRange& range, double median) {
  const double printed = std::min(gamma * range.length(), kPrintedRange);
  const double darkest = kDarkestHighlight + kFlatSceneHighlight * (kPrintedRange - printed);
  const double highlight = gamma * range.high;
  return std::clamp(kMiddleGray + gamma * median, kLightestHighlight + highlight, darkest + highlight);
}

DensityGrade StartNegative(FilmKind film, DensityGrade grade, DensityGrid& grid) {
  grade.base = FindNegativeFrame(film, grid).density;
  grade = WithinRecipe(grade);
  SubtractBase(grade.matrix, grade.base, grid);
  const NeutralAxis axis = IsMonochrome(film) ? NeutralAxis() : FindNeutralAxis(grid);

  DensityHistogram histogram;
  const DensityRange range = RangeOfPicture(grid, histogram, kShadowFraction, kHighlightFraction,
                                            [&](size_t cell) { return axis.Tone(grid, cell); });
  if (range.length() < kLeastRange) return grade;
  grade.gamma = std::clamp(kPrintedRange / range.length(), kLeastGamma, kMostGamma);
  grade.channel_gamma = axis.slope;

  // A neutral tone q = slope E + offset prints at d = at_zero - gamma q. With d = exposure - C - gains and
  // C = pivot + gamma slope (E - pivot), exposure and gains follow; the gains sum to zero.
  const double at_zero = PlaceTones(grade.gamma, range, histogram.Percentile(0.5));
  double mean = 0.0;
  for (size_t c = 0; c < 3; ++c) {
    grade.gains[c] = grade.gamma * (axis.slope[c] * kDensityPivot + axis.offset[c]);
    mean += grade.gains[c] / 3.0;
  }
  for (double& gain : grade.gains) gain = IsMonochrome(film) ? 0.0 : gain - mean;
  grade.exposure = at_zero + kDensityPivot - mean;
  return WithinRecipe(grade);
}

DensityGrade StartSlide(DensityGrade grade, DensityGrid& grid) {
  FindSlideFrame(grid);
  DensityHistogram histogram;
  double thinnest = kMostSlideExposure + kSlideHighlight;
  for (size_t c = 0; c < 3; ++c) {
    const DensityRange range = RangeOfPicture(grid, histogram, kSlideHighlightFraction, 1.0,
                                              [&](size_t cell) { return grid.density(c, cell); });
    thinnest = std::min(thinnest, range.low);
  }
  grade.exposure = std::clamp(kSlideHighlight - thinnest, -kMostSlideExposure, kMostSlideExposure);
  return WithinRecipe(grade);
}

}  // namespace

DensityGrade AutomaticStart(FilmKind film, const ConstPlanes& density, Extent size, const Recipe& current,
                            DensityGrid& scratch) {
  DensityGrade grade = DefaultRecipe(film).density;
  grade.matrix = current.density.matrix;
  if (film == FilmKind::kDigital || size.pixels() == 0) return grade;
  scratch.Gather(density, size);
  return IsNegative(film) ? StartNegative(film, grade, scratch) : StartSlide(grade, scratch);
}

}  // namespace easelight
