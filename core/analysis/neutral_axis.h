// Finds where a color negative's neutrals lie: what its film is known to do, weighed against what the picture shows.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "core/analysis/density_grid.h"
#include "core/analysis/density_histogram.h"

namespace easelight {

// How far red and blue lie from green where the scene is neutral, in print density: of tones that already have the
// slope of a print, so that one pair holds for all of them.
using AxisOffset = std::array<double, 2>;

// Where one film's neutrals would lie: a normal distribution.
struct AxisBelief {
  double weight = 1;  // Beside other beliefs; above 0.
  AxisOffset center = {0, 0};
  AxisOffset spread = {1, 1};  // Standard deviations, above 0.
};

// What is believed before the picture is looked at: the film is one of several.
class AxisPrior {
 public:
  static constexpr size_t kMostBeliefs = 32;

  void Add(const AxisBelief& belief);
  std::span<const AxisBelief> beliefs() const { return {beliefs_.data(), count_}; }
  // The mean of all of them, and the spread about that: as one belief.
  AxisBelief Mean() const;

  // How much a scan's contrasts may differ from those of its film in its setup: a scanner's own curve a channel, a
  // faded layer. A standard deviation.
  double turn_spread = 0.12;

 private:
  std::array<AxisBelief, kMostBeliefs> beliefs_;
  size_t count_ = 0;
};

// The axis of the picture cells of a scan, and how unsure of it the picture leaves one.
struct NeutralAxis {
  AxisOffset offset = {0, 0};  // At the tone `middle`.
  AxisOffset turn = {0, 0};  // How much the offset grows with each tone: where the scan's contrasts are not the film's.
  double middle = 0;
  AxisOffset doubt = {0, 0};  // Of the offset: standard deviations.
};

// What takes a channel's neutrals to those of green: a tone E becomes slope E - offset.
struct ChannelLines {
  std::array<double, 3> slope = {1, 1, 1};
  std::array<double, 3> offset = {0, 0, 0};
};

// Of tones that had `slope` applied to what they were. Offsets sum to zero.
ChannelLines LinesOf(const std::array<double, 3>& slope, const NeutralAxis& axis);

// The mean of what may be, given the prior, three pieces of evidence and the statistics of natural scenes: how the
// colors of a scene scatter about gray, from shadows to highlights; that its darkest and its lightest parts tend to
// have none. Colors count once rather than by their area, so that a wall of one color does not outvote the rest. Takes
// about 10 ms.
NeutralAxis FindNeutralAxis(const DensityGrid& tones, const AxisPrior& prior);

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

}  // namespace easelight
