// What the binding does beside frames: recipes and links, outputs, calibration.
#include "core/calibration/sensor_crosstalk.h"
#include "core/recipe/presets.h"
#include "wasm/catalog.h"
#include "wasm/chart_binding.h"
#include "wasm/engine_binding.h"
#include "wasm/export_options.h"
#include "wasm/import_binding.h"
#include "wasm/js_file.h"
#include "wasm/link_binding.h"
#include "wasm/profile_binding.h"
#include "wasm/table_binding.h"

namespace easelight {

using emscripten::val;

val EngineBinding::Catalog() { return ValFromJson(CatalogJson()); }

val EngineBinding::CompleteRecipe(const std::string& text) {
  return Outcome([&]() -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    return Json(CompleteJson(recipe));
  });
}

val EngineBinding::MakeLink(val recipes, val parts) { return easelight::MakeLink(recipes, parts); }

val EngineBinding::ReadLink(val text) { return easelight::ReadLink(text); }

val EngineBinding::Combine(const std::string& current, const std::string& other, val parts) {
  return CombineRecipes(current, other, parts);
}

val EngineBinding::ImportGrades(const val text) { return easelight::ImportGrades(text); }

val EngineBinding::DeviceFacts(const val profile) { return DeviceFactsOf(profile); }

val EngineBinding::PartLights(const std::string& recipe, const val lights) {
  return Outcome([&] { return easelight::PartLights(recipe, lights); });
}

val EngineBinding::SetSoftProof(const val profile, const std::string& options) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    if (profile.isNull()) {
      engine.ClearSoftProof();
    } else {
      RETURN_IF_ERROR(easelight::SetSoftProof(engine, profile, options));
    }
    return Json();
  });
}

val EngineBinding::BeginCheck(ScanNumber scan, const std::string& text, const std::string& options_text,
                              const val profile) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(auto icc_profile, ProfileFromVal(profile));
    ASSIGN_OR_RETURN(const ExportOptions options, ExportOptionsFromJson(options_text, std::move(icc_profile)));
    RETURN_IF_ERROR(engine.BeginCheck(scan, recipe, options));
    return Json();
  });
}

val EngineBinding::CheckStep() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Progress progress, engine.CheckStep());
    return ProgressJson(progress);
  });
}

void EngineBinding::CancelCheck() {
  if (engine_) engine_->CancelCheck();
}

val EngineBinding::Check() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    const PreviewDifference& found = engine.check();
    return Json(Json::Object{{"pixels", found.pixels}, {"largest", found.largest}, {"maxCode", found.max_code}});
  });
}

val EngineBinding::BeginExport(ScanNumber scan, const std::string& text, const std::string& options_text,
                               const val profile, val file) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(auto icc_profile, ProfileFromVal(profile));
    ASSIGN_OR_RETURN(const ExportOptions options, ExportOptionsFromJson(options_text, std::move(icc_profile)));
    ASSIGN_OR_RETURN(const Extent size, engine.BeginExport(scan, recipe, options, std::make_unique<JsFile>(file)));
    return Json(Json::Object{{"width", size.width}, {"height", size.height}});
  });
}

val EngineBinding::ExportStep() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Progress progress, engine.ExportStep());
    return ProgressJson(progress);
  });
}

void EngineBinding::CancelExport() {
  if (engine_) engine_->CancelExport();
}

val EngineBinding::WriteTable(ScanNumber scan, const std::string& recipe, const std::string& options, val file) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const ScanSummary summary, engine.Summary(scan));
    JsFile output(file);
    return WriteTableOf(recipe, summary.encoding.color, options, output);
  });
}

val EngineBinding::FindChart(ScanNumber scan, const std::string& text) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const auto corners, engine.FindChart(scan, recipe));
    return corners ? ArrayFromCorners(*corners) : Json();
  });
}

val EngineBinding::BeginChart(ScanNumber scan, const std::string& text, const val corners) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const ChartCorners read, CornersFromArray(corners));
    RETURN_IF_ERROR(engine.BeginChart(scan, recipe, read));
    return Json();
  });
}

val EngineBinding::ChartStep() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Progress progress, engine.ChartStep());
    return ProgressJson(progress);
  });
}

val EngineBinding::FitChart(const std::string& recipe, const val reference, const std::string& fit) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const SampledChart sampled, engine.FinishChart());
    return FitChartTo(sampled, recipe, reference, fit);
  });
}

val EngineBinding::FlatLight() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const SampledChart sampled, engine.FinishChart());
    return Json(LightOfFlat(sampled).values);
  });
}

void EngineBinding::CancelChart() {
  if (engine_) engine_->CancelChart();
}

}  // namespace easelight
