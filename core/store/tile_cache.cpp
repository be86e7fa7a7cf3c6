#include "core/store/tile_cache.h"

#include <algorithm>
#include <cassert>

namespace easelight {

StatusOr<TileCache> TileCache::Create(Region& region, size_t slot_bytes) {
  TileCache cache;
  cache.slot_bytes_ = slot_bytes;
  cache.most_places_ = slot_bytes / kSmallestTile;
  const size_t room = region.left() - std::min(region.left(), kSpans * Region::kAlignment);
  const size_t slots = std::max(size_t{1}, room / BytesOfSlot(slot_bytes));
  ASSIGN_OR_RETURN(cache.slots_, region.Take<Slot>(slots, "sizes of tiles"));
  ASSIGN_OR_RETURN(cache.places_, region.Take<Place>(slots * cache.most_places_, "keys of tiles"));
  ASSIGN_OR_RETURN(cache.block_, region.Take<uint8_t>(slots * slot_bytes, "tiles"));
  std::fill(cache.slots_.begin(), cache.slots_.end(), Slot{slot_bytes});
  cache.Clear();
  return cache;
}

uint8_t* TileCache::Use(Place& place, TileReader reader) {
  last_ = static_cast<size_t>(&place - places_.data());
  place.reader = reader;
  place.used = ++clock_;
  const size_t slot = last_ / most_places_;
  return block_.data() + slot * slot_bytes_ + last_ % most_places_ * slots_[slot].tile_bytes;
}

const uint8_t* TileCache::Find(const TileKey& key, TileReader reader) {
  if (places_[last_].key == key) return Use(places_[last_], reader);
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& place) { return place.key == key; });
  return found == places_.end() ? nullptr : Use(*found, reader);
}

bool TileCache::HasMoreThanItsShare(TileReader reader) const {
  size_t bytes = 0;
  for (size_t slot = 0; slot < slots_.size(); ++slot) {
    const auto places = PlacesOf(slot, slots_[slot].tile_bytes);
    const auto held = std::count_if(places.begin(), places.end(), [=](const Place& p) { return p.reader == reader; });
    bytes += static_cast<size_t>(held) * slots_[slot].tile_bytes;
  }
  return bytes > block_.size() / 2;
}

bool TileCache::MayTake(const Place& place, TileReader spared) const {
  return place.used <= held_from_ && (place.reader != spared || spared == TileReader::kNobody);
}

TileCache::Place* TileCache::Oldest(size_t tile_bytes, TileReader spared) {
  Place* oldest = nullptr;
  uint64_t oldest_used = UINT64_MAX;
  const auto may_take = [&](const Place& place) { return MayTake(place, spared); };
  for (size_t slot = 0; slot < slots_.size(); ++slot) {
    const auto places = PlacesOf(slot, slots_[slot].tile_bytes);
    if (slots_[slot].tile_bytes == tile_bytes) {
      for (Place& place : places) {
        if (!may_take(place) || place.used >= oldest_used) continue;
        oldest = &place;
        oldest_used = place.used;
      }
      continue;
    }
    // Cut anew, it loses the tile used last, too.
    if (!std::all_of(places.begin(), places.end(), may_take)) continue;
    uint64_t used = 0;
    for (const Place& place : places) used = std::max(used, place.used);
    if (used >= oldest_used) continue;
    oldest = places.data();
    oldest_used = used;
  }
  if (oldest == nullptr) return nullptr;
  const size_t slot = static_cast<size_t>(oldest - places_.data()) / most_places_;
  if (slots_[slot].tile_bytes != tile_bytes) {
    const auto places = PlacesOf(slot, slots_[slot].tile_bytes);
    std::fill(places.begin(), places.end(), Place{});
    slots_[slot].tile_bytes = tile_bytes;
  }
  return oldest;
}

uint8_t* TileCache::Replace(const TileKey& key, TileReader reader, size_t tile_bytes) {
  assert(tile_bytes >= kSmallestTile && tile_bytes <= slot_bytes_);
  const TileReader other = reader == TileReader::kView ? TileReader::kExport : TileReader::kView;
  Place* oldest = Oldest(tile_bytes, HasMoreThanItsShare(other) ? TileReader::kNobody : other);
  // All that this reader may take is held.
  if (oldest == nullptr) oldest = Oldest(tile_bytes, TileReader::kNobody);
  assert(oldest != nullptr);
  oldest->key = key;
  return Use(*oldest, reader);
}

void TileCache::Forget(const TileKey& key) {
  const auto has_key = [&](const Place& place) { return place.key == key; };
  std::replace_if(places_.begin(), places_.end(), has_key, Place{});
}

void TileCache::Clear() { std::fill(places_.begin(), places_.end(), Place{}); }

void TileCache::Release(TileReader reader) {
  for (Place& place : places_) {
    if (place.reader == reader) place.reader = TileReader::kNobody;
  }
}

}  // namespace easelight
