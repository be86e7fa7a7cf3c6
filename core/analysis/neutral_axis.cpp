#include "core/analysis/neutral_axis.h"

#include <algorithm>
#include <cmath>

namespace easelight {
namespace {

// A shorter range says nothing about contrast: a blank frame, or one of grain alone.
constexpr double kLeastContrast = 0.05;

// The ends that are laid on each other. The shadow end is lower than that of the printed range: the deepest thousandth
// is black in each channel even where the shadows have a color (tests/analysis measures the choice).
constexpr double kShadowEnd = 0.001;
constexpr double kHighlightEnd = 0.995;

// In parts of the picture's range: a cell this far from the axis counts a quarter; the middle may shift by this, a
// third of a stop in a print of range 2; the slope may turn by this.
constexpr double kGrayDistance = 0.05;
constexpr double kMostShift = 0.05;
constexpr double kMostTurn = 0.2;

// How often the weights are made again from the last axis.
constexpr int kRefinements = 4;

// Pulls the fit to the last axis as this share of the cells would, for its shift and for its turn.
constexpr double kShiftPrior = 0.05;
constexpr double kTurnPrior = 0.025;

// Slopes beyond these are no film's: a recipe's channel gamma allows no more.
constexpr double kLeastSlope = 0.25;
constexpr double kMostSlope = 4.0;

constexpr std::array<size_t, 2> kFittedChannels = {0, 2};

// x for small x, never beyond -limit..limit.
double SoftLimit(double x, double limit) { return x / (1.0 + std::abs(x) / limit); }

// Sums of a weighted straight line y = shift + turn x, for the two channels at once.
struct LineSums {
  double w = 0, x = 0, xx = 0;
  std::array<double, 3> y = {}, xy = {};

  void Add(double weight, double tone, const std::array<double, 3>& difference) {
    w += weight;
    x += weight * tone;
    xx += weight * tone * tone;
    for (const size_t c : kFittedChannels) {
      y[c] += weight * difference[c];
      xy[c] += weight * tone * difference[c];
    }
  }
};

// Where on the axis' own scale the picture lies: the green channel's range.
struct Scale {
  double middle;
  double length;
};

// The differences of red and blue from green, near the axis, as a line over tone.
LineSums SumNearAxis(const DensityGrid& above_base, const NeutralAxis& axis, const Scale& scale) {
  LineSums sums;
  for (size_t cell = 0; cell < above_base.count(); ++cell) {
    if (above_base.kind(cell) != CellKind::kPicture) continue;
    std::array<double, 3> tone;
    for (size_t c = 0; c < 3; ++c) tone[c] = axis.slope[c] * above_base.density(c, cell) + axis.offset[c];
    const double mean = ((tone[0] + tone[1] + tone[2]) / 3.0 - scale.middle) / scale.length;
    if (std::abs(mean) > 0.5) continue;
    const double red = (tone[0] - tone[1]) / scale.length;
    const double blue = (tone[2] - tone[1]) / scale.length;
    // The squared distance from the gray axis within the plane of equal tone, up to a factor.
    const double distance = (red * red + blue * blue - red * blue) / (kGrayDistance * kGrayDistance);
    const double root = 1.0 / (1.0 + distance);
    sums.Add(root * root, mean, {red, 0.0, blue});
  }
  return sums;
}

void Refine(const LineSums& sums, const Scale& scale, NeutralAxis& axis) {
  if (!(sums.w > 0.0)) return;
  const double w = sums.w * (1.0 + kShiftPrior);
  const double xx = sums.xx + sums.w * kTurnPrior;
  const double determinant = w * xx - sums.x * sums.x;
  for (const size_t c : kFittedChannels) {
    const double shift = (sums.y[c] * xx - sums.xy[c] * sums.x) / determinant * scale.length;
    const double turn = (w * sums.xy[c] - sums.x * sums.y[c]) / determinant;
    axis.slope[c] *= 1.0 - turn;
    axis.offset[c] = axis.offset[c] * (1.0 - turn) - shift + turn * scale.middle;
  }
}

// `refined`, but no farther from `start` than the limits.
NeutralAxis Limited(const NeutralAxis& start, const NeutralAxis& refined, const Scale& scale) {
  NeutralAxis axis = start;
  for (const size_t c : kFittedChannels) {
    const double density = (scale.middle - start.offset[c]) / start.slope[c];
    const double shift = refined.slope[c] * density + refined.offset[c] - scale.middle;
    axis.slope[c] *= 1.0 + SoftLimit(refined.slope[c] / start.slope[c] - 1.0, kMostTurn);
    axis.offset[c] =
        scale.middle + scale.length * SoftLimit(shift / scale.length, kMostShift) - axis.slope[c] * density;
  }
  return axis;
}

}  // namespace

double NeutralAxis::Tone(const DensityGrid& above_base, size_t cell) const {
  double sum = 0.0;
  for (size_t c = 0; c < 3; ++c) sum += slope[c] * above_base.density(c, cell) + offset[c];
  return sum / 3.0;
}

NeutralAxis FindNeutralAxis(const DensityGrid& above_base) {
  DensityHistogram histogram;
  std::array<Scale, 3> range;
  for (size_t c = 0; c < 3; ++c) {
    const DensityRange ends = RangeOfPicture(above_base, histogram, kShadowEnd, kHighlightEnd,
                                             [&](size_t cell) { return above_base.density(c, cell); });
    range[c] = {0.5 * (ends.low + ends.high), ends.length()};
  }
  const Scale& green = range[1];
  const bool any_contrast = std::min({range[0].length, range[1].length, range[2].length}) > kLeastContrast;
  NeutralAxis axis;
  for (const size_t c : kFittedChannels) {
    if (any_contrast) axis.slope[c] = std::clamp(green.length / range[c].length, kLeastSlope, kMostSlope);
    axis.offset[c] = green.middle - axis.slope[c] * range[c].middle;
  }
  if (!any_contrast) return axis;
  NeutralAxis refined = axis;
  for (int i = 0; i < kRefinements; ++i) Refine(SumNearAxis(above_base, refined, green), green, refined);
  return Limited(axis, refined, green);
}

}  // namespace easelight
