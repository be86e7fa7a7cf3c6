#include "wasm/chart_binding.h"

#include <cmath>

#include "core/calibration/chart_fit.h"
#include "core/calibration/sensor_crosstalk.h"
#include "core/recipe/json_forms.h"

namespace easelight {
namespace {

using emscripten::val;

constexpr size_t kMostTitleBytes = 100;

StatusOr<ChartFit> FitFromName(std::string_view name) {
  std::array<std::string_view, kChartFits.size()> names;
  for (size_t i = 0; i < names.size(); ++i) {
    names[i] = ChartFitName(kChartFits[i]);
    if (names[i] == name) return kChartFits[i];
  }
  return OutOfRange("recipe-value", {{"key", "fit"}, {"value", name}, {"expected", ExpectedChoice(names)}});
}

StatusOr<ReferenceChart> WantedReference(const val& reference) {
  if (reference["name"].isString()) return FindReferenceChart(reference["name"].as<std::string>());
  // Before it is copied into the heap, whatever its length. Characters are at least as many bytes.
  const size_t length = reference["text"]["length"].as<unsigned>();
  if (length > kMaxCgatsBytes) {
    return OutOfRange("document-large",
                      {{"document", Sentence("document-reference")}, {"bytes", length}, {"limit", kMaxCgatsBytes}});
  }
  const std::string title = reference["title"].as<std::string>().substr(0, kMostTitleBytes);
  return ReferenceFromCgats(reference["text"].as<std::string>(), title);
}

double LengthOf(const Vector3& v) { return std::sqrt(Dot(v, v)); }

// Of each patch: its name and weight, what was read, how far it is from the reference, and all three on a screen.
StatusOr<Json> PatchesJson(const SampledChart& sampled, const FittedChart& fitted) {
  const std::string& working = fitted.recipe.working;
  ASSIGN_OR_RETURN(const ScreenPatches target, ScreenFromPrintDensities(fitted.target, working));
  ASSIGN_OR_RETURN(const ScreenPatches before, ScreenFromPrintDensities(fitted.before, working));
  ASSIGN_OR_RETURN(const ScreenPatches after, ScreenFromPrintDensities(fitted.after, working));
  Json::Array patches;
  for (size_t i = 0; i < kPatchCount; ++i) {
    patches.push_back(Json::Object{{"name", PatchName(i)},
                                   {"weight", kPatchWeights[i]},
                                   {"density", sampled[i].density.values},
                                   {"spread", sampled[i].spread},
                                   {"errorBefore", LengthOf(fitted.before[i] - fitted.target[i])},
                                   {"errorAfter", LengthOf(fitted.after[i] - fitted.target[i])},
                                   {"target", target[i]},
                                   {"before", before[i]},
                                   {"after", after[i]}});
  }
  return Json(patches);
}

}  // namespace

Json ReferencesJson() {
  Json::Array references;
  for (const ReferenceChart& chart : ReferenceCharts()) {
    references.push_back(Json::Object{{"name", chart.name}, {"title", chart.title}});
  }
  return references;
}

Json ArrayFromCorners(const ChartCorners& corners) {
  Json::Array numbers;
  for (const auto [x, y] : corners) numbers.insert(numbers.end(), {x, y});
  return numbers;
}

StatusOr<ChartCorners> CornersFromArray(const val& corners) {
  ChartCorners read;
  if (corners["length"].as<size_t>() != 2 * read.size()) return InvalidInput("chart-corners");
  for (size_t i = 0; i < read.size(); ++i) read[i] = {corners[2 * i].as<double>(), corners[2 * i + 1].as<double>()};
  return read;
}

StatusOr<Json> FitChartTo(const SampledChart& sampled, const std::string& recipe_text, const val& reference,
                          const std::string& fit_name) {
  ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(recipe_text));
  ASSIGN_OR_RETURN(const ChartFit fit, FitFromName(fit_name));
  ASSIGN_OR_RETURN(const ReferenceChart chart, WantedReference(reference));
  PatchColors densities;
  for (size_t i = 0; i < kPatchCount; ++i) densities[i] = sampled[i].density;
  ASSIGN_OR_RETURN(const FittedChart fitted, FitChart(recipe, densities, chart, fit));
  ASSIGN_OR_RETURN(const Json patches, PatchesJson(sampled, fitted));
  return Json(Json::Object{{"recipe", CompleteJson(fitted.recipe)},
                           {"patches", patches},
                           {"errorBefore", fitted.error_before},
                           {"errorAfter", fitted.error_after},
                           {"condition", fitted.condition}});
}

StatusOr<Json> PartLights(const std::string& recipe_text, const val& lights) {
  ASSIGN_OR_RETURN(Recipe recipe, RecipeFromJson(recipe_text));
  std::array<Vector3, 3> frames;
  for (size_t i = 0; i < 9; ++i) frames[i / 3][i % 3] = lights[i].as<double>();
  ASSIGN_OR_RETURN(const SensorCrosstalk crosstalk, CrosstalkFromFlats(frames));
  ASSIGN_OR_RETURN(recipe.input_space, PrimariesFromInput(crosstalk.input, recipe.working));
  const auto& [first, second, third] = crosstalk.input.rows;
  return Json(Json::Object{{"recipe", CompleteJson(recipe)},
                           {"matrix", Json::Array{first.values, second.values, third.values}},
                           {"condition", crosstalk.condition}});
}

}  // namespace easelight
