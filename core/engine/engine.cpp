#include "core/engine/engine.h"

#include <algorithm>
#include <new>

#include "core/base/stopwatch.h"
#include "core/color/color_space.h"
#include "core/engine/scan_record.h"
#include "core/engine/within_memory.h"
#include "core/io/scan_limits.h"
#include "core/memory/heap_counter.h"
#include "core/memory/heap_loan.h"

namespace easelight {
namespace {

// While a scan is being opened it is shown at most this large.
constexpr Extent kOpeningSize = {800, 800};

// A record says what the file's header says; the profile is in the store.
Status ReadColor(BlockFile& store, ScanSummary& summary) {
  if (store.size() < summary.store_bytes) {
    return InvalidInput("store-short", {{"bytes", store.size()}, {"recorded", summary.store_bytes}});
  }
  ScanInfo info = summary.info;
  info.icc_profile.resize(summary.profile_bytes);
  if (summary.profile_bytes > 0) RETURN_IF_ERROR(store.ReadAt(ProfileOffset(summary), info.icc_profile));
  summary.encoding = AutoEncoding(info);
  return OkStatus();
}

}  // namespace

StatusOr<std::unique_ptr<Engine>> Engine::Create(int threads, ScanNumber first_scan, size_t view_pixels) {
  std::unique_ptr<Engine> engine(new Engine(std::clamp(threads, 1, 16), first_scan));
  ASSIGN_OR_RETURN(engine->workspace_, Workspace::Create(view_pixels));
  ASSIGN_OR_RETURN(engine->view_, View::Create(*engine->workspace_, engine->pool_));
  ASSIGN_OR_RETURN(const auto grid, engine->workspace_->tables.Take<DensityGrid>(1, "the statistics' grid"));
  engine->grid_ = new (grid.data()) DensityGrid();
  return engine;
}

StatusOr<ScanNumber> Engine::BeginOpen(std::string name, std::unique_ptr<ByteSource> source,
                                       std::unique_ptr<BlockFile> store, uint32_t rows) {
  if (opening_) return InvalidInput("engine-opening");
  ASSIGN_OR_RETURN(const ScanNumber number, sessions_.NextNumber());
  const uint64_t refused = HeapCounter::Global().refused();
  auto opening = WithinMemory(
      [&] { return ScanOpening::Begin(number, std::move(name), std::move(source), std::move(store), rows); });
  if (!opening.ok()) return BesideExport(opening.status(), refused);
  opening_ = std::move(opening).value();
  Status status = WithinMemory([&]() -> Status {
    if (opening_->needs_unpacking()) RETURN_IF_ERROR(Unpack(*opening_));
    return opening_->Prepare(workspace_->decode, pool_);
  });
  if (!status.ok()) {
    CancelOpen();
    return BesideExport(std::move(status), refused);
  }
  return number;
}

Status Engine::Unpack(ScanOpening& opening) {
  static_assert(kMaxUnpackedBytes <= kLoanBytes);
  if (!opening.unpacks_whole()) return opening.Unpack();
  view_->Invalidate();
  ReleaseTiles();
  const HeapLoan loan(workspace_->Lendable());
  return opening.Unpack();
}

// The codec zone is one for both tasks: an opening that it had no room for beside an export may fit after it.
Status Engine::BesideExport(Status status, uint64_t refused_before) const {
  if (!exporting_ || HeapCounter::Global().refused() == refused_before) return status;
  return ResourceExhausted("engine-beside-export", {{"reason", status.sentence()}});
}

StatusOr<Progress> Engine::OpenStep() {
  if (!opening_) return InvalidInput("engine-not-opening");
  const uint64_t refused = HeapCounter::Global().refused();
  const StatusOr<Progress> progress = WithinMemory([&] { return StepOpening(); });
  if (!progress.ok() || progress->finished()) CancelOpen();
  if (!progress.ok()) return BesideExport(progress.status(), refused);
  return progress;
}

StatusOr<Progress> Engine::StepOpening() {
  RETURN_IF_ERROR(opening_->Step());
  opening_times_ = opening_->times();
  const Progress progress = opening_->progress();
  if (progress.finished()) {
    ASSIGN_OR_RETURN(auto file, opening_->TakeStore());
    sessions_.Add(opening_->number(), opening_->summary(), std::move(file));
  }
  return progress;
}

StatusOr<ScanNumber> Engine::Attach(std::string_view record, std::unique_ptr<BlockFile> store) {
  ASSIGN_OR_RETURN(ScanSummary summary, SummaryFromRecord(record));
  RETURN_IF_ERROR(ReadColor(*store, summary));
  ASSIGN_OR_RETURN(const ScanNumber number, sessions_.NextNumber());
  sessions_.Add(number, std::move(summary), std::move(store));
  return number;
}

void Engine::CancelOpen() {
  opening_.reset();
  workspace_->decode.ReleaseAll();
}

Status Engine::CloseScan(ScanNumber scan) {
  RETURN_IF_ERROR(sessions_.Close(scan));
  if (sessions_.empty() && !exporting_) ReleaseTiles();
  return OkStatus();
}

StatusOr<ScanSummary> Engine::Summary(ScanNumber scan) const {
  if (opening_ && opening_->number() == scan) return opening_->summary();
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  return session->summary;
}

// They are made when a scan is read: until then, their memory may be lent to a codec.
Status Engine::PrepareTiles() {
  if (tiles_.slots() > 0) return OkStatus();
  ASSIGN_OR_RETURN(tiles_, TileCache::Create(workspace_->tiles, TileCache::kLargestTile));
  return OkStatus();
}

void Engine::ReleaseTiles() {
  tiles_ = TileCache();
  workspace_->tiles.ReleaseAll();
}

StatusOr<ScanStore> Engine::StoreForView(const ScanSession& scan) {
  RETURN_IF_ERROR(PrepareTiles());
  return ScanStore(scan.number, scan.layout, *scan.file, tiles_, TileReader::kView);
}

StatusOr<RenderedFrame> Engine::Render(ScanNumber scan, const Recipe& recipe, const ViewRequest& request,
                                       const FrameHaste& haste, const FrameLook& look) {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  Stopwatch watch;
  const uint64_t allocations = HeapCounter::Global().allocations();
  const uint64_t fills = view_->fills();
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(session->summary, recipe));
  const Grade grade = GradeOf(session->summary, recipe);
  ASSIGN_OR_RETURN(ScanStore store, StoreForView(*session));
  RETURN_IF_ERROR(view_->FillRequested(store, grade, map, request, haste.coarse));
  ASSIGN_OR_RETURN(const RenderedFrame frame, view_->Render(grade, Proofed(look), haste.draft));
  refilled_ = view_->fills() != fills;
  render_allocations_ = HeapCounter::Global().allocations() - allocations;
  render_ms_ = watch.Lap();
  return frame;
}

