// How much 24 colors are like those of the chart, whatever film and scanner have made of them.
#pragma once

#include "core/calibration/chart_layout.h"

namespace easelight {

class ChartLikeness {
 public:
  ChartLikeness();

  // The share of the densities' variance that an affine map of the chart's own explains, 0..1. `unevenness`: variance
  // inside of the patches, which no map explains.
  double Of(const PatchColors& densities, double unevenness) const;

 private:
  using Column = std::array<double, kPatchCount>;
  static double Product(const Column& a, const Column& b);

  std::array<Column, 4> basis_;  // Orthonormal: of all that such maps can make.
};

}  // namespace easelight
