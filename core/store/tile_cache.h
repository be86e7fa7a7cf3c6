// The tile cache: the tiles used last, of any number of scans, in memory of a fixed size.
#pragma once

#include <cstdint>
#include <span>

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

// Its memory is cut into slots as large as the largest tile, and each slot into places for tiles of one size: those of
// 8 bits lie two to a slot where those of 16 lie alone. A slot is cut anew once all of its tiles are the oldest. Memory
// is taken at Create; reading allocates nothing.
//
// Neither reader starves the other: up to half of the memory, the tiles that one has read make no room for the other's.
class TileCache {
 public:
  // Of all formats: colors as floats.
  static constexpr size_t kLargestTile = size_t{kTileSide} * kTileSide * 3 * sizeof(float);

  // What a region has to have for so many slots of `slot_bytes`.
  static constexpr size_t BytesFor(size_t slots, size_t slot_bytes) {
    return slots * BytesOfSlot(slot_bytes) + kSpans * Region::kAlignment;
  }
  // Fills `region` with slots of `slot_bytes`, which no tile is larger than. Errors: kResourceExhausted when not even
  // one fits.
  static StatusOr<TileCache> Create(Region& region, size_t slot_bytes);

  size_t slots() const { return slots_.size(); }
  size_t slot_bytes() const { return slot_bytes_; }

  // The codes of the tile, or null.
  const uint8_t* Find(const TileKey& key, TileReader reader);
  // Of the places that this reader may take the one used longest ago, now for `key`, a tile of `tile_bytes`; the caller
  // fills it, or calls Forget when it cannot.
  uint8_t* Replace(const TileKey& key, TileReader reader, size_t tile_bytes);
  void Forget(const TileKey& key);
  void Clear();

  // The reader is done, or has a rest: its tiles stay until anybody needs their room.
  void Release(TileReader reader);

  // Tiles that are found or filled while `hold` lasts keep their places, so that other threads may read them. They are
  // of one size, and at most most_held() of them; one hold at a time.
  class Hold {
   public:
    explicit Hold(TileCache& cache) : cache_(cache) { cache_.held_from_ = cache_.clock_; }
    ~Hold() { cache_.held_from_ = kNothingHeld; }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    TileCache& cache_;
  };
  size_t most_held(size_t tile_bytes) const { return (slots_.size() - slots_.size() / 4) * (slot_bytes_ / tile_bytes); }

 private:
  struct Place {
    TileKey key;
    TileReader reader = TileReader::kNobody;
    uint64_t used = 0;  // The clock at the last use; 0 for an empty place.
  };
  struct Slot {
    size_t tile_bytes;  // What it is cut for.
  };

  static constexpr uint64_t kNothingHeld = UINT64_MAX;
  static constexpr size_t kSmallestTile = size_t{kTileSide} * kTileSide;  // Gray, of 8 bits.
  static constexpr size_t kSpans = 3;                                     // Each may be rounded up to the alignment.
  static constexpr size_t BytesOfSlot(size_t slot_bytes) {
    return slot_bytes + sizeof(Slot) + slot_bytes / kSmallestTile * sizeof(Place);
  }

  // The places that a slot has when it is cut for tiles of this size.
  std::span<Place> PlacesOf(size_t slot, size_t tile_bytes) const {
    return places_.subspan(slot * most_places_, slot_bytes_ / tile_bytes);
  }
  bool HasMoreThanItsShare(TileReader reader) const;
  bool MayTake(const Place& place, TileReader spared) const;
  // Of the places that are not held, without those of `spared`, the one used longest ago, its slot cut for tiles of
  // this size; null where there is none.
  Place* Oldest(size_t tile_bytes, TileReader spared);
  uint8_t* Use(Place& place, TileReader reader);

  std::span<uint8_t> block_;
  size_t slot_bytes_ = 0;
  size_t most_places_ = 0;  // Of a slot.
  std::span<Slot> slots_;
  std::span<Place> places_;
  uint64_t clock_ = 0;
  uint64_t held_from_ = kNothingHeld;  // Places used after this are held.
  size_t last_ = 0;                    // The place found last: neighbours ask for the same tile.
};

}  // namespace easelight
