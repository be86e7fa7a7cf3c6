// The task that opens a scan: decoder -> tiles and pyramid -> scan store.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/thread_pool.h"
#include "core/engine/picture_digest.h"
#include "core/geometry/frame_map.h"
#include "core/io/decoder.h"
#include "core/io/source_encoding.h"
#include "core/memory/region.h"
#include "core/store/pyramid_writer.h"
#include "core/store/scan_store.h"

namespace easelight {

// How far a long task is, in rows.
struct Progress {
  uint32_t done = 0;
  uint32_t total = 0;
  bool finished() const { return done == total; }
};

// What is known of a scan from its header.
struct ScanSummary {
  std::string name;
  ScanInfo info;  // Without the XMP packet, of which the grade is kept, and without the profile, which the store keeps.
  ScanEncoding encoding;
  std::string scanned_with;   // As ScannedWith.
  std::string grade;          // The grading link in the file's metadata, not yet looked into; empty if there is none.
  Extent upright;             // After the orientation tag.
  std::string picture;        // By PictureDigest, once the last row is there.
  uint32_t rows_in_file = 0;  // As stored. More than info.size.height where only those from the top could be opened.
  std::string source_rows;  // Of an export: how many rows of its scan were there, as "312/2736"; empty: all, or unsaid.
  uint64_t file_bytes = 0;
  uint64_t store_bytes = 0;  // Tiles, and the profile behind them.
  uint32_t profile_bytes = 0;
  uint64_t scratch_bytes = 0;  // Behind the tiles, while the scan is being opened.
};

// Where a scan's profile lies in its store, and how large the store is with it.
uint64_t ProfileOffset(const ScanSummary& summary);
uint64_t StoreBytes(const ScanSummary& summary);

// The summary of the scan that `decoder` has opened.
ScanSummary SummaryOf(std::string name, const ScanDecoder& decoder, uint64_t file_bytes);

// How many rows from the top are there of a scan whose opening has failed with kPartial; 0 after any other outcome.
uint32_t RowsThere(const Status& status);

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
  bool needs_unpacking() const { return decoder_->scratch_bytes() != 0; }
  bool unpacks_whole() const { return decoder_->unpacks_whole(); }
  Status Unpack();

  // Takes memory for strips from `region`: to be called before the first step. The threads of `pool` share the steps;
  // both outlive the task. Errors: those of the region.
  Status Prepare(Region& region, ThreadPool& pool);

  const ScanSummary& summary() const { return summary_; }
  // A file that is read through before its rows come counts twice: its rows once for the reading.
  Progress progress() const;
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
  Status KeepRows(uint32_t rows);
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows);
  Status RowsEnd(const Status& failure) const;

  ScanNumber number_ = 0;
  ScanSummary summary_;
  std::vector<uint8_t> profile_;  // Until it is in the store.
  TileLayout layout_;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<BlockFile> store_;
  std::unique_ptr<ScanDecoder> decoder_;
  bool decodes_on_pool_ = false;
  double ahead_ = 0;  // How much has been read before the first row, 0..1.
  PyramidWriter writer_;
  PictureDigest digest_;
  Region preview_tiles_;
  TileCache preview_cache_;
  std::optional<ScanStore> preview_;
  OpeningTimes times_;
};

}  // namespace easelight
