// The scan store: one scan's tiles on disk, read through a tile cache that several stores share.
#pragma once

#include <cassert>

#include "core/base/bytes.h"
#include "core/store/tile_cache.h"

namespace easelight {

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
