// The task that opens a scan: decoder -> tiles and pyramid -> scan store.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/thread_pool.h"
#include "core/engine/picture_digest.h"
#include "core/engine/scan_rows.h"
#include "core/memory/region.h"
#include "core/store/pyramid_writer.h"
#include "core/store/scan_store.h"

namespace easelight {

// Milliseconds that the stages of an opening have taken.
struct OpeningTimes {
  double decode = 0;  // The file's bytes to rows of scan codes, while other threads average the rows before.
  double store = 0;   // Rows to tiles and their pyramid, on disk.
};

// Opens one scan, step by step. Both files are the task's until TakeStore.
class ScanOpening {
 public:
  // Reads the header. The scan will have this number, and of the file's rows only so many from the top, unless that is
  // 0. Errors: those of OpenScan; kOutOfRange where the file has fewer rows.
  static StatusOr<std::unique_ptr<ScanOpening>> Begin(ScanNumber number, std::string name,
                                                      std::unique_ptr<ByteSource> source,
                                                      std::unique_ptr<BlockFile> store, uint32_t rows = 0);

  ScanNumber number() const { return number_; }

  // Whether Unpack must come next, and whether it takes more memory than there is; see ScanDecoder::Unpack. Scratch
  // lies in the store's file, behind all that stays.
  bool needs_unpacking() const { return rows_.decoder().scratch_bytes() != 0; }
  bool unpacks_whole() const { return rows_.decoder().unpacks_whole(); }
  Status Unpack();

  // Takes memory for strips from `region`: to be called before the first step. The threads of `pool` share the steps;
  // both outlive the task. Errors: those of the region.
  Status Prepare(Region& region, ThreadPool& pool);

  const ScanSummary& summary() const { return summary_; }
  Progress progress() const { return rows_.progress(); }
  const OpeningTimes& times() const { return times_; }

  // Decodes the next strip of rows, or reads on before the first. Errors: those of the decoder and of the store;
  // kPartial where the file ends or is damaged after rows that are there. The task is then of no more use.
  Status Step();

  const TileLayout& layout() const { return layout_; }

  // Puts on disk what has been decoded of the level that shows the scan within `limit`. Returns how many rows of level
  // 0 can then be read there, through preview(). Errors: kInvalidInput while there are none; those of the store.
  StatusOr<uint32_t> RowsAtHand(const FrameMap& map, Extent limit);
  ScanStore& preview() { return *preview_; }

  // Once finished: where the tiles are, and nothing else. Errors: kIo.
  StatusOr<std::unique_ptr<BlockFile>> TakeStore();

 private:
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows);

  ScanNumber number_ = 0;
  ScanSummary summary_;
  std::vector<uint8_t> profile_;  // Until it is in the store.
  TileLayout layout_;
  std::unique_ptr<BlockFile> store_;
  ScanRows rows_;
  bool decodes_on_pool_ = false;
  PyramidWriter writer_;
  PictureDigest digest_;
  Region preview_tiles_;
  TileCache preview_cache_;
  std::optional<ScanStore> preview_;
  OpeningTimes times_;
};

}  // namespace easelight
