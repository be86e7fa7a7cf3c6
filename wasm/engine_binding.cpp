#include "wasm/engine_binding.h"

#include "core/engine/frame_look.h"
#include "core/engine/scan_facts.h"
#include "core/engine/scan_record.h"
#include "core/memory/heap_counter.h"
#include "core/recipe/presets.h"
#include "wasm/js_file.h"

namespace easelight {
namespace {

using emscripten::val;

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

// Of the memory that the module was given.
size_t HeapBytes() { return size_t{__builtin_wasm_memory_size(0)} * 65536; }

}  // namespace

Json ProgressJson(const Progress& progress) {
  return Json::Object{{"done", progress.done}, {"total", progress.total}, {"finished", progress.finished()}};
}

EngineBinding::EngineBinding(int threads, ScanNumber first_scan) {
  const size_t view_pixels = HeapSizeWithin(HeapBytes()).view_pixels;
  HeapCounter::Global().SetLimit(HeapLimit(view_pixels));
  auto engine = Engine::Create(threads, first_scan, view_pixels);
  if (engine.ok()) {
    engine_ = std::move(engine).value();
  } else {
    reason_ = engine.status();
  }
}

val EngineBinding::BeginOpen(const std::string& name, val source, val store, uint32_t rows) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const ScanNumber scan,
                     engine.BeginOpen(name, std::make_unique<JsFile>(source), std::make_unique<JsFile>(store), rows));
    return OpenedJson(engine, scan);
  });
}

val EngineBinding::OpenStep() {
  return WithEngine([](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Progress progress, engine.OpenStep());
    return ProgressJson(progress);
  });
}

void EngineBinding::CancelOpen() {
  if (engine_) engine_->CancelOpen();
}

val EngineBinding::CloseScan(ScanNumber scan) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    RETURN_IF_ERROR(engine.CloseScan(scan));
    return Json();
  });
}

val EngineBinding::Inspect(const std::string& name, val source) {
  return Outcome([&]() -> StatusOr<Json> {
    JsFile file(source);
    ASSIGN_OR_RETURN(const auto decoder, OpenScan(file));
    return JsonFromSummary(SummaryOf(name, *decoder, file.size()));
  });
}

val EngineBinding::Record(ScanNumber scan) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const ScanSummary summary, engine.Summary(scan));
    return Json(Json::Object{{"record", RecordFromSummary(summary)}, {"scan", JsonFromSummary(summary)}});
  });
}

val EngineBinding::Attach(const std::string& record, val store) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const ScanNumber scan, engine.Attach(record, std::make_unique<JsFile>(store)));
    return OpenedJson(engine, scan);
  });
}

val EngineBinding::Render(ScanNumber scan, const std::string& text, val view, bool coarse, bool draft, val look) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const FrameLook wanted, LookFromObject(look));
    ASSIGN_OR_RETURN(const RenderedFrame frame,
                     engine.Render(scan, recipe, ViewFromObject(view), {.coarse = coarse, .draft = draft}, wanted));
    return FrameJson(frame, engine);
  });
}

val EngineBinding::RenderOpening(const std::string& text, val look) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const FrameLook wanted, LookFromObject(look));
    ASSIGN_OR_RETURN(const RenderedFrame frame, engine.RenderOpening(recipe, wanted));
    return FrameJson(frame, engine);
  });
}

unsigned EngineBinding::HistogramOffset() const {
  return engine_ ? reinterpret_cast<uintptr_t>(engine_->view().histogram().counts.data()) : 0;
}

val EngineBinding::Automatic(ScanNumber scan, const std::string& film, const std::string& text) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const FilmKind kind, FilmFromName(film));
    ASSIGN_OR_RETURN(const Recipe current, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const AutomaticRecipe started, engine.Automatic(scan, kind, current));
    return Json(Json::Object{{"recipe", CompleteJson(started.recipe)}, {"why", JsonFromReasons(started.why)}});
  });
}

val EngineBinding::Readings(ScanNumber scan, const std::string& film) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const FilmKind kind, FilmFromName(film));
    ASSIGN_OR_RETURN(const auto readings, engine.Readings(scan, kind));
    return readings ? JsonFromReadings(*readings) : Json();
  });
}

val EngineBinding::RereadBase(ScanNumber scan, const std::string& current_text, const std::string& wanted_text) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe current, RecipeFromJson(current_text));
    ASSIGN_OR_RETURN(const Recipe wanted, RecipeFromJson(wanted_text));
    ASSIGN_OR_RETURN(const auto base, engine.RereadBase(scan, current, wanted));
    return Json(base);
  });
}

val EngineBinding::RenderSmall(ScanNumber scan, const std::string& text, uint32_t longest) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(small_, engine.RenderSmall(scan, recipe, longest));
    return Json(Json::Object{{"width", small_.size.width},
                             {"height", small_.size.height},
                             {"offset", reinterpret_cast<uintptr_t>(small_.rgba.data())}});
  });
}

val EngineBinding::PickBase(ScanNumber scan, const std::string& text, double x, double y) {
  return WithEngine([&](Engine& engine) -> StatusOr<Json> {
    ASSIGN_OR_RETURN(const Recipe recipe, RecipeFromJson(text));
    ASSIGN_OR_RETURN(const auto base, engine.PickBase(scan, recipe, x, y));
    return Json(base);
  });
}

val EngineBinding::Stats() {
  const EngineStats stats = engine_ ? engine_->Stats() : EngineStats();
  using Object = Json::Object;
  Json::Array regions;
  for (const RegionStats& region : stats.regions) {
    regions.push_back(
        Object{{"name", region.name}, {"budget", region.budget}, {"used", region.used}, {"peak", region.peak}});
  }
  return ValFromJson(Object{{"engine", Object{{"version", kEngineVersion}, {"threads", stats.threads}}},
                            {"heapBytes", HeapBytes()},
                            {"viewPixels", stats.view_pixels},
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

}  // namespace easelight