FrameLook Engine::Proofed(const FrameLook& look) const {
  FrameLook proofed = look;
  proofed.screen.profile = proof_;
  return proofed;
}

Status Engine::SetSoftProof(ByteSpan icc_profile, const SoftProof& proof) {
  ASSIGN_OR_RETURN(proof_, ReadSoftProof(icc_profile, proof));
  return OkStatus();
}

StatusOr<RenderedFrame> Engine::RenderOpening(const Recipe& recipe, const FrameLook& look) {
  if (!opening_) return InvalidInput("engine-not-opening");
  const ScanSummary& summary = opening_->summary();
  const Grade grade = GradeFromRecipe(recipe, summary.encoding.color);
  ASSIGN_OR_RETURN(const FrameMap map, MakeFrameMap({}, summary.info.size, summary.info.orientation));
  ASSIGN_OR_RETURN(const uint32_t rows, opening_->RowsAtHand(map, kOpeningSize));
  const FrameView view = MakeTopView(map, opening_->layout(), kOpeningSize, rows);
  RETURN_IF_ERROR(view_->Fill(opening_->preview(), grade, map, view));
  ASSIGN_OR_RETURN(RenderedFrame frame, view_->Render(grade, Proofed(look)));
  frame.coarse = true;
  view_->Invalidate();
  return frame;
}

StatusOr<SmallPicture> Engine::RenderSmall(ScanNumber scan, const Recipe& recipe, uint32_t longest) {
  if (longest < 16 || longest > kMostSmallSide) {
    return OutOfRange("small-picture", {{"side", longest}, {"most", kMostSmallSide}});
  }
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  ASSIGN_OR_RETURN(const FrameMap map, MapOf(session->summary, recipe));
  const FrameView view = MakeFrameView(map, session->layout, {.viewer = {longest, longest}});
  ASSIGN_OR_RETURN(ScanStore store, StoreForView(*session));
  const Grade grade = GradeOf(session->summary, recipe);
  RETURN_IF_ERROR(view_->Fill(store, grade, map, view));
  SmallPicture picture{view_->size(), std::vector<uint8_t>(4 * static_cast<size_t>(view_->size().pixels()))};
  RETURN_IF_ERROR(view_->RenderInto(grade, PlainLook().screen, picture.rgba));
  return picture;
}

EngineStats Engine::Stats() const {
  // The arena itself came through malloc; what is beyond it belongs to the codecs and the bindings. Read first: the
  // answer's own strings are not to be in it.
  const size_t arena = ArenaBytes(workspace_->view_pixels());
  const auto beyond_arena = [=](size_t bytes) { return bytes > arena ? bytes - arena : 0; };
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
  stats.view_pixels = workspace_->view_pixels();
  stats.view = view_->size();
  stats.opening = opening_times_;
  stats.automatic_ms = automatic_ms_;
  stats.exporting = export_times_;
  return stats;
}

}  // namespace easelight
