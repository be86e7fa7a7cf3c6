// Reads the photosites of a camera raw file that is not compressed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/io/raw/mosaic_rows.h"

namespace easelight {

// How codes lie in a file: one after the other from the most significant bit on, each row of a tile to a whole byte.
struct PlainLayout {
  uint64_t place = 0;           // Where the first row begins; of tiles, the list of where they begin: 32 bits for each.
  Extent sensor;                // With what shows no picture.
  Extent tile;                  // Beyond the right edge tiles are whole. None where `place` is that of the rows.
  uint32_t bits = 16;           // Of a code.
  bool big_endian = false;      // Of codes of 16 bits, and of the list.
  uint32_t unused_bits = 0;     // Below the code's own, in its bits.
  std::vector<uint16_t> curve;  // What stands for a code; empty where it is the code.

  bool is_tiled() const { return tile.width != 0; }
};

class PlainRows final : public MosaicRows {
 public:
  // Tiles whose rows take more than this at once are not read; those of cameras and converters take a tenth of it.
  static constexpr uint64_t kMostBandBytes = 16 * kMebibyte;
  static bool Reads(const PlainLayout& layout);

  // `source` must outlive the reader. The layout is one of those that are read.
  PlainRows(ByteSource& source, PlainLayout layout);

  StatusOr<std::span<const uint16_t>> Row(uint32_t y) override;

 private:
  Status LoadBand(uint32_t first);
  StatusOr<uint64_t> PlaceOf(uint32_t first, uint32_t tile_column);
  Status Read(uint64_t place, MutableByteSpan bytes);
  void Unpack(const uint8_t* bytes, std::span<uint16_t> codes) const;
  uint16_t CodeFrom(uint32_t bits) const;

  ByteSource& source_;
  const PlainLayout layout_;
  Extent tile_;
  size_t tile_row_bytes_;
  std::vector<uint8_t> bytes_;  // Of one tile.
  std::vector<uint16_t> band_;  // As many rows as a tile has, from first_ on.
  uint32_t first_ = 0;
  uint32_t rows_ = 0;
};

}  // namespace easelight
