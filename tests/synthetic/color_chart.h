// The ColorChecker Classic: 24 patches in 4 rows, "dark skin" at the top left, the gray scale at the bottom.
#pragma once

#include <array>

#include "core/color/chromaticity.h"

namespace easelight::synthetic {

inline constexpr int kChartColumns = 6;
inline constexpr int kChartRows = 4;

// Linear sRGB (D65, 1 = the perfect diffuser) of each patch, row by row.
const std::array<Vector3, kChartColumns * kChartRows>& ChartPatches();

}  // namespace easelight::synthetic
