// The light of a print density, exactly: curves, 10^-x, glare. What the print's tables are built from.
#pragma once

#include "core/film/grade.h"
#include "core/film/print_curve.h"

namespace easelight {

// Print densities that light is told apart in.
struct PrintRange {
  double low;
  double high;
  double width() const { return high - low; }
};
inline constexpr PrintRange kRangeOfCurves = {0.0, kCurveRange};
// From three times white's light to the least transmittance, which stands for no light.
inline constexpr PrintRange kWholeRange = {-0.5, 10.0};

// The light of a print density for channel 0..2. Below 0 where glare cuts shadows off: the kernel clips after the
// table, so that the corner at 0 falls between no two steps. The grade must outlive it.
class LightFromDensity {
 public:
  LightFromDensity(const Grade& grade, int channel);
  double operator()(double density) const;

  // Outside of it light is that of its ends.
  PrintRange range() const { return whole_ ? kWholeRange : kRangeOfCurves; }
  // The same, but no wider than the curves reach: where they are held constant, light has a corner.
  PrintRange RangeOfChange() const;

  bool has_curves() const { return has_master_ || has_channel_; }

 private:
  PrintCurveEvaluator master_;
  PrintCurveEvaluator channel_;
  bool has_master_;
  bool has_channel_;
  bool whole_;
  double glare_;
};

}  // namespace easelight
