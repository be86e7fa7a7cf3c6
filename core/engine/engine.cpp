#include "core/engine/engine.h"

#include <algorithm>
#include <new>

#include "core/analysis/auto_start.h"
#include "core/analysis/base_picker.h"
#include "core/base/stopwatch.h"
#include "core/color/color_space.h"
#include "core/engine/scan_record.h"
#include "core/io/scan_limits.h"
#include "core/memory/heap_counter.h"
#include "core/memory/heap_loan.h"

namespace easelight {
namespace {

// Fewer tiles than this and a turned block could evict its own.
constexpr size_t kLeastTiles = 16;

// Statistics are taken from the whole picture at this size, whatever is on screen, so that they give the same grade
// everywhere.
constexpr Extent kStatisticsSize = {1500, 1500};

// While a scan is being opened it is shown at most this large.
constexpr uint32_t kMostOpeningSide = 800;

Status NothingOpen() { return InvalidInput("no scan is open"); }

OutputSpace ScreenSpace() {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  return {srgb.primaries, srgb.encoding};
}

}  // namespace

StatusOr<std::unique_ptr<Engine>> Engine::Create(int threads) {
  std::unique_ptr<Engine> engine(new Engine(std::clamp(threads, 1, 16)));
  ASSIGN_OR_RETURN(engine->workspace_, Workspace::Create());
  ASSIGN_OR_RETURN(engine->view_, View::Create(*engine->workspace_, engine->pool_));
  ASSIGN_OR_RETURN(const auto grid, engine->workspace_->tables.Take<DensityGrid>(1, "the statistics' grid"));
  engine->grid_ = new (grid.data()) DensityGrid();
  return engine;
}

StatusOr<ScanSummary> Engine::BeginOpen(std::string name, std::unique_ptr<ByteSource> source,
                                        std::unique_ptr<BlockFile> store) {
  if (opening_) return InvalidInput("another scan is being opened");
  ASSIGN_OR_RETURN(opening_, ScanOpening::Begin(std::move(name), std::move(source), std::move(store)));
  Status status = opening_->needs_unpacking() ? Unpack(*opening_) : OkStatus();
  if (status.ok()) status = opening_->Prepare(workspace_->decode);
  if (!status.ok()) {
    CancelOpen();
    return status;
  }
  return opening_->summary();
}

Status Engine::Unpack(ScanOpening& opening) {
  static_assert(kMaxUnpackedBytes <= kLoanBytes);
  view_->Invalidate();
  Status status;
  {
    const HeapLoan loan(workspace_->Lendable());
    status = opening.Unpack();
  }
  if (!scan_) return status;
  // The tiles of the open scan were in that memory.
  workspace_->tiles.ReleaseAll();
  RETURN_IF_ERROR(MakeCache(scan_->store->layout()));
  return status;
}

StatusOr<Progress> Engine::OpenStep() {
  if (!opening_) return InvalidInput("no scan is being opened");
  if (Status status = opening_->Step(); !status.ok()) {
    CancelOpen();
    return status;
  }
  opening_times_ = opening_->times();
  const Progress progress = opening_->progress();
  if (progress.finished()) {
    ScanSummary summary = opening_->summary();
    auto file = opening_->TakeStore();
    CancelOpen();
    if (!file.ok()) return file.status();
    RETURN_IF_ERROR(Install(std::move(summary), std::move(file).value()));
  }
  return progress;
}

StatusOr<ScanSummary> Engine::Attach(std::string_view record, std::unique_ptr<BlockFile> store) {
  ASSIGN_OR_RETURN(const ScanSummary summary, SummaryFromRecord(record));
  if (store->size() < summary.store_bytes) {
    return InvalidInput("the stored scan has " + std::to_string(store->size()) + " bytes; its record says " +
                        std::to_string(summary.store_bytes));
  }
  RETURN_IF_ERROR(Install(summary, std::move(store)));
  return summary;
}

Status Engine::Install(ScanSummary summary, std::unique_ptr<BlockFile> file) {
  CloseScan();
  const TileLayout layout(summary.info.size, summary.info.channels, summary.info.format);
  RETURN_IF_ERROR(MakeCache(layout));
  scan_ = std::make_unique<Scan>();
  scan_->summary = std::move(summary);
  scan_->file = std::move(file);
  scan_->store.emplace(layout, *scan_->file, cache_);
  return OkStatus();
}

Status Engine::MakeCache(const TileLayout& layout) {
  ASSIGN_OR_RETURN(cache_, TileCache::Create(workspace_->tiles, layout.max_tile_bytes, kLeastTiles));
  return OkStatus();
}

void Engine::CancelOpen() {
  opening_.reset();
  workspace_->decode.ReleaseAll();
}

void Engine::CloseScan() {
  CancelExport();
  view_->Invalidate();
  scan_.reset();
  cache_ = TileCache();
  workspace_->tiles.ReleaseAll();
}

StatusOr<FrameMap> Engine::MapOf(const Recipe& recipe) const {
  return MakeFrameMap(recipe.geometry, scan_->summary.info.size, scan_->summary.info.orientation);
}

Grade Engine::GradeOf(const Recipe& recipe) const {
  return GradeFromRecipe(recipe, {.encoding = scan_->summary.encoding.curve});
}

StatusOr<RenderedFrame> Engine::Render(const Recipe& recipe, const FrameHaste& haste) {
  if (!scan_) return NothingOpen();
  Stopwatch watch;
  const uint64_t allocations = HeapCounter::Global().allocations();
  const uint64_t fills = view_->fills();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(recipe));
  const Grade grade = GradeOf(recipe);
  RETURN_IF_ERROR(view_->FillRequested(*scan_->store, grade, map, haste.coarse));
  ASSIGN_OR_RETURN(const RenderedFrame frame, view_->Render(grade, ScreenSpace(), haste.draft));
  refilled_ = view_->fills() != fills;
  render_allocations_ = HeapCounter::Global().allocations() - allocations;
  render_ms_ = watch.Lap();
  return frame;
}

