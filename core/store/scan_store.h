// The scan store: one scan's tiles on disk, read through a cache of fixed size.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/memory/region.h"
#include "core/store/tile_layout.h"

namespace easelight {

// Keeps the tiles used last, in slots of one size. Slots are made at Create; reading allocates nothing.
class TileCache {
 public:
  // Fills `region` with slots of `slot_bytes`. Errors: kResourceExhausted when not even `least` fit.
  static StatusOr<TileCache> Create(Region& region, size_t slot_bytes, size_t least);

  size_t slots() const { return keys_.size(); }
  void Clear();

  // The slot that holds `key`, or null.
  const uint8_t* Find(uint64_t key);
  // The slot used longest ago, now holding `key`; the caller fills it, or calls Forget when it cannot.
  uint8_t* Replace(uint64_t key);
  void Forget(uint64_t key);

 private:
  static constexpr uint64_t kEmpty = UINT64_MAX;
  struct Slot {
    uint64_t key = kEmpty;
    uint64_t used = 0;  // The clock at the last use.
  };

  std::span<uint8_t> block_;
  size_t slot_bytes_ = 0;
  std::span<Slot> keys_;
  uint64_t clock_ = 0;
  size_t last_ = 0;  // The slot found last: neighbours ask for the same tile.
};

// Reads rectangles of any level.
class ScanStore {
 public:
  // `file` holds the tiles of `layout`; the cache is this store's alone. Both outlive the store.
  ScanStore(const TileLayout& layout, BlockFile& file, TileCache& cache)
      : layout_(layout), file_(&file), cache_(&cache) {}

  const TileLayout& layout() const { return layout_; }

  // Copies the codes of `rect` of a level, row after row without gaps, into `out`. The rectangle lies inside the level.
  // Errors: kIo, kTruncated.
  Status Read(int level, const PixelRect& rect, MutableByteSpan out);

 private:
  StatusOr<const uint8_t*> Tile(int level, uint32_t tx, uint32_t ty);

  TileLayout layout_;
  BlockFile* file_;
  TileCache* cache_;
};

}  // namespace easelight
