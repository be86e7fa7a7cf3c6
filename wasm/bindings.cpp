// The engine as JavaScript sees it. Renames at the border and turns every outcome into a value; does no maths.
//
// web/src/worker/engine_module.ts is the other half of this file.
#include <emscripten/bind.h>

#include <atomic>
#include <thread>

#include "core/base/thread_pool.h"
#include "core/calibration/sensor_crosstalk.h"
#include "core/engine/engine.h"
#include "core/engine/scan_facts.h"
#include "core/engine/scan_record.h"
#include "core/memory/heap_counter.h"
#include "core/recipe/presets.h"
#include "wasm/catalog.h"
#include "wasm/chart_binding.h"
#include "wasm/export_options.h"
#include "wasm/import_binding.h"
#include "wasm/js_file.h"
#include "wasm/link_binding.h"
#include "wasm/outcome.h"
#include "wasm/profile_binding.h"
#include "wasm/table_binding.h"

namespace easelight {
namespace {

using emscripten::val;

Json ProgressJson(const Progress& progress) {
  return Json::Object{{"done", progress.done}, {"total", progress.total}, {"finished", progress.finished()}};
}

Json FrameJson(const RenderedFrame& frame, const Engine& engine) {
  const FrameView& view = frame.view;
  const double width = view.reduced.width;
  const double height = view.reduced.height;
  const EngineStats stats = engine.Stats();
  return Json::Object{{"scan", frame.scan},
                      {"width", frame.size.width},
                      {"height", frame.size.height},
                      {"slot", frame.slot},
                      {"offset", reinterpret_cast<uintptr_t>(frame.rgba)},
                      {"renderMs", stats.render_ms},
                      {"refilled", stats.refilled},
                      {"rect", Json::Array{view.part.x / width, view.part.y / height, view.part.width / width,
                                           view.part.height / height}},
                      {"picture", Json::Object{{"width", frame.picture.width}, {"height", frame.picture.height}}},
                      {"coarse", frame.coarse},
                      {"draft", frame.draft}};
}

// What opening answers with: the scan's number and what it is.
StatusOr<Json> OpenedJson(const Engine& engine, ScanNumber scan) {
  ASSIGN_OR_RETURN(const ScanSummary summary, engine.Summary(scan));
  return Json(Json::Object{{"number", scan}, {"scan", JsonFromSummary(summary)}});
}

ViewRequest ViewFromObject(const val& view) {
  return {.viewer = {view["width"].as<uint32_t>(), view["height"].as<uint32_t>()},
          .zoom = view["zoom"].as<double>(),
          .center_x = view["centerX"].as<double>(),
          .center_y = view["centerY"].as<double>()};
}

// The spaces of the screen and of what colors are marked outside of; a JavaScript object is read once a frame.
StatusOr<FrameLook> LookFromObject(const val& look) {
  return FrameLookFrom(look["screen"].as<std::string>(), look["warnOutside"].as<std::string>());
}

// Deeper than any stack is, a kilobyte a call.
int Deepen(int calls) {
  if (calls == 0) return 0;
  volatile char frame[1024] = {};
  frame[calls % 1024] = 1;
  return Deepen(calls - 1) + frame[(calls + 1) % 1024];
}

class EngineBinding {
 public:
  EngineBinding(int threads, ScanNumber first_scan) {
    HeapCounter::Global().SetLimit(kArenaBytes + kCodecBudget);
    auto engine = Engine::Create(threads, first_scan);
    if (engine.ok()) {
      engine_ = std::move(engine).value();
    } else {
      reason_ = engine.status();
    }
  }

  val Catalog() { return ValFromJson(CatalogJson()); }