StatusOr<RenderedFrame> Engine::RenderOpening(const Recipe& recipe) {
  if (!opening_) return InvalidInput("no scan is being opened");
  const ScanSummary& summary = opening_->summary();
  const Grade grade = GradeFromRecipe(recipe, {.encoding = summary.encoding.curve});
  ASSIGN_OR_RETURN(const FrameMap map, MakeFrameMap({}, summary.info.size, summary.info.orientation));
  const Extent viewer = view_->request().viewer;
  const Extent limit = {std::min(viewer.width, kMostOpeningSide), std::min(viewer.height, kMostOpeningSide)};
  ASSIGN_OR_RETURN(const uint32_t rows, opening_->RowsAtHand(map, limit));
  const FrameView view = MakeTopView(map, opening_->layout(), limit, rows);
  RETURN_IF_ERROR(view_->Fill(opening_->preview(), grade, map, view));
  ASSIGN_OR_RETURN(RenderedFrame frame, view_->Render(grade, ScreenSpace()));
  frame.coarse = true;
  view_->Invalidate();
  return frame;
}

Status Engine::FillForStatistics(const Recipe& recipe) {
  if (!scan_) return NothingOpen();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(recipe));
  const FrameView view = MakeFrameView(map, scan_->store->layout(), {.viewer = kStatisticsSize});
  return view_->Fill(*scan_->store, GradeOf(recipe), map, view);
}

StatusOr<Recipe> Engine::Automatic(FilmKind film, const Recipe& current) {
  Stopwatch watch;
  Recipe recipe = current;
  if (film != current.film) {
    const Recipe defaults = DefaultRecipe(film);
    recipe.film = film;
    recipe.print = defaults.print;
    recipe.names.curve = defaults.names.curve;
  }
  RETURN_IF_ERROR(FillForStatistics(recipe));
  recipe.density = AutomaticStart(film, view_->planes(), view_->size(), recipe, *grid_);
  automatic_ms_ = watch.Lap();
  return recipe;
}

StatusOr<std::array<double, 3>> Engine::PickBase(const Recipe& recipe, double x, double y) {
  RETURN_IF_ERROR(FillForStatistics(recipe));
  const Extent size = view_->size();
  const uint32_t radius = std::min(size.width, size.height) / 100;
  return PickFilmBase(view_->planes(), size, x, y, radius);
}

StatusOr<Extent> Engine::BeginExport(const Recipe& recipe, const ExportOptions& options,
                                     std::unique_ptr<BlockFile> file) {
  if (!scan_) return NothingOpen();
  if (exporting_) return InvalidInput("an export is already under way");
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(recipe));
  auto task = Exporting::Begin(scan_->summary, *scan_->store, GradeOf(recipe), map, options, std::move(file), pool_,
                               workspace_->encode);
  if (!task.ok()) {
    workspace_->encode.ReleaseAll();
    return task.status();
  }
  exporting_ = std::move(task).value();
  return exporting_->size();
}

StatusOr<Progress> Engine::ExportStep() {
  if (!exporting_) return InvalidInput("no export is under way");
  if (Status status = exporting_->Step(); !status.ok()) {
    CancelExport();
    return status;
  }
  export_times_ = exporting_->times();
  const Progress progress = exporting_->progress();
  if (progress.finished()) CancelExport();
  return progress;
}

void Engine::CancelExport() {
  exporting_.reset();
  workspace_->encode.ReleaseAll();
}

EngineStats Engine::Stats() const {
  // The arena itself came through malloc; what is beyond it belongs to the codecs and the bindings. Read first: the
  // answer's own strings are not to be in it.
  const auto beyond_arena = [](size_t bytes) { return bytes > kArenaBytes ? bytes - kArenaBytes : 0; };
  const size_t codecs_used = beyond_arena(HeapCounter::Global().in_use());
  const size_t codecs_peak = beyond_arena(HeapCounter::Global().peak());
  EngineStats stats;
  stats.threads = pool_.threads();
  for (const Region* region : {&workspace_->planes, &workspace_->frames, &workspace_->tiles, &workspace_->decode,
                               &workspace_->encode, &workspace_->tables}) {
    stats.regions.push_back({std::string(region->name()), region->budget(), region->used(), region->peak()});
  }
  stats.regions.push_back({"codec zone", kCodecBudget, codecs_used, codecs_peak});
  stats.render_allocations = render_allocations_;
  stats.render_ms = render_ms_;
  stats.refilled = refilled_;
  stats.frames_published = view_->frames_published();
  stats.view = view_->size();
  stats.opening = opening_times_;
  stats.automatic_ms = automatic_ms_;
  stats.exporting = export_times_;
  return stats;
}

}  // namespace easelight
