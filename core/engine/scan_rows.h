// A scan's file as rows from top to bottom, and what is known of it from its header.
#pragma once

#include <memory>
#include <string>

#include "core/base/bytes.h"
#include "core/geometry/frame_map.h"
#include "core/io/decoder.h"
#include "core/io/source_encoding.h"
#include "core/recipe/recipe.h"

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

// What a recipe makes of a scan: the frame that it cuts out of it, and the numbers that it is developed with.
// Errors: kOutOfRange when the frame leaves the scan.
StatusOr<FrameMap> MapOf(const ScanSummary& scan, const Recipe& recipe);
Grade GradeOf(const ScanSummary& scan, const Recipe& recipe);

// Reads the rows of a file in their order, all or only so many from the top.
class ScanRows {
 public:
  // Reads the header. `rows`: how many of the file's rows there are to be; 0 for all. Errors: those of OpenScan;
  // kOutOfRange where the file has fewer rows.
  static StatusOr<ScanRows> Open(std::string name, std::unique_ptr<ByteSource> source, uint32_t rows = 0);

  const ScanSummary& summary() const { return summary_; }
  ScanDecoder& decoder() { return *decoder_; }
  const ScanDecoder& decoder() const { return *decoder_; }
  uint32_t rows_done() const { return rows_done_; }
  // A file that is read through before its rows come counts twice: its rows once for the reading.
  Progress progress() const;

  // Reads a part of a file that must be read through before its first row. Returns whether rows can come.
  StatusOr<bool> ReadAhead();
  // The next rows: as many as fit into `rows` or as the decoder has ready, at least one. Errors: those of the decoder;
  // kPartial where the file ends or is damaged after rows that are there. Nothing is of more use then.
  StatusOr<uint32_t> Read(MutableByteSpan rows);

 private:
  Status KeepRows(uint32_t rows);
  Status EndedBy(const Status& failure) const;

  ScanSummary summary_;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<ScanDecoder> decoder_;
  double ahead_ = 0;  // How much has been read before the first row, 0..1.
  uint32_t rows_done_ = 0;
};

}  // namespace easelight