  val BeginOpen(const std::string& name, val source, val store) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const ScanNumber scan,
                       engine.BeginOpen(name, std::make_unique<JsFile>(source), std::make_unique<JsFile>(store)));
      return OpenedJson(engine, scan);
    });
  }

  val OpenStep() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Progress progress, engine.OpenStep());
      return ProgressJson(progress);
    });
  }

  void CancelOpen() {
    if (engine_) engine_->CancelOpen();
  }

  val CloseScan(ScanNumber scan) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      RETURN_IF_ERROR(engine.CloseScan(scan));
      return Json();
    });
  }

  val Inspect(const std::string& name, val source) {
    return Outcome([&]() -> StatusOr<Json> {
      JsFile file(source);
      ASSIGN_OR_RETURN(const auto decoder, OpenScan(file));
      return JsonFromSummary(SummaryOf(name, *decoder, file.size()));
    });
  }

  val Record(ScanNumber scan) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const ScanSummary summary, engine.Summary(scan));
      return Json(RecordFromSummary(summary));
    });
  }

  val Attach(const std::string& record, val store) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const ScanNumber scan, engine.Attach(record, std::make_unique<JsFile>(store)));
      return OpenedJson(engine, scan);
    });
  }

  val Render(ScanNumber scan, const std::string& text, val view, bool coarse, bool draft, val look) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const FrameLook wanted, LookFromObject(look));
      ASSIGN_OR_RETURN(const RenderedFrame frame,
                       engine.Render(scan, recipe, ViewFromObject(view), {.coarse = coarse, .draft = draft}, wanted));
      return FrameJson(frame, engine);
    });
  }

  val RenderOpening(const std::string& text, val look) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const FrameLook wanted, LookFromObject(look));
      ASSIGN_OR_RETURN(const RenderedFrame frame, engine.RenderOpening(recipe, wanted));
      return FrameJson(frame, engine);
    });
  }

  unsigned HistogramOffset() const {
    return engine_ ? reinterpret_cast<uintptr_t>(engine_->view().histogram().counts.data()) : 0;
  }

  val Automatic(ScanNumber scan, const std::string& film, const std::string& text) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const FilmKind kind, FilmFromName(film));
      ASSIGN_OR_RETURN(const Recipe current, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const AutomaticRecipe started, engine.Automatic(scan, kind, current));
      return Json(Json::Object{{"recipe", CompleteJson(started.recipe)}, {"why", JsonFromReasons(started.why)}});
    });
  }

  val Readings(ScanNumber scan, const std::string& film) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const FilmKind kind, FilmFromName(film));
      ASSIGN_OR_RETURN(const auto readings, engine.Readings(scan, kind));
      return readings ? JsonFromReadings(*readings) : Json();
    });
  }

  val RereadBase(ScanNumber scan, const std::string& current_text, const std::string& wanted_text) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe current, RecipeFromJson(current_text));
      ASSIGN_OR_RETURN(const Recipe wanted, RecipeFromJson(wanted_text));
      ASSIGN_OR_RETURN(const auto base, engine.RereadBase(scan, current, wanted));
      return Json(base);
    });
  }

  val RenderSmall(ScanNumber scan, const std::string& text, uint32_t longest) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(small_, engine.RenderSmall(scan, recipe, longest));
      return Json(Json::Object{{"width", small_.size.width},
                               {"height", small_.size.height},
                               {"offset", reinterpret_cast<uintptr_t>(small_.rgba.data())}});
    });
  }

  val PickBase(ScanNumber scan, const std::string& text, double x, double y) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const auto base, engine.PickBase(scan, recipe, x, y));
      return Json(base);
    });
  }

  val BeginCheck(ScanNumber scan, const std::string& text, const std::string& options_text, const val profile) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(auto icc_profile, ProfileFromVal(profile));
      ASSIGN_OR_RETURN(const ExportOptions options, ExportOptionsFromJson(options_text, std::move(icc_profile)));
      RETURN_IF_ERROR(engine.BeginCheck(scan, recipe, options));
      return Json();
    });
  }

  val CheckStep() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Progress progress, engine.CheckStep());
      return ProgressJson(progress);
    });
  }

  void CancelCheck() {
    if (engine_) engine_->CancelCheck();
  }

  val Check() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      const PreviewDifference& found = engine.check();
      return Json(Json::Object{{"pixels", found.pixels}, {"largest", found.largest}, {"maxCode", found.max_code}});
    });
  }

  val BeginExport(ScanNumber scan, const std::string& text, const std::string& options_text, const val profile,
                  val file) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(auto icc_profile, ProfileFromVal(profile));
      ASSIGN_OR_RETURN(const ExportOptions options, ExportOptionsFromJson(options_text, std::move(icc_profile)));
      ASSIGN_OR_RETURN(const Extent size, engine.BeginExport(scan, recipe, options, std::make_unique<JsFile>(file)));
      return Json(Json::Object{{"width", size.width}, {"height", size.height}});
    });
  }

  val ExportStep() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Progress progress, engine.ExportStep());
      return ProgressJson(progress);
    });
  }

  void CancelExport() {
    if (engine_) engine_->CancelExport();
  }

  val DeviceFacts(const val profile) { return DeviceFactsOf(profile); }

  // Null as profile ends the proof.
  val SetSoftProof(const val profile, const std::string& options) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      if (profile.isNull()) {
        engine.ClearSoftProof();
      } else {
        RETURN_IF_ERROR(easelight::SetSoftProof(engine, profile, options));
      }
      return Json();
    });
  }

  val FindChart(ScanNumber scan, const std::string& text) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const auto corners, engine.FindChart(scan, recipe));
      return corners ? ArrayFromCorners(*corners) : Json();
    });
  }

  val BeginChart(ScanNumber scan, const std::string& text, const val corners) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      ASSIGN_OR_RETURN(const ChartCorners read, CornersFromArray(corners));
      RETURN_IF_ERROR(engine.BeginChart(scan, recipe, read));
      return Json();
    });
  }

  val ChartStep() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Progress progress, engine.ChartStep());
      return ProgressJson(progress);
    });
  }

  val FitChart(const std::string& recipe, const val reference, const std::string& fit) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const SampledChart sampled, engine.FinishChart());
      return FitChartTo(sampled, recipe, reference, fit);
    });
  }

  val FlatLight() {
    return WithEngine([](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const SampledChart sampled, engine.FinishChart());
      return Json(LightOfFlat(sampled).values);
    });
  }

  val PartLights(const std::string& recipe, const val lights) {
    return Outcome([&] { return easelight::PartLights(recipe, lights); });
  }

  void CancelChart() {
    if (engine_) engine_->CancelChart();
  }

  val CompleteRecipe(const std::string& text) {
    return Outcome([&]() -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
      return Json(CompleteJson(recipe));
    });
  }

  val MakeLink(val recipes, val parts) { return easelight::MakeLink(recipes, parts); }
  val ReadLink(val text) { return easelight::ReadLink(text); }
  val Combine(const std::string& current, const std::string& other, val parts) {
    return CombineRecipes(current, other, parts);
  }

  val ImportGrades(const val text) { return easelight::ImportGrades(text); }

  val WriteTable(ScanNumber scan, const std::string& recipe, const std::string& options, val file) {
    return WithEngine([&](Engine& engine) -> StatusOr<Json> {
      ASSIGN_OR_RETURN(const ScanSummary summary, engine.Summary(scan));
      JsFile output(file);
      return WriteTableOf(recipe, summary.encoding.color, options, output);
    });
  }

  // For tests of recovery.
  void Trap() { __builtin_trap(); }
  int OverflowStack() { return Deepen(1 << 20); }
  // The stack of a thread of a pool; of this thread where there are no others, or none is left.
  int OverflowPoolStack() {
    ThreadPool pool(2);
    const auto caller = std::this_thread::get_id();
    const bool alone = pool.threads() == 1;
    std::atomic<bool> begun = false;
    std::atomic<int> sum = 0;
    const auto overflow = [&](int) {
      if (!alone && std::this_thread::get_id() == caller) return;
      begun = true;
      sum += OverflowStack();
    };
    pool.ForEachBeside(2, overflow, [&] {
      while (!alone && !begun) {
      }
    });
    return sum;
  }

  val Stats() {
    const EngineStats stats = engine_ ? engine_->Stats() : EngineStats();
    using Object = Json::Object;
    Json::Array regions;
    for (const RegionStats& region : stats.regions) {
      regions.push_back(
          Object{{"name", region.name}, {"budget", region.budget}, {"used", region.used}, {"peak", region.peak}});
    }
    return ValFromJson(Object{{"engine", Object{{"version", kEngineVersion}, {"threads", stats.threads}}},
                              {"heapBytes", size_t{__builtin_wasm_memory_size(0)} * 65536},
                              {"regions", regions},
                              {"renderAllocations", stats.render_allocations},
                              {"renderMs", stats.render_ms},
                              {"openingMs", Object{{"decode", stats.opening.decode}, {"store", stats.opening.store}}},
                              {"automaticMs", stats.automatic_ms},
                              {"exportMs", Object{{"read", stats.exporting.read},
                                                  {"develop", stats.exporting.develop},
                                                  {"encode", stats.exporting.encode}}},
                              {"framesPublished", stats.frames_published},
                              {"view", Object{{"width", stats.view.width}, {"height", stats.view.height}}}});
  }

 private:
  template <typename Body>
  val WithEngine(const Body& body) {
    if (!engine_) return Failed(reason_);
    return Outcome([&] { return body(*engine_); });
  }

  std::unique_ptr<Engine> engine_;
  Status reason_;
  SmallPicture small_;  // Where JavaScript reads it, until the next.
};

}  // namespace

