#include "core/store/tile_layout.h"

#include <algorithm>

namespace easelight {

TileLayout::TileLayout(Extent size, int channel_count, SampleFormat format) : channels(channel_count) {
  const auto tiles = [](uint32_t side) { return (side + kTileSide - 1) / kTileSide; };
  for (;;) {
    LevelLayout& next = level[static_cast<size_t>(levels++)];
    next = {.size = size,
            .format = format,
            .tiles_x = tiles(size.width),
            .tiles_y = tiles(size.height),
            .offset = file_bytes,
            .pixel_bytes = static_cast<size_t>(channels) * BytesPerSample(format)};
    file_bytes += uint64_t{next.tiles_x} * next.tiles_y * next.tile_bytes();
    max_tile_bytes = std::max(max_tile_bytes, next.tile_bytes());
    if (std::max(size.width, size.height) <= kLeastLevelSide) return;
    size = {(size.width + 1) / 2, (size.height + 1) / 2};
    if (format == SampleFormat::kUint8) format = SampleFormat::kUint16;
  }
}

}  // namespace easelight
