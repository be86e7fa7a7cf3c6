#include "core/analysis/neutral_axis.h"

#include <algorithm>
#include <cmath>

namespace safelight {
namespace {

// A shorter range says nothing about contrast: a blank frame, or one of grain alone.
constexpr double kLeastRange = 0.05;

}  // namespace

double NeutralAxis::Tone(const DensityGrid& above_base, size_t cell) const {
  double sum = 0.0;
  for (size_t c = 0; c < 3; ++c) sum += slope[c] * above_base.density(c, cell) + offset[c];
  return sum / 3.0;
}

NeutralAxis FindNeutralAxis(const DensityGrid& above_base) {
  DensityHistogram histogram;
  std::array<DensityRange, 3> range;
  for (size_t c = 0; c < 3; ++c) {
    range[c] = RangeOfPicture(above_base, histogram, [&](size_t cell) { return above_base.density(c, cell); });
  }
  NeutralAxis axis;
  for (const size_t c : {size_t{0}, size_t{2}}) {
    if (range[1].length() > kLeastRange && range[c].length() > kLeastRange) {
      axis.slope[c] = std::clamp(range[1].length() / range[c].length(), 0.25, 4.0);
    }
    axis.offset[c] = 0.5*(range[1].low+range[1].high) - axis.slope[c] * 0.5*(range[c].low+range[c].high);
  }
  return axis;
}

}  // namespace safelight
