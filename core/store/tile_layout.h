// The layout of a scan store: which tile of which pyramid level lies where in the file.
//
// Level 0 is the scan as stored; each further level halves it (rounding up) down to 32 pixels. Every tile takes
// a full 256x256 slot, so that its place follows from its number alone. Level 0 keeps the file's codes exactly; 8-bit
// scans continue in 16 bits above it, where averages need the room.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/image.h"

namespace easelight {

inline constexpr uint32_t kTileSide = 256;
// The pyramid ends where no side is longer, so that twice the smallest view is there.
inline constexpr uint32_t kLeastLevelSide = 32;
inline constexpr int kMaxLevels = 12;  // 65 535 >> 11 is no longer.

struct LevelLayout {
  Extent size;
  SampleFormat format;
  uint32_t tiles_x;
  uint32_t tiles_y;
  uint64_t offset;     // Of the level's first tile in the file.
  size_t pixel_bytes;  // Of one pixel: channels times sample.
  size_t tile_bytes() const { return size_t{kTileSide} * kTileSide * pixel_bytes; }
  uint64_t tile_offset(uint32_t tx, uint32_t ty) const { return offset + (uint64_t{ty} * tiles_x + tx) * tile_bytes(); }
};

struct TileLayout {
  TileLayout() = default;
  TileLayout(Extent size, int channel_count, SampleFormat format);

  int channels = 3;
  int levels = 0;
  std::array<LevelLayout, kMaxLevels> level;
  uint64_t file_bytes = 0;  // Of the whole store.
  size_t max_tile_bytes = 0;
};

}  // namespace easelight
