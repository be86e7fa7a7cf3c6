// Finds the gray axis of a negative: the line in density along which neutral things of the scene lie.
#pragma once

#include <array>

#include "core/analysis/density_grid.h"
#include "core/analysis/density_histogram.h"

namespace easelight {

// Of densities above base E, per channel: slope * E + offset is the same in all three where the scene is neutral.
// Green is the measure: its slope is 1 and its offset 0.
struct NeutralAxis {
  std::array<double, 3> slope = {1, 1, 1};
  std::array<double, 3> offset = {0, 0, 0};

  double Tone(const DensityGrid& above_base, size_t cell) const;
};

// The densities between which a picture lies.
struct DensityRange {
  double low = 0.0;
  double high = 0.0;

  double length() const { return high - low; }
};

// The range of `values(cell)` over the picture cells between two fractions of them. `histogram` is left with all.
template <typename Values>
DensityRange RangeOfPicture(const DensityGrid& grid, DensityHistogram& histogram, double low_fraction,
                            double high_fraction, const Values& values) {
  histogram.Clear();
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (grid.kind(cell) == CellKind::kPicture) histogram.Add(values(cell));
  }
  return {histogram.Percentile(low_fraction), histogram.Percentile(high_fraction)};
}

// The axis of the picture cells of `above_base`, whose densities are above base and after the density matrix. Ends
// first: the ranges of the three channels are laid on each other. Then the cells of little color in between turn and
// shift the axis, within limits, so that a scene ruled by one color keeps it.
NeutralAxis FindNeutralAxis(const DensityGrid& above_base);

}  // namespace easelight
