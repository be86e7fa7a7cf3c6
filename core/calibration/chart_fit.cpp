#include "core/calibration/chart_fit.h"

#include <algorithm>
#include <cmath>

#include "core/calibration/input_matrix.h"
#include "core/film/program.h"

namespace easelight {
namespace {

// Past this the patches leave a parameter to their noise.
constexpr double kMostFitCondition = 1e5;

Vector3 Rounded(const Vector3& v) { return {RoundedForRecipe(v[0]), RoundedForRecipe(v[1]), RoundedForRecipe(v[2])}; }
Matrix3 Rounded(const Matrix3& m) { return {Rounded(m.rows[0]), Rounded(m.rows[1]), Rounded(m.rows[2])}; }

StatusOr<ChartModelState> StateFromRecipe(const Recipe& recipe) {
  const Grade grade = GradeFromRecipe(recipe, {});
  ChartModelState state;
  if (grade.input) {
    ASSIGN_OR_RETURN(state.input, RgbFromRgb(grade.working, *grade.input));
  }
  const DensityAffine map = AffineFromGrade(grade.density, IsNegative(grade.film));
  state.matrix = grade.density.matrix;
  state.slope = grade.density.gamma * Vector3(grade.density.channel_gamma);
  state.offset = map.offset;
  return state;
}

// The recipe's numbers for a state; its film base stays.
void SetDensity(const ChartModelState& state, bool negative, DensityGrade& density) {
  density.matrix = Rounded(state.matrix);
  density.gamma = RoundedForRecipe(state.slope[1]);
  density.channel_gamma = Rounded(state.slope / state.slope[1]).values;
  density.exposure = 0;
  density.gains = {};
  // What the offset is without exposure and gains; of its three channels green is the exposure.
  const Vector3 missing = state.offset - AffineFromGrade(density, negative).offset;
  density.exposure = RoundedForRecipe(missing[1]);
  density.gains = Rounded(Vector3::Constant(missing[1]) - missing).values;
}

Status CheckState(const ChartModelState& state, double& condition) {
  for (size_t c = 0; c < 3; ++c) {
    if (!(state.slope[c] > 0)) return InvalidInput("chart-slope");
  }
  condition = std::max(ConditionOf(state.matrix), ConditionOf(state.input));
  if (!(condition <= kMostCondition)) return OutOfRange("chart-condition", {{"limit", kMostCondition}});
  return OkStatus();
}

// Fits some parts from a state on. Errors: kInvalidInput where the patches do not decide them.
StatusOr<ChartModelState> Fitted(const PatchColors& scan, const PatchColors& target, bool negative,
                                 ChartModelParts parts, const ChartModelState& start) {
  const ChartModel model(scan, target, negative, parts, start);
  const LeastSquaresResult result =
      SolveLeastSquares(std::cref(model), model.Parameters(start), model.residual_count());
  if (!(result.condition < kMostFitCondition)) return InvalidInput("chart-undecided");
  return model.State(result.parameters);
}

}  // namespace

std::string_view ChartFitName(ChartFit fit) {
  constexpr std::array<std::string_view, kChartFits.size()> kNames = {"matrix", "primaries", "both"};
  return kNames[static_cast<size_t>(fit)];
}

StatusOr<FittedChart> FitChart(const Recipe& start, const PatchColors& scan_densities, const ReferenceChart& reference,
                               ChartFit fit) {
  if (IsMonochrome(start.film)) return Unsupported("chart-monochrome");
  const bool negative = IsNegative(start.film);
  FittedChart fitted;
  fitted.recipe = start;
  Recipe& recipe = fitted.recipe;
  ASSIGN_OR_RETURN(fitted.target, PrintDensities(reference, start.working));

  ASSIGN_OR_RETURN(ChartModelState state, StateFromRecipe(start));
  ASSIGN_OR_RETURN(state, Fitted(scan_densities, fitted.target, negative, {}, state));
  const ChartModel printing(scan_densities, fitted.target, negative, {}, state);
  if (!printing.Printed(state, fitted.before)) return InvalidInput("chart-undecided");

  // A matrix that is to be fitted begins where its rows sum to one; what they had goes to the slopes.
  const bool fits_matrix = fit != ChartFit::kPrimaries;
  const bool fits_input = fit != ChartFit::kMatrix;
  if (fits_matrix) state.matrix = Matrix3::Identity();
  if (fits_input) state.input = Matrix3::Identity();
  const ChartModelParts parts{.input = fits_input, .matrix = fits_matrix, .channels = true};
  ASSIGN_OR_RETURN(state, Fitted(scan_densities, fitted.target, negative, parts, state));
  RETURN_IF_ERROR(CheckState(state, fitted.condition));

  if (fits_input) {
    ASSIGN_OR_RETURN(recipe.input_space, PrimariesFromInput(state.input, start.working));
  }
  SetDensity(state, negative, recipe.density);
  if (fits_matrix) recipe.names.matrix = reference.title;
  // Through the door of all recipes, which knows the ranges; and judged as it was rounded.
  ASSIGN_OR_RETURN(recipe, RecipeFromJson(CompleteJson(recipe)));
  ASSIGN_OR_RETURN(const ChartModelState kept, StateFromRecipe(recipe));
  if (!printing.Printed(kept, fitted.after)) return InvalidInput("chart-undecided");
  fitted.error_before = WeightedError(fitted.before, fitted.target);
  fitted.error_after = WeightedError(fitted.after, fitted.target);
  return fitted;
}

}  // namespace easelight
