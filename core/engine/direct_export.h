// The task that exports a frame straight from its file: decoder -> input stage -> picture writer, with nothing stored.
//
// It makes the bytes that opening the scan and exporting it make, where the rows of the file are rows of the picture in
// their order.
#pragma once

#include <array>
#include <memory>
#include <span>

#include "core/engine/picture_writer.h"
#include "core/engine/scan_rows.h"
#include "core/memory/region.h"

namespace easelight {

class DirectExport {
 public:
  // Whether a file can be exported so: it needs no unpacking, and the frame is at full size, not straightened, and
  // neither turned nor upside down.
  static bool Fits(const ScanRows& scan, const FrameMap& map, const ExportOptions& options);

  // Starts a file, for a scan of which no rows have been read, and that fits. `strips` gives the rows of the scan their
  // memory, `bands` those of the picture. Errors: those of PictureWriter::Begin.
  static StatusOr<std::unique_ptr<DirectExport>> Begin(ScanRows scan, const Grade& grade, const FrameMap& map,
                                                       const ExportOptions& options, std::unique_ptr<BlockFile> file,
                                                       ThreadPool& pool, Region& strips, Region& bands);

  Progress progress() const;

  // Reads the next strip while the one before is developed, and writes that. The file is complete once all rows are
  // read and progress() is finished. Errors: those of reading() and of the encoder; the file is then of no use.
  Status Step();

  // What reading the scan has failed with, as of ScanRows::Read.
  const Status& reading() const { return reading_; }

 private:
  // Rows of the scan that lie in memory.
  struct Strip {
    std::span<uint8_t> codes;
    uint32_t first = 0;
    uint32_t rows = 0;
  };

  explicit DirectExport(ScanRows scan) : scan_(std::move(scan)) {}

  Status TakeStrips(Region& region);
  Status ReadStrip(Strip& strip);
  // Develops and writes what lies in the frame of the strip at hand, while `beside` runs.
  template <typename Beside>
  Status Develop(const Beside& beside);
  void DevelopRow(const uint8_t* codes, size_t row) const;

  ScanRows scan_;
  ThreadPool* pool_ = nullptr;
  bool decodes_on_pool_ = false;
  PixelRect frame_;  // Of the scan.
  bool mirrored_ = false;
  std::unique_ptr<PictureWriter> writer_;
  std::array<Strip, 2> strips_;
  size_t at_hand_ = 0;  // The strip that has been read last.
  Status reading_;
};

}  // namespace easelight
