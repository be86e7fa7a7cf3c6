// The pyramid writer: takes a scan's rows from top to bottom and leaves its tiles and their averages on disk.
#pragma once

#include <array>
#include <memory>
#include <span>

#include "core/base/bytes.h"
#include "core/color/transfer_curve.h"
#include "core/film/encode.h"
#include "core/film/program.h"
#include "core/memory/region.h"
#include "core/store/tile_layout.h"

namespace easelight {

// Code tables for averaging one channel in linear light; plain data of fixed size.
struct AveragingTables {
  CodeTable linear_from_code;
  CodeTable linear_from_upper;  // 16-bit codes of the levels above an 8-bit scan.
  EncodeTable encode;           // To 16-bit codes.
};

// Writes one scan. Memory: strips of up to 64 rows a level, taken from a region at Create.
class PyramidWriter {
 public:
  PyramidWriter() = default;

  // Codes stand for light by the curves of `encoding`. All memory comes from `region` and is the caller's to give back.
  // Errors: kResourceExhausted.
  static StatusOr<PyramidWriter> Create(const TileLayout& layout, const ChannelCurves& encoding, BlockFile& file,
                                        Region& region);

  // Where the next rows belong: room for at least one row, in whole rows of level 0.
  MutableByteSpan RowsWanted();

  // Takes the first `rows` rows that were put there. After the last row of the scan everything is on disk.
  Status RowsAdded(uint32_t rows);

  // Writes the begun strip of a level as far as it goes, so that its rows can be read. Returns how many the level has.
  StatusOr<uint32_t> FlushLevel(int level);

  // Rows of level 0 taken so far.
  uint32_t rows_done() const { return level_[0].next_row; }

 private:
  struct LevelStrip {
    std::span<uint8_t> rows;  // strip_rows_ rows.
    uint32_t next_row = 0;    // Of the level, the first row not yet in the strip.
  };

  Status FlushStrip(int level, uint32_t first_row, uint32_t rows);
  Status Average(int level, uint32_t first_row, uint32_t rows);
  void AverageRow(int level, const uint8_t* top, const uint8_t* bottom, uint8_t* out) const;

  TileLayout layout_;
  BlockFile* file_ = nullptr;
  bool linear_ = false;
  uint32_t strip_rows_ = 0;
  std::array<LevelStrip, kMaxLevels> level_;
  std::array<AveragingTables*, 3> tables_{};  // Of red, green and blue; curves that are the same share one.
  std::span<uint8_t> tile_rows_;              // One strip's share of a tile.
};

}  // namespace easelight