EMSCRIPTEN_BINDINGS(easelight) {
  emscripten::class_<EngineBinding>("Engine")
      .constructor<int, ScanNumber>()
      .function("catalog", &EngineBinding::Catalog)
      .function("beginOpen", &EngineBinding::BeginOpen)
      .function("openStep", &EngineBinding::OpenStep)
      .function("cancelOpen", &EngineBinding::CancelOpen)
      .function("closeScan", &EngineBinding::CloseScan)
      .function("render", &EngineBinding::Render)
      .function("histogramOffset", &EngineBinding::HistogramOffset)
      .function("inspect", &EngineBinding::Inspect)
      .function("record", &EngineBinding::Record)
      .function("attach", &EngineBinding::Attach)
      .function("renderOpening", &EngineBinding::RenderOpening)
      .function("trap", &EngineBinding::Trap)
      .function("overflowStack", &EngineBinding::OverflowStack)
      .function("overflowPoolStack", &EngineBinding::OverflowPoolStack)
      .function("automatic", &EngineBinding::Automatic)
      .function("readings", &EngineBinding::Readings)
      .function("rereadBase", &EngineBinding::RereadBase)
      .function("renderSmall", &EngineBinding::RenderSmall)
      .function("pickBase", &EngineBinding::PickBase)
      .function("beginCheck", &EngineBinding::BeginCheck)
      .function("checkStep", &EngineBinding::CheckStep)
      .function("cancelCheck", &EngineBinding::CancelCheck)
      .function("check", &EngineBinding::Check)
      .function("beginExport", &EngineBinding::BeginExport)
      .function("exportStep", &EngineBinding::ExportStep)
      .function("cancelExport", &EngineBinding::CancelExport)
      .function("deviceFacts", &EngineBinding::DeviceFacts)
      .function("setSoftProof", &EngineBinding::SetSoftProof)
      .function("findChart", &EngineBinding::FindChart)
      .function("beginChart", &EngineBinding::BeginChart)
      .function("chartStep", &EngineBinding::ChartStep)
      .function("fitChart", &EngineBinding::FitChart)
      .function("flatLight", &EngineBinding::FlatLight)
      .function("partLights", &EngineBinding::PartLights)
      .function("cancelChart", &EngineBinding::CancelChart)
      .function("completeRecipe", &EngineBinding::CompleteRecipe)
      .function("makeLink", &EngineBinding::MakeLink)
      .function("readLink", &EngineBinding::ReadLink)
      .function("combine", &EngineBinding::Combine)
      .function("writeTable", &EngineBinding::WriteTable)
      .function("importGrades", &EngineBinding::ImportGrades)
      .function("stats", &EngineBinding::Stats);
}

}  // namespace easelight
