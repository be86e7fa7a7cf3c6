#include "core/analysis/auto_start.h"

#include <algorithm>

#include "core/analysis/frame_finder.h"
#include "core/analysis/neutral_axis.h"
#include "core/recipe/presets.h"
#include <cstdlib>

#include <cstdlib>
namespace safelight {
namespace {
static double PP(const char*n,double d){const char*v=getenv(n);return v?atof(v):d;}
// The print density of middle gray: 18 % reflectance.
const double kMiddleGray = PP("MID",0.75);

// The printed range from 1 % to 99.5 % of the picture, on a curve of slope 1.
const double kPrintedRange = PP("RANGE",2.0);

// A gamma that a flat scene (fog) keeps its air at, and one that a contrasty scene keeps some life at.
const double kMostGamma = PP("MG",2.4);
constexpr double kLeastGamma = 1.0;

// Where the highlights (99.5 %) may print.
const double kLightestHighlight = PP("LH",0.02);
const double kDarkestHighlight = PP("DH",0.15);

DensityGrade WithinRecipe(DensityGrade grade) {
  for (size_t c = 0; c < 3; ++c) {
    grade.base[c] = std::clamp(grade.base[c], 0.0, 4.0);
    grade.channel_gamma[c] = std::clamp(grade.channel_gamma[c], 0.25, 4.0);
    grade.gains[c] = std::clamp(grade.gains[c], -3.0, 3.0);
  }
  grade.gamma = std::clamp(grade.gamma, 0.1, 6.0);
  grade.exposure = std::clamp(grade.exposure, -3.0, 6.0);
  return grade;
}

// Replaces densities by M (D - base).
void SubtractBase(const Matrix3& matrix, const std::array<double, 3>& base, DensityGrid& grid) {
  const Vector3 dmin(base[0], base[1], base[2]);
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    const Vector3 density(grid.density(0, cell), grid.density(1, cell), grid.density(2, cell));
    const Vector3 above = matrix * (density - dmin);
    for (int c = 0; c < 3; ++c) grid.density(static_cast<size_t>(c), cell) = static_cast<float>(above[c]);
  }
}

DensityGrade StartNegative(FilmKind film, const Recipe& current, DensityGrid& grid) {
  DensityGrade grade = DefaultRecipe(film).density;
  grade.matrix = current.density.matrix;
  grade.base = FindFrame(film, grid).density;
  grade = WithinRecipe(grade);
  SubtractBase(grade.matrix, grade.base, grid);
  const NeutralAxis axis = IsMonochrome(film) ? NeutralAxis() : FindNeutralAxis(grid);

  DensityHistogram histogram;
  const DensityRange range = RangeOfPicture(grid, histogram, 0.01, 0.995, [&](size_t cell) { return axis.Tone(grid, cell); });
  const double median = histogram.Percentile(0.5);
  if (range.length() > 0.05) grade.gamma = std::clamp(kPrintedRange / range.length(), kLeastGamma, kMostGamma);
  grade.channel_gamma = axis.slope;

  // A neutral tone q prints at d = k - gamma q.
  const double for_median = kMiddleGray + grade.gamma * median;
  const double k = std::clamp(for_median, kLightestHighlight + grade.gamma * range.high,
                              kDarkestHighlight + grade.gamma * range.high);
  // d = exposure - C - gains with C = pivot + gamma slope (E - pivot); the gains sum to zero.
  double mean = 0.0;
  for (size_t c = 0; c < 3; ++c) {
    grade.gains[c] = grade.gamma * (axis.slope[c] * kDensityPivot + axis.offset[c]);
    mean += grade.gains[c] / 3.0;
  }
  for (double& gain : grade.gains) gain -= mean;
  grade.exposure = k + kDensityPivot - mean;
  return WithinRecipe(grade);
}

}  // namespace

DensityGrade AutomaticStart(FilmKind film, const ConstPlanes& density, Extent size, const Recipe& current,
                            DensityGrid& scratch) {
  DensityGrade unchanged = DefaultRecipe(film).density;
  unchanged.matrix = current.density.matrix;
  if (film == FilmKind::kDigital || size.pixels() == 0) return unchanged;
  scratch.Gather(density, size);
  return StartNegative(film, current, scratch);
}

}  // namespace safelight
