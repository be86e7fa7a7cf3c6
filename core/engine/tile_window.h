// A rectangle of a level as it lies in tiles that are held in the cache.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/store/tile_layout.h"

namespace easelight {

struct TileWindow {
  const uint8_t* const* tiles;  // Row after row, `across` in each.
  uint32_t tile_x;              // The column and the row of the first.
  uint32_t tile_y;
  uint32_t across;
  size_t pixel_bytes;

  // Calls visit(x, count, codes) for the runs that columns left..right-1 of a row lie in, from left to right.
  template <typename Visit>
  void ForRuns(uint32_t y, uint32_t left, uint32_t right, const Visit& visit) const {
    const uint8_t* const* const row = tiles + size_t{y / kTileSide - tile_y} * across;
    for (uint32_t x = left; x < right;) {
      const uint32_t end = std::min(right, (x / kTileSide + 1) * kTileSide);
      const size_t at = size_t{y % kTileSide} * kTileSide + x % kTileSide;
      visit(x, end - x, row[x / kTileSide - tile_x] + at * pixel_bytes);
      x = end;
    }
  }
};

}  // namespace easelight
