// The plane filler: densities of rectangles of a picture, at full size or reduced, from the scan store.
//
// The calling thread reads the tiles, as the browser's files allow no other, and holds them in the cache while all
// threads of the pool make densities of them; it joins them when all tiles are there.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>

#include "core/base/thread_pool.h"
#include "core/engine/block_fillers.h"
#include "core/memory/region.h"
#include "core/store/scan_store.h"

namespace easelight {

// Scratch memory comes from a region at Create and serves every later fill.
class PlaneFiller {
 public:
  // Errors: kResourceExhausted.
  static StatusOr<std::unique_ptr<PlaneFiller>> Create(ThreadPool& pool, Region& region);

  // Densities of rectangles of the view's reduced picture into planes whose rows are `stride` apart. Errors: kIo,
  // kTruncated.
  Status Fill(ScanStore& store, const FrameView& view, const InputStage& input, std::span<const FillTarget> targets,
              size_t stride);

 private:
  static constexpr size_t kMostThreads = 16;
  static constexpr size_t kMostBlocks = 512;  // Of a batch; so are the others.
  static constexpr size_t kMostTiles = 256;
  static constexpr size_t kMostTileUses = 4096;

  struct Job {
    const FillTarget* target;
    FillBlock block;
    size_t first_use;  // Of its tiles.
    uint32_t tile_x, tile_y, across, down;
  };
  struct Tile {
    uint32_t x, y;
    bool operator==(const Tile&) const = default;
  };

  explicit PlaneFiller(ThreadPool& pool) : pool_(&pool) {}

  Status FillBy(const BlockFiller& filler, ScanStore& store, const FrameView& view,
                std::span<const FillTarget> targets);
  // Adds a block to the batch, unless that has no room for it.
  bool Add(const FillTarget& target, const FillBlock& block, size_t most_tiles);
  Status FillBatch(const BlockFiller& filler, ScanStore& store, int level);
  Status ReadTiles(ScanStore& store, int level);
  // The tiles of so many jobs are there; with `over`, no more will be.
  void Announce(size_t jobs, bool over);
  // Returns when the tiles of a job are there, or false where they will not be.
  bool WaitFor(size_t job);
  size_t TakeScratch();

  ThreadPool* pool_;
  std::array<std::span<float>, kMostThreads> scratch_;
  std::atomic<uint32_t> free_scratch_{0};  // A bit each.

  std::array<Job, kMostBlocks> jobs_;
  std::array<Tile, kMostTiles> tiles_;
  std::array<uint16_t, kMostTileUses> uses_;  // Indices of tiles_.
  std::array<const uint8_t*, kMostTileUses> codes_;
  size_t job_count_ = 0;
  size_t tile_count_ = 0;
  size_t use_count_ = 0;

  std::mutex mutex_;
  std::condition_variable more_read_;
  std::atomic<size_t> read_{0};  // Jobs whose tiles are there.
  bool over_ = false;            // Guarded by mutex_.
};

}  // namespace easelight
