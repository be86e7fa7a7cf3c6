#include "core/store/scan_store.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace easelight {

StatusOr<TileCache> TileCache::Create(Region& region, size_t slot_bytes, size_t least) {
  // Both spans may be rounded up to the alignment.
  const size_t room = region.left() - std::min(region.left(), 2 * Region::kAlignment);
  const size_t slots = std::max(least, room / (slot_bytes + sizeof(Slot)));
  TileCache cache;
  cache.slot_bytes_ = slot_bytes;
  ASSIGN_OR_RETURN(cache.slots_, region.Take<Slot>(slots, "keys of tiles"));
  ASSIGN_OR_RETURN(cache.block_, region.Take<uint8_t>(slots * slot_bytes, "tiles"));
  cache.Clear();
  return cache;
}

void TileCache::Clear() {
  std::fill(slots_.begin(), slots_.end(), Slot{});
  clock_ = 0;
}

uint8_t* TileCache::Use(size_t slot, TileReader reader) {
  last_ = slot;
  slots_[slot].reader = reader;
  slots_[slot].used = ++clock_;
  return block_.data() + slot * slot_bytes_;
}

const uint8_t* TileCache::Find(const TileKey& key, TileReader reader) {
  if (slots_[last_].key == key) return Use(last_, reader);
  const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.key == key; });
  return found == slots_.end() ? nullptr : Use(static_cast<size_t>(found - slots_.begin()), reader);
}

bool TileCache::HasMoreThanItsShare(TileReader reader) const {
  const auto held =
      std::count_if(slots_.begin(), slots_.end(), [=](const Slot& slot) { return slot.reader == reader; });
  return static_cast<size_t>(held) > slots_.size() / 2;
}

TileCache::Slot* TileCache::Oldest(TileReader spared) {
  Slot* oldest = nullptr;
  for (Slot& slot : slots_) {
    if (slot.used > held_from_ || (slot.reader == spared && spared != TileReader::kNobody)) continue;
    if (oldest == nullptr || slot.used < oldest->used) oldest = &slot;
  }
  return oldest;
}

uint8_t* TileCache::Replace(const TileKey& key, TileReader reader) {
  const TileReader other = reader == TileReader::kView ? TileReader::kExport : TileReader::kView;
  Slot* oldest = Oldest(HasMoreThanItsShare(other) ? TileReader::kNobody : other);
  // All that this reader may take is held.
  if (oldest == nullptr) oldest = Oldest(TileReader::kNobody);
  assert(oldest != nullptr);
  oldest->key = key;
  return Use(static_cast<size_t>(oldest - slots_.data()), reader);
}

void TileCache::Forget(const TileKey& key) {
  for (Slot& slot : slots_) {
    if (slot.key == key) slot = Slot{};
  }
}

void TileCache::Release(TileReader reader) {
  for (Slot& slot : slots_) {
    if (slot.reader == reader) slot.reader = TileReader::kNobody;
  }
}

StatusOr<const uint8_t*> ScanStore::Tile(int level, uint32_t tx, uint32_t ty) {
  const LevelLayout& layout = layout_.level[static_cast<size_t>(level)];
  const TileKey key = {scan_, layout.tile_offset(tx, ty)};
  if (const uint8_t* cached = cache_->Find(key, reader_)) return cached;
  assert(layout.tile_bytes() <= cache_->slot_bytes());
  uint8_t* slot = cache_->Replace(key, reader_);
  if (Status status = file_->ReadAt(key.offset, {slot, layout.tile_bytes()}); !status.ok()) {
    cache_->Forget(key);
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
