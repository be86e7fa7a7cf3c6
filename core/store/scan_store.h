// The scan store: one scan's tiles on disk, read through a cache of fixed size that several stores share.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>

#include "core/base/bytes.h"
#include "core/memory/region.h"
#include "core/store/tile_layout.h"

namespace easelight {

// Tells the scans of one engine apart: counts openings, and no number is used twice. 0 is no scan.
using ScanNumber = uint32_t;

// Whom a tile was last read for.
enum class TileReader : uint8_t { kNobody, kView, kExport };

// Where a tile lies: the offset is unique in the scan's file.
struct TileKey {
  ScanNumber scan = 0;
  uint64_t offset = 0;
  bool operator==(const TileKey&) const = default;
};

// Keeps the tiles used last, of any number of scans, in slots of one size: as large as the largest tile. Slots are made
// at Create; reading allocates nothing.
//
// Neither reader starves the other: up to half of the slots, the tiles that one has read make no room for the other's.
class TileCache {
 public:
  // Fills `region` with slots of `slot_bytes`. Errors: kResourceExhausted when not even `least` fit.
  static StatusOr<TileCache> Create(Region& region, size_t slot_bytes, size_t least);

  size_t slots() const { return slots_.size(); }
  size_t slot_bytes() const { return slot_bytes_; }
  void Clear();

  // The slot that holds the tile, or null.
  const uint8_t* Find(const TileKey& key, TileReader reader);
  // Of the slots that this reader may take the one used longest ago, now for `key`; the caller fills it, or calls
  // Forget when it cannot.
  uint8_t* Replace(const TileKey& key, TileReader reader);
  void Forget(const TileKey& key);

  // The reader is done, or has a rest: its tiles stay until anybody needs their room.
  void Release(TileReader reader);

  // Tiles that are found or filled while `hold` lasts keep their slots, so that other threads may read them. At most
  // most_held() of them; one hold at a time.
  class Hold {
   public:
    explicit Hold(TileCache& cache) : cache_(cache) { cache_.held_from_ = cache_.clock_; }
    ~Hold() { cache_.held_from_ = kNothingHeld; }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    TileCache& cache_;
  };
  size_t most_held() const { return slots_.size() - slots_.size() / 4; }

 private:
  struct Slot {
    TileKey key;
    TileReader reader = TileReader::kNobody;
    uint64_t used = 0;  // The clock at the last use; 0 for an empty slot.
  };

  static constexpr uint64_t kNothingHeld = UINT64_MAX;

  bool HasMoreThanItsShare(TileReader reader) const;
  // Of the slots that are not held, without those of `spared`, the one used longest ago; null where there is none.
  Slot* Oldest(TileReader spared);
  uint8_t* Use(size_t slot, TileReader reader);

  std::span<uint8_t> block_;
  size_t slot_bytes_ = 0;
  std::span<Slot> slots_;
  uint64_t clock_ = 0;
  uint64_t held_from_ = kNothingHeld;  // Slots used after this are held.
  size_t last_ = 0;                    // The slot found last: neighbours ask for the same tile.
};

// Reads rectangles of any level of one scan, for one reader.
class ScanStore {
 public:
  // `file` holds the tiles of `layout`; no slot of the cache is smaller than its largest tile. Both outlive the store.
  ScanStore(ScanNumber scan, const TileLayout& layout, BlockFile& file, TileCache& cache, TileReader reader)
      : scan_(scan), layout_(layout), file_(&file), cache_(&cache), reader_(reader) {
    assert(scan != 0);
  }

  ScanNumber scan() const { return scan_; }
  const TileLayout& layout() const { return layout_; }

  // Copies the codes of `rect` of a level, row after row without gaps, into `out`. The rectangle lies inside the level.
  // Errors: kIo, kTruncated.
  Status Read(int level, const PixelRect& rect, MutableByteSpan out);

  // The codes of a tile, kTileSide pixels a row. They stay until the next tile is read, or as long as the cache's tiles
  // are held. Errors: kIo, kTruncated.
  StatusOr<const uint8_t*> Tile(int level, uint32_t tx, uint32_t ty);
  TileCache& cache() { return *cache_; }

 private:
  ScanNumber scan_;
  TileLayout layout_;
  BlockFile* file_;
  TileCache* cache_;
  TileReader reader_;
};

}  // namespace easelight
