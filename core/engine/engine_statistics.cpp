// What the engine finds in a scan from the statistics of its densities, or reads of it in steps.
#include <algorithm>

#include "core/analysis/base_picker.h"
#include "core/base/stopwatch.h"
#include "core/calibration/chart_finder.h"
#include "core/engine/engine.h"
#include "core/engine/known_setup.h"
#include "core/engine/within_memory.h"
#include "core/recipe/film_figures.h"

namespace easelight {
namespace {

// Statistics are taken from the whole picture at this size, whatever is on screen, so that they give the same grade
// everywhere.
constexpr Extent kStatisticsSize = {1500, 1500};

}  // namespace

Status Engine::FillForStatistics(ScanNumber scan, const Recipe& recipe) {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(session->summary, recipe));
  const FrameView view = MakeFrameView(map, session->layout, {.viewer = kStatisticsSize});
  ASSIGN_OR_RETURN(ScanStore store, StoreForView(*session));
  return view_->Fill(store, GradeOf(session->summary, recipe), map, view);
}

StatusOr<ToneRegion> Engine::RegionOf(ScanNumber scan, const Recipe& recipe, const Recipe& whole) const {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  ASSIGN_OR_RETURN(const FrameMap part, MapOf(session->summary, recipe));
  ASSIGN_OR_RETURN(const FrameMap all, MapOf(session->summary, whole));
  const Affine2 unit =
      Compose(Inverse(part.stored_from_frame),
              Compose(all.stored_from_frame, Affine2{double(all.size.width), 0, 0, 0, double(all.size.height), 0}));
  const double w = part.size.width;
  const double h = part.size.height;
  return ToneRegion{unit.xx / w, unit.xy / w, unit.x0 / w, unit.yx / h, unit.yy / h, unit.y0 / h};
}

StatusOr<AutomaticRecipe> Engine::Automatic(ScanNumber scan, FilmKind film, const Recipe& current) {
  Stopwatch watch;
  Recipe recipe = current;
  if (film != current.film) {
    const Recipe defaults = DefaultRecipe(film);
    recipe.film = film;
    recipe.print = defaults.print;
    recipe.names.curve = defaults.names.curve;
  }
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  // The whole scan, whatever the crop and the turn: the film is the same, and what surrounds the picture shows its
  // base.
  Recipe whole = recipe;
  whole.geometry = {};
  RETURN_IF_ERROR(FillForStatistics(scan, whole));
  ASSIGN_OR_RETURN(const ToneRegion region, RegionOf(scan, recipe, whole));
  StartedGrade started =
      AutomaticStart(film, view_->planes(), view_->size(), recipe, {region, KnownSetup(session->summary.info)}, *grid_);
  recipe.density = started.density;
  if (const ScanSetup* setup = FindScanSetup(started.why.setup)) {
    for (const SetupMatrix& made : setup->process) {
      if (made.matrix == recipe.density.matrix) recipe.names.matrix = made.title;
    }
  }
  automatic_ms_ = watch.Lap();
  return AutomaticRecipe{std::move(recipe), std::move(started.why)};
}

StatusOr<std::array<double, 3>> Engine::PickBase(ScanNumber scan, const Recipe& recipe, double x, double y) {
  RETURN_IF_ERROR(FillForStatistics(scan, recipe));
  const Extent size = view_->size();
  const uint32_t radius = std::min(size.width, size.height) / 100;
  return PickFilmBase(view_->planes(), size, x, y, radius);
}

StatusOr<std::optional<ChartCorners>> Engine::FindChart(ScanNumber scan, const Recipe& recipe) {
  Recipe whole = recipe;
  whole.geometry = {};
  RETURN_IF_ERROR(FillForStatistics(scan, whole));
  const std::optional<FoundChart> found = easelight::FindChart(view_->planes(), view_->size());
  return found ? std::optional(found->corners) : std::nullopt;
}

Status Engine::BeginChart(ScanNumber scan, const Recipe& recipe, const ChartCorners& corners) {
  CancelChart();
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  ASSIGN_OR_RETURN(chart_, ChartSampling::Begin(session, recipe, corners));
  return OkStatus();
}

StatusOr<Progress> Engine::ChartStep() {
  if (!chart_) return InvalidInput("engine-no-chart");
  auto store = StoreForView(chart_->scan());
  const Status status = store.ok() ? WithinMemory([&] { return chart_->Step(*store); }) : store.status();
  if (!status.ok()) {
    CancelChart();
    return status;
  }
  return chart_->progress();
}

StatusOr<SampledChart> Engine::FinishChart() {
  const auto chart = std::move(chart_);
  if (!chart || !chart->progress().finished()) return InvalidInput("engine-no-chart");
  return chart->Finish();
}

}  // namespace easelight
