// Fits a grade to a chart whose patches are known: density matrix, input primaries, or both, with the slopes, exposure
// and gains that go with them.
#pragma once

#include "core/calibration/chart_model.h"
#include "core/calibration/reference_chart.h"
#include "core/recipe/recipe.h"

namespace easelight {

enum class ChartFit { kMatrix, kPrimaries, kBoth };

inline constexpr std::array<ChartFit, 3> kChartFits = {ChartFit::kMatrix, ChartFit::kPrimaries, ChartFit::kBoth};
std::string_view ChartFitName(ChartFit fit);  // "matrix", "primaries", "both".

struct FittedChart {
  Recipe recipe;  // `start` with what was fitted; the rest, film base and print curve among it, is kept.
  PatchColors target;
  // Print densities with the start's matrix, primaries and channel gammas, only gamma, exposure and gains fitted; and
  // with all that was fitted.
  PatchColors before;
  PatchColors after;
  double error_before = 0;  // As WeightedError.
  double error_after = 0;
  double condition = 0;  // Of the fitted matrices, the larger one: how much they magnify noise.
};

// `scan_densities`: of the scan's own channels, before any input transform.
// Errors: kUnsupported (black-and-white film, another working space), kInvalidInput where the patches do not decide
// what is to be fitted, and kOutOfRange where what fits is no grade: areas that are not positive, a condition past
// kMostCondition, values outside of a recipe's ranges.
inline constexpr double kMostCondition = 12;
StatusOr<FittedChart> FitChart(const Recipe& start, const PatchColors& scan_densities, const ReferenceChart& reference,
                               ChartFit fit);

}  // namespace easelight
