#include "core/engine/plane_filler.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace easelight {

StatusOr<std::unique_ptr<PlaneFiller>> PlaneFiller::Create(ThreadPool& pool, Region& region) {
  std::unique_ptr<PlaneFiller> filler(new PlaneFiller(pool));
  const auto threads = static_cast<size_t>(pool.threads());
  assert(threads <= kMostThreads);
  for (size_t i = 0; i < threads; ++i) {
    ASSIGN_OR_RETURN(filler->scratch_[i], region.Take<float>(BlockFiller::kScratchFloats, "light of a block"));
  }
  filler->free_scratch_ = (1u << threads) - 1;
  return filler;
}

Status PlaneFiller::Fill(ScanStore& store, const FrameView& view, const InputStage& input,
                         std::span<const FillTarget> targets, size_t stride) {
  const TileLayout& layout = store.layout();
  if (view.exact) return FillBy(ExactFiller(view, layout, input, stride), store, view, targets);
  if (view.upright()) return FillBy(SeparableFiller(view, layout, input, stride), store, view, targets);
  return FillBy(GeneralFiller(view, layout, input, stride), store, view, targets);
}

Status PlaneFiller::FillBy(const BlockFiller& filler, ScanStore& store, const FrameView& view,
                           std::span<const FillTarget> targets) {
  const size_t tile_bytes = store.layout().level[static_cast<size_t>(view.level)].tile_bytes();
  const size_t most_tiles = std::min(kMostTiles, store.cache().most_held(tile_bytes));
  job_count_ = tile_count_ = use_count_ = 0;
  for (const FillTarget& target : targets) {
    const uint32_t blocks = filler.Blocks(target.rect);
    for (uint32_t i = 0; i < blocks; ++i) {
      const FillBlock block = filler.Block(target.rect, i);
      if (Add(target, block, most_tiles)) continue;
      RETURN_IF_ERROR(FillBatch(filler, store, view.level));
      if (!Add(target, block, most_tiles)) {
        return ResourceExhausted(
            "view-block", {{"pixels", block.source.extent().pixels()}, {"limit", most_tiles * kTileSide * kTileSide}});
      }
    }
  }
  return FillBatch(filler, store, view.level);
}

bool PlaneFiller::Add(const FillTarget& target, const FillBlock& block, size_t most_tiles) {
  const PixelRect& source = block.source;
  Job job = {&target, block, use_count_, source.x / kTileSide, source.y / kTileSide, 0, 0};
  job.across = (source.x + source.width - 1) / kTileSide - job.tile_x + 1;
  job.down = (source.y + source.height - 1) / kTileSide - job.tile_y + 1;
  const size_t uses = size_t{job.across} * job.down;
  if (job_count_ == kMostBlocks || use_count_ + uses > kMostTileUses) return false;
  size_t tiles = tile_count_;
  for (size_t i = 0; i < uses; ++i) {
    const Tile tile = {job.tile_x + static_cast<uint32_t>(i % job.across),
                       job.tile_y + static_cast<uint32_t>(i / job.across)};
    // Neighbours use the same tiles: those found last come first.
    size_t found = tiles;
    while (found > 0 && !(tiles_[found - 1] == tile)) --found;
    if (found == 0) {
      if (tiles == most_tiles) return false;
      tiles_[tiles] = tile;
      found = ++tiles;
    }
    uses_[use_count_ + i] = static_cast<uint16_t>(found - 1);
  }
  tile_count_ = tiles;
  use_count_ += uses;
  jobs_[job_count_++] = job;
  return true;
}

Status PlaneFiller::FillBatch(const BlockFiller& filler, ScanStore& store, int level) {
  const size_t pixel_bytes = store.layout().level[static_cast<size_t>(level)].pixel_bytes;
  read_ = 0;
  over_ = false;
  Status status;
  const TileCache::Hold hold(store.cache());
  pool_->ForEachBeside(
      static_cast<int>(job_count_),
      [&](int index) {
        const auto i = static_cast<size_t>(index);
        if (!WaitFor(i)) return;
        const Job& job = jobs_[i];
        const TileWindow window = {codes_.data() + job.first_use, job.tile_x, job.tile_y, job.across, pixel_bytes};
        const size_t scratch = TakeScratch();
        filler.Fill(job.block, window, *job.target, scratch_[scratch]);
        free_scratch_.fetch_or(1u << scratch, std::memory_order_release);
      },
      [&] { status = ReadTiles(store, level); });
  job_count_ = tile_count_ = use_count_ = 0;
  return status;
}

Status PlaneFiller::ReadTiles(ScanStore& store, int level) {
  size_t done = 0;
  // However reading ends, nobody waits on.
  struct Over {
    ~Over() { filler.Announce(done, true); }
    PlaneFiller& filler;
    const size_t& done;
  } over{*this, done};
  std::array<const uint8_t*, kMostTiles> read{};
  while (done < job_count_) {
    const size_t end = done + 1 < job_count_ ? jobs_[done + 1].first_use : use_count_;
    for (size_t use = jobs_[done].first_use; use < end; ++use) {
      const uint8_t*& codes = read[uses_[use]];
      if (codes == nullptr) {
        const Tile& tile = tiles_[uses_[use]];
        ASSIGN_OR_RETURN(codes, store.Tile(level, tile.x, tile.y));
      }
      codes_[use] = codes;
    }
    Announce(++done, false);
  }
  return OkStatus();
}

void PlaneFiller::Announce(size_t jobs, bool over) {
  {
    const std::lock_guard lock(mutex_);
    read_.store(jobs, std::memory_order_release);
    over_ = over;
  }
  more_read_.notify_all();
}

bool PlaneFiller::WaitFor(size_t job) {
  if (read_.load(std::memory_order_acquire) > job) return true;
  std::unique_lock lock(mutex_);
  more_read_.wait(lock, [&] { return over_ || read_.load(std::memory_order_relaxed) > job; });
  return read_.load(std::memory_order_relaxed) > job;
}

size_t PlaneFiller::TakeScratch() {
  uint32_t free = free_scratch_.load(std::memory_order_relaxed);
  for (;;) {
    // There is one for each thread.
    assert(free != 0);
    const int lowest = std::countr_zero(free);
    if (free_scratch_.compare_exchange_weak(free, free & ~(1u << lowest), std::memory_order_acquire)) {
      return static_cast<size_t>(lowest);
    }
  }
}

}  // namespace easelight
