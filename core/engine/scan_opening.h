// The task that opens a scan: decoder -> tiles and pyramid -> scan store.
#pragma once

#include <memory>
#include <string>

#include "core/base/bytes.h"
#include "core/io/decoder.h"
#include "core/io/source_encoding.h"
#include "core/memory/region.h"
#include "core/store/pyramid_writer.h"
#include "core/store/scan_store.h"

namespace safelight {

// How far a long task is, in rows.
struct Progress {
  uint32_t done = 0;
  uint32_t total = 0;
  bool finished() const { return done == total; }
};

// What is known of a scan from its header.
struct ScanSummary {
  std::string name;
  ScanInfo info;
  ScanEncoding encoding;
  Extent upright;  // After the orientation tag.
  uint64_t file_bytes = 0;
  uint64_t store_bytes = 0;
};

// Opens one scan, step by step. Both files are the task's until Take.
class ScanOpening {
 public:
  // Reads the header. Memory for strips comes from `region`. Errors: those of OpenScan and of the region.
  static StatusOr<std::unique_ptr<ScanOpening>> Begin(std::string name, std::unique_ptr<ByteSource> source,
                                                      std::unique_ptr<BlockFile> store, Region& region);

  const ScanSummary& summary() const { return summary_; }
  Progress progress() const { return {writer_.rows_done(), summary_.info.size.height}; }

  // Decodes the next strip of rows. Errors: those of the decoder and of the store; the task is then of no more use.
  Status Step();

  // Once finished: where the tiles are.
  const TileLayout& layout() const { return layout_; }
  std::unique_ptr<BlockFile> TakeStore() { return std::move(store_); }

 private:
  ScanSummary summary_;
  TileLayout layout_;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<BlockFile> store_;
  std::unique_ptr<ScanDecoder> decoder_;
  PyramidWriter writer_;
};

}  // namespace safelight
