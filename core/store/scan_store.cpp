#include "core/store/scan_store.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace easelight {

StatusOr<TileCache> TileCache::Create(Region& region, size_t slot_bytes, size_t least) {
  const size_t slots = region.left() / (slot_bytes + sizeof(Slot) + 2);
  if (slots < least) {
    // Ask for what is needed, so that the error says it.
    const auto needed = region.Take<uint8_t>(least * (slot_bytes + sizeof(Slot)), "the least number of tiles");
    if (!needed.ok()) return needed.status();
  }
  TileCache cache;
  cache.slot_bytes_ = slot_bytes;
  ASSIGN_OR_RETURN(cache.keys_, region.Take<Slot>(slots > 2 ? slots - 2 : slots, "keys of tiles"));
  ASSIGN_OR_RETURN(cache.block_, region.Take<uint8_t>(cache.keys_.size() * slot_bytes, "tiles"));
  cache.Clear();
  return cache;
}

void TileCache::Clear() {
  std::fill(keys_.begin(), keys_.end(), Slot{});
  clock_ = 0;
}

const uint8_t* TileCache::Find(uint64_t key) {
  if (keys_[last_].key != key) {
    const auto found = std::find_if(keys_.begin(), keys_.end(), [key](const Slot& slot) { return slot.key == key; });
    if (found == keys_.end()) return nullptr;
    last_ = static_cast<size_t>(found - keys_.begin());
  }
  keys_[last_].used = ++clock_;
  return block_.data() + last_ * slot_bytes_;
}

uint8_t* TileCache::Replace(uint64_t key) {
  const auto oldest =
      std::min_element(keys_.begin(), keys_.end(), [](const Slot& a, const Slot& b) { return a.used < b.used; });
  *oldest = {key, ++clock_};
  last_ = static_cast<size_t>(oldest - keys_.begin());
  return block_.data() + last_ * slot_bytes_;
}

void TileCache::Forget(uint64_t key) {
  for (Slot& slot : keys_) {
    if (slot.key == key) slot = Slot{};
  }
}

StatusOr<const uint8_t*> ScanStore::Tile(int level, uint32_t tx, uint32_t ty) {
  const LevelLayout& layout = layout_.level[static_cast<size_t>(level)];
  const uint64_t offset = layout.tile_offset(tx, ty);  // Unique in the file, so a key.
  if (const uint8_t* cached = cache_->Find(offset)) return cached;
  uint8_t* slot = cache_->Replace(offset);
  if (Status status = file_->ReadAt(offset, {slot, layout.tile_bytes()}); !status.ok()) {
    cache_->Forget(offset);
    return status;
  }
  return static_cast<const uint8_t*>(slot);
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
