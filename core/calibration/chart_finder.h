// Finds a chart of 24 patches in a picture: a first guess at its corners, for a hand to correct.
//
// Film and scanner make of the chart's densities roughly an affine map, and hardly anything else in a picture is one at
// 24 places of a grid. So a place is as likely as the share of its patches' variance that such a map explains.
#pragma once

#include <optional>

#include "core/base/image.h"
#include "core/calibration/chart_corners.h"
#include "core/calibration/chart_layout.h"
#include "core/film/kernel.h"

namespace easelight {

struct FoundChart {
  ChartCorners corners;
  double likeness = 0;  // The explained share of the variance, 0..1.
};

// Of the picture's densities, row after row. The chart may be mirrored, turned by quarters and about ten degrees more,
// and takes a quarter of the picture's longer side at least. None where no place is likely enough.
inline constexpr double kLeastLikeness = 0.8;
std::optional<FoundChart> FindChart(const ConstPlanes& density, Extent size);

}  // namespace easelight
