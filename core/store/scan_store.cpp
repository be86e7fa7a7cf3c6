#include "core/store/scan_store.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace easelight {

StatusOr<const uint8_t*> ScanStore::Tile(int level, uint32_t tx, uint32_t ty) {
  const LevelLayout& layout = layout_.level[static_cast<size_t>(level)];
  const TileKey key = {scan_, layout.tile_offset(tx, ty)};
  if (const uint8_t* cached = cache_->Find(key, reader_)) return cached;
  uint8_t* codes = cache_->Replace(key, reader_, layout.tile_bytes());
  if (Status status = file_->ReadAt(key.offset, {codes, layout.tile_bytes()}); !status.ok()) {
    cache_->Forget(key);
    return status;
  }
  return static_cast<const uint8_t*>(codes);
}

Status ScanStore::Read(int level, const PixelRect& rect, MutableByteSpan out) {
  const LevelLayout& layout = layout_.level[static_cast<size_t>(level)];
  const size_t pixel = layout.pixel_bytes;
  const size_t out_row = rect.width * pixel;
  assert(rect.x + rect.width <= layout.size.width && rect.y + rect.height <= layout.size.height);
  assert(out.size() == out_row * rect.height);
  for (uint32_t ty = rect.y / kTileSide; ty * kTileSide < rect.y + rect.height; ++ty) {
    for (uint32_t tx = rect.x / kTileSide; tx * kTileSide < rect.x + rect.width; ++tx) {
      ASSIGN_OR_RETURN(const uint8_t* tile, Tile(level, tx, ty));
      const uint32_t left = std::max(rect.x, tx * kTileSide);
      const uint32_t right = std::min(rect.x + rect.width, (tx + 1) * kTileSide);
      const uint32_t top = std::max(rect.y, ty * kTileSide);
      const uint32_t bottom = std::min(rect.y + rect.height, (ty + 1) * kTileSide);
      for (uint32_t y = top; y < bottom; ++y) {
        const size_t from = ((y % kTileSide) * size_t{kTileSide} + left % kTileSide) * pixel;
        std::memcpy(out.data() + (y - rect.y) * out_row + (left - rect.x) * pixel, tile + from, (right - left) * pixel);
      }
    }
  }
  return OkStatus();
}

}  // namespace easelight
