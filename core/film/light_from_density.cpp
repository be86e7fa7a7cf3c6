#include "core/film/light_from_density.h"

#include <algorithm>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

// Where the curve, which must not fall, first has `y` or more between two places; the second one where it never has.
double PlaceOf(const PrintCurveEvaluator& curve, double y, double low, double high) {
  constexpr int kHalvings = 50;  // To the last bits of a double in 0..1.
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    (curve(middle) < y ? low : high) = middle;
  }
  return high;
}

}  // namespace

LightFromDensity::LightFromDensity(const Grade& grade, int channel)
    : master_(grade.print.master, grade.print.interpolation),
      channel_(grade.print.channels[static_cast<size_t>(channel)], grade.print.interpolation),
      has_master_(!grade.print.master.IsIdentity()),
      has_channel_(!grade.print.channels[static_cast<size_t>(channel)].IsIdentity()),
      whole_(grade.whole_range && !has_master_ && !has_channel_),
      glare_(grade.print.glare) {}

double LightFromDensity::operator()(double density) const {
  if (whole_) {
    const double light = density < kWholeRange.high ? ExactExp10(-std::max(density, kWholeRange.low)) : 0.0;
    return (light - glare_) / (1.0 - glare_);
  }
  double n = 1.0 - std::clamp(density / kCurveRange, 0.0, 1.0);
  if (has_master_) n = std::clamp(master_(n), 0.0, 1.0);
  if (has_channel_) n = channel_(n);
  const double light = std::clamp(ExactExp10(-(1.0 - n) * kCurveRange), 0.0, 1.0);
  return (light - glare_) / (1.0 - glare_);
}

PrintRange LightFromDensity::RangeOfChange() const {
  if (!has_curves()) return range();
  double first = 0;
  double last = 1;
  if (has_master_) {
    first = master_.points().front().x;
    last = master_.points().back().x;
  }
  if (has_channel_ && (!has_master_ || master_.IsRising())) {
    const double channel_first = channel_.points().front().x;
    const double channel_last = channel_.points().back().x;
    if (has_master_) {
      first = PlaceOf(master_, channel_first, first, last);
      last = PlaceOf(master_, channel_last, first, last);
    } else {
      first = channel_first;
      last = channel_last;
    }
  }
  if (!(first < last)) return range();  // Light is the same everywhere.
  return {(1.0 - last) * kCurveRange, (1.0 - first) * kCurveRange};
}

}  // namespace easelight
