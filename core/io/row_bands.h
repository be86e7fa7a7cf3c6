// Rows on their way to a compressed file: gathered in bands, of which a pool packs several at a time.
//
// Bands are packed each for itself, so that the bytes are the same on any number of threads. What was packed before is
// written meanwhile: the file is the calling thread's, and the others need not wait for it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/base/thread_pool.h"
#include "core/io/row_count.h"

namespace easelight {

struct RowBand {
  MutableByteSpan rows;            // A format that never looks above may overwrite them.
  const uint8_t* above = nullptr;  // The row above; null for the picture's first.
  uint32_t first_row = 0;
  bool is_last = false;
  size_t slot = 0;  // Of the bands that are packed at the same time, 0 to RowBands::at_once() - 1.
};

struct PackedBand {
  std::vector<uint8_t> bytes;  // Of which `size` from `begin` on are used; keeps its room from band to band.
  size_t begin = 0;
  size_t size = 0;
  uint32_t checksum = 0;  // Of what was packed, where the format has one.
  size_t unpacked_size = 0;
  Status status;

  ByteSpan used() const { return ByteSpan(bytes).subspan(begin, size); }
};

// What a format does with bands.
class BandFormat {
 public:
  virtual ~BandFormat() = default;

  // Packs a band; called on several threads, for different slots.
  virtual void Pack(const RowBand& band, PackedBand& packed) = 0;
  // Writes what became of the next band, on the calling thread.
  virtual Status Write(uint32_t first_row, const PackedBand& packed) = 0;
};

class RowBands {
 public:
  // A band has at most this many bytes, or is one `unit` of rows: large enough that what its beginning costs is
  // nothing.
  static constexpr size_t kBandBytes = 256 * 1024;
  // Many at a time, so that threads share the work evenly while one of them writes; of wide rows fewer: the bytes of
  // the rows, and of what was and is made of them, are each at most this, or one band's.
  static constexpr size_t kMostAtOnce = 16;
  static constexpr size_t kMostBytesAtOnce = 4 * kMebibyte;

  // Bands are whole `unit`s of rows, but for the last. `format` must outlive this; `pool` may be null.
  RowBands(BandFormat& format, Extent size, size_t row_bytes, uint32_t unit, ThreadPool* pool);

  uint32_t rows_per_band() const { return rows_per_band_; }
  size_t band_bytes() const { return row_bytes_ * rows_per_band_; }
  size_t at_once() const { return packing_.size(); }

  // Each packed band has room for so many bytes from the start.
  void Reserve(size_t packed_bytes);

  // Errors: those of RowCount and of the format.
  Status Add(ByteSpan row);
  // Writes what is left; every row must have been added.
  Status Finish();

 private:
  Status Pack();
  Status WritePacked();

  BandFormat& format_;
  const uint32_t height_;
  const size_t row_bytes_;
  const uint32_t rows_per_band_;
  RowCount rows_;
  ThreadPool* const pool_;
  std::vector<uint8_t> above_;       // The last row of the batch before.
  std::vector<uint8_t> waiting_;     // Rows that have not been packed.
  std::vector<PackedBand> packing_;  // What becomes of them.
  std::vector<PackedBand> packed_;   // What became of those before, which is being written.
  uint32_t first_packing_ = 0;       // The first row of either.
  uint32_t first_packed_ = 0;
  size_t packed_count_ = 0;
};

}  // namespace easelight
