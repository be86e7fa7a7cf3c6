// The pyramid writer: takes a scan's rows from top to bottom and leaves its tiles and their averages on disk.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/thread_pool.h"
#include "core/color/transfer_curve.h"
#include "core/film/encode.h"
#include "core/film/program.h"
#include "core/memory/region.h"
#include "core/store/tile_layout.h"

namespace easelight {

// Code tables for averaging one channel in linear light; plain data of fixed size.
struct AveragingTables {
  CodeTable linear_from_code;
  CodeTable linear_from_upper;  // 16-bit codes: of levels above an 8-bit scan, and between them of floats.
  EncodeTable encode;           // To 16-bit codes.
};

// Writes one scan. Memory: strips of up to 64 rows a level, taken from a region at Create; of level 0 there are two, so
// that rows can be decoded into one while the other is averaged and laid out in tiles.
class PyramidWriter {
 public:
  PyramidWriter() = default;

  // Codes stand for light by the curves of `encoding`. All memory comes from `region` and is the caller's to give back.
  // The threads of `pool`, which may be null, share the work; the file is the calling thread's. Errors:
  // kResourceExhausted.
  static StatusOr<PyramidWriter> Create(const TileLayout& layout, const ChannelCurves& encoding, BlockFile& file,
                                        Region& region, ThreadPool* pool = nullptr);

  // Where the next rows belong: room for at least one row, in whole rows of level 0.
  MutableByteSpan RowsWanted();

  // Takes the first `rows` rows that were put there. After the last row of the scan everything is on disk; until then
  // the last strip may wait for StoreWaiting, or for the next.
  Status RowsAdded(uint32_t rows);

  // Stores the strip that waits, if there is one, while the calling thread runs `beside` first: it may fill the rows
  // that are wanted.
  template <typename Beside>
  Status StoreWaiting(const Beside& beside) {
    const Strip strip = std::exchange(waiting_, {});
    ShareOut(strip, beside);
    return strip.rows == 0 ? OkStatus() : FinishStrip(strip);
  }

  // Writes the begun strip of a level as far as it goes, so that its rows can be read. Returns how many the level has.
  StatusOr<uint32_t> FlushLevel(int level);

  // Rows of level 0 taken so far.
  uint32_t rows_done() const { return level_[0].next_row; }

 private:
  struct LevelRows {
    std::span<uint8_t> rows;  // One strip; of level 0 two, in turns.
    uint32_t next_row = 0;    // Of the level, the first row that is not yet there.
  };
  struct Strip {
    int level = 0;
    uint32_t first_row = 0;
    uint32_t rows = 0;
  };

  const LevelLayout& layout_of(int level) const { return layout_.level[static_cast<size_t>(level)]; }
  uint8_t* Row(int level, uint32_t row) const;
  // The strip that ends with the rows that are there of a level; none where it is not complete.
  Strip CompleteStrip(int level) const;

  // What is done of a strip on any thread: its tiles laid out, and pairs of its rows averaged.
  int PiecesOf(const Strip& strip) const;
  void DoPiece(const Strip& strip, int piece);
  template <typename Beside>
  void ShareOut(const Strip& strip, const Beside& beside) {
    const auto piece = [&](int i) { DoPiece(strip, i); };
    if (pool_ != nullptr) return pool_->ForEachBeside(PiecesOf(strip), piece, beside);
    beside();
    for (int i = 0; i < PiecesOf(strip); ++i) piece(i);
  }
  void LayOutTile(const Strip& strip, uint32_t tx);
  void AveragePair(const Strip& strip, uint32_t pair);
  void AverageRow(int level, const uint8_t* top, const uint8_t* bottom, uint8_t* out) const;

  // What is done of it then: its tiles written, and so the strips of further levels that it completes.
  Status FinishStrip(Strip strip);
  Status WriteTiles(const Strip& strip);

  TileLayout layout_;
  BlockFile* file_ = nullptr;
  ThreadPool* pool_ = nullptr;
  bool linear_ = false;
  uint32_t strip_rows_ = 0;
  std::array<LevelRows, kMaxLevels> level_;
  Strip waiting_;                             // Of level 0.
  std::array<AveragingTables*, 3> tables_{};  // Of red, green and blue; curves that are the same share one.
  std::span<uint8_t> tile_rows_;              // One strip's share of each tile, tile by tile.
};

}  // namespace easelight
