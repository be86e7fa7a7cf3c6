#include "core/io/raw/plain_rows.h"

#include <algorithm>
#include <array>
#include <utility>

namespace easelight {
namespace {

// What is read at once where there are no tiles, or a row.
constexpr size_t kStripBytes = 1 << 20;

size_t RowBytes(uint32_t width, uint32_t bits) { return (size_t{width} * bits + 7) / 8; }

}  // namespace

bool PlainRows::Reads(const PlainLayout& layout) {
  if (layout.bits < 8 || layout.bits > 16 || layout.unused_bits >= layout.bits) return false;
  if (!layout.is_tiled()) return true;
  // No more than a tile is wasted at the right edge.
  if (layout.tile.height == 0 || layout.tile.width >= uint64_t{2} * layout.sensor.width) return false;
  const uint64_t rows = std::min(layout.tile.height, layout.sensor.height);
  return rows * (uint64_t{layout.sensor.width} + layout.tile.width) * sizeof(uint16_t) <= kMostBandBytes;
}

PlainRows::PlainRows(ByteSource& source, PlainLayout layout)
    : source_(source), layout_(std::move(layout)), tile_(layout_.tile) {
  if (!layout_.is_tiled()) {
    const size_t rows = kStripBytes / RowBytes(layout_.sensor.width, layout_.bits);
    tile_ = {layout_.sensor.width, static_cast<uint32_t>(std::max<size_t>(1, rows))};
  }
  tile_.height = std::min(tile_.height, layout_.sensor.height);
  tile_row_bytes_ = RowBytes(tile_.width, layout_.bits);
  bytes_.resize(tile_row_bytes_ * tile_.height);
  band_.resize(size_t{layout_.sensor.width} * tile_.height);
}

StatusOr<std::span<const uint16_t>> PlainRows::Row(uint32_t y) {
  if (y < first_ || y - first_ >= rows_) RETURN_IF_ERROR(LoadBand(y - y % tile_.height));
  return std::span<const uint16_t>(band_).subspan(size_t{y - first_} * layout_.sensor.width, layout_.sensor.width);
}

Status PlainRows::LoadBand(uint32_t first) {
  first_ = first;
  rows_ = std::min(tile_.height, layout_.sensor.height - first);
  for (uint32_t x = 0; x < layout_.sensor.width; x += tile_.width) {
    ASSIGN_OR_RETURN(const uint64_t place, PlaceOf(first, x / tile_.width));
    RETURN_IF_ERROR(Read(place, MutableByteSpan(bytes_).first(tile_row_bytes_ * rows_)));
    const size_t width = std::min(tile_.width, layout_.sensor.width - x);
    for (uint32_t i = 0; i < rows_; ++i) {
      Unpack(bytes_.data() + i * tile_row_bytes_,
             std::span(band_).subspan(size_t{i} * layout_.sensor.width + x, width));
    }
  }
  return OkStatus();
}

StatusOr<uint64_t> PlainRows::PlaceOf(uint32_t first, uint32_t tile_column) {
  if (!layout_.is_tiled()) return layout_.place + uint64_t{first} * tile_row_bytes_;
  const uint64_t columns = (layout_.sensor.width + tile_.width - 1) / tile_.width;
  const uint64_t number = first / tile_.height * columns + tile_column;
  std::array<uint8_t, 4> field{};
  RETURN_IF_ERROR(Read(layout_.place + 4 * number, field));
  if (!layout_.big_endian) std::reverse(field.begin(), field.end());
  uint64_t place = 0;
  for (const uint8_t byte : field) place = place << 8 | byte;
  return place;
}

Status PlainRows::Read(uint64_t place, MutableByteSpan bytes) {
  const uint64_t size = source_.size();
  if (place > size || bytes.size() > size - place) return Truncated("raw-ends", {{"end", size}});
  return source_.ReadAt(place, bytes);
}

uint16_t PlainRows::CodeFrom(uint32_t bits) const {
  const uint32_t code = bits >> layout_.unused_bits;
  return layout_.curve.empty() ? static_cast<uint16_t>(code) : layout_.curve[code];
}

void PlainRows::Unpack(const uint8_t* bytes, std::span<uint16_t> codes) const {
  if (layout_.bits == 16) {
    const size_t high = layout_.big_endian ? 0 : 1;
    for (uint16_t& code : codes) {
      code = CodeFrom(static_cast<uint32_t>(bytes[high]) << 8 | bytes[1 - high]);
      bytes += 2;
    }
    return;
  }
  const uint32_t mask = (1u << layout_.bits) - 1;
  uint32_t held = 0, held_bits = 0;
  for (uint16_t& code : codes) {
    for (; held_bits < layout_.bits; held_bits += 8) held = held << 8 | *bytes++;
    held_bits -= layout_.bits;
    code = CodeFrom(held >> held_bits & mask);
  }
}

}  // namespace easelight
