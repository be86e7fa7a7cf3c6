#include "core/analysis/slide_start.h"

#include <algorithm>

#include "core/analysis/density_histogram.h"
#include "core/analysis/frame_finder.h"
#include "core/analysis/neutral_axis.h"

namespace easelight {
namespace {

// The thinnest and the densest parts, as fractions of a picture's cells.
constexpr double kThinFraction = 0.005;
constexpr double kDenseFraction = 0.995;

// Where they print. A black of 2.0 is the deepest of a glossy print; slides reach 3 and more, and then stay as they
// are.
constexpr double kHighlight = 0.05;
constexpr double kBlack = 2.0;

constexpr double kMostExposure = 0.45;
constexpr double kMostFadedExposure = 0.9;
constexpr double kMostContrast = 1.2;
// A range that holds no black, and one that surely does, though flare made it gray.
constexpr double kNoBlack = 1.1;
constexpr double kGrayBlack = 1.5;

// No layer has lost more than so much of its contrast.
constexpr double kMostChannelGamma = 2.5;
// How far neutrals may lie from where a layer's ends say: a deviation.
constexpr double kEndsSpread = 0.15;

using Ranges = std::array<DensityRange, 3>;

Ranges RangesOf(const DensityGrid& grid) {
  DensityHistogram histogram;
  Ranges ranges;
  for (size_t c = 0; c < 3; ++c) {
    ranges[c] = RangeOfPicture(grid, histogram, kThinFraction, kDenseFraction,
                               [&](size_t cell) { return grid.density(c, cell); });
  }
  return ranges;
}

double Thinnest(const Ranges& ranges) { return std::min({ranges[0].low, ranges[1].low, ranges[2].low}); }

// The contrast by which a range prints down to black, if there is a black: a picture of fog stays one.
double GammaFor(double range) {
  if (range <= kNoBlack) return 1.0;
  const double wanted = std::clamp((kBlack - kHighlight) / range, 1.0, kMostContrast);
  return 1.0 + (wanted - 1.0) * std::min((range - kNoBlack) / (kGrayBlack - kNoBlack), 1.0);
}

// The exposure by which a density prints as the highlights do. A tone D prints at exposure + pivot + gamma (D - pivot).
double ExposureFor(double gamma, double thinnest) {
  return kHighlight - kDensityPivot - gamma * (thinnest - kDensityPivot);
}

// Brings the layers of faded film together: each to the range of the one that has kept most, then as the colors of
// scenes lie.
DensityGrade JoinLayers(DensityGrade grade, DensityGrid& grid) {
  const Ranges ranges = RangesOf(grid);
  const double longest = std::max({ranges[0].length(), ranges[1].length(), ranges[2].length()});
  if (longest <= 0.0) return grade;
  std::array<double, 3> kept, start;
  for (size_t c = 0; c < 3; ++c) {
    kept[c] = longest / std::max(ranges[c].length(), longest / kMostChannelGamma);
    start[c] = kept[c] * 0.5 * (ranges[c].low + ranges[c].high);
    // Tones, from dark to light.
    for (size_t cell = 0; cell < grid.count(); ++cell) {
      grid.density(c, cell) = static_cast<float>(start[c] - kept[c] * grid.density(c, cell));
    }
  }
  AxisPrior prior;
  prior.Add({.spread = {kEndsSpread, kEndsSpread}});
  const auto [slope, offset] = LinesOf({1, 1, 1}, FindNeutralAxis(grid, prior));
  // A channel prints at d = offset + slope (kept D - start).
  double mean = 0.0;
  for (size_t c = 0; c < 3; ++c) {
    grade.channel_gamma[c] = slope[c] * kept[c];
    grade.gains[c] = slope[c] * start[c] - offset[c] - kDensityPivot * grade.channel_gamma[c];
    mean += grade.gains[c] / 3.0;
  }
  for (size_t c = 0; c < 3; ++c) {
    grade.gains[c] -= mean;
    for (size_t cell = 0; cell < grid.count(); ++cell) {
      // As a slide's that prints alike with neither gains nor contrasts.
      grid.density(c, cell) = static_cast<float>(offset[c] - slope[c] * grid.density(c, cell) + mean + kDensityPivot);
    }
  }
  return grade;
}

}  // namespace

DensityGrade StartSlide(DensityGrade grade, bool faded, DensityGrid& grid) {
  FindSlideFrame(grid);
  if (faded) grade = JoinLayers(grade, grid);
  const Ranges ranges = RangesOf(grid);
  const double thinnest = Thinnest(ranges);
  const double densest = std::max({ranges[0].high, ranges[1].high, ranges[2].high});
  const double gamma = GammaFor(densest - thinnest);
  grade.gamma = gamma;
  for (double& gain : grade.gains) gain *= gamma;
  const double most = faded ? kMostFadedExposure : kMostExposure;
  grade.exposure = std::clamp(ExposureFor(gamma, thinnest), -most, most);
  return grade;
}

}  // namespace easelight
