// The task that exports a frame: scan store -> input stage -> kernel -> encoder, band by band in constant memory.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/color/color_space.h"
#include "core/engine/plane_filler.h"
#include "core/engine/scan_session.h"
#include "core/film/program.h"
#include "core/io/encoder.h"
#include "core/memory/region.h"

namespace easelight {

struct ExportOptions {
  FileFormat format = FileFormat::kTiff;
  int depth = 16;  // Bits a channel: 8 or 16; JPEG always has 8.
  TiffCompression compression = TiffCompression::kDeflate;
  int quality = 92;  // Of JPEG: 1 to 100.
  // The most pixels of the longer side, to which the picture is reduced; 0 keeps all that it has.
  int longest = 0;
  OutputSpace space;
  std::string space_title;           // The embedded profile's name; of a space without a profile of its own.
  std::vector<uint8_t> icc_profile;  // The space's own, embedded as it is.
  std::string grade_link;            // Kept in the file's metadata; empty keeps none.
  bool keep_camera = true;           // What the scan's file says of camera, lens, exposure, dates and authors.
  bool keep_location = false;        // Where the picture was taken; only together with the camera data.
};

// Whether a picture can be written so: what the tool and the page ask for comes through here before anything is opened.
// Errors: kOutOfRange (depth; quality; longest side; an encoding's power: beyond 1 to 4 the encode table's error is not
// as stated).
Status CheckExportOptions(const ExportOptions& options);

// The space of that name, if pictures can be exported to it. Errors: kOutOfRange.
StatusOr<const ColorSpace*> OutputSpaceNamed(std::string_view name);

// The options for an output space by name, with its own curve unless another is given. Errors: kOutOfRange,
// also those of CheckExportOptions.
StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::string_view space,
                                          const std::optional<TransferCurve>& encoding);

// The options for the space that an ICC profile describes. Errors: those of ReadOutputProfile.
StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::vector<uint8_t> icc_profile,
                                          const ProfileRendering& rendering);

// Milliseconds that the stages of an export have taken.
struct ExportTimes {
  double read = 0;     // From the store, and the input stage: to densities.
  double develop = 0;  // Densities to codes.
  double encode = 0;   // Codes to the file, packing and writing.
};

class Exporting {
 public:
  // Starts a file. The scan is held until the task is gone; its name, size and EXIF go into the metadata as the options
  // say. Tiles come through `tiles`, which may be made anew between two steps. `region` gives the bands their memory;
  // the caller takes it back when the task is gone.
  static StatusOr<std::unique_ptr<Exporting>> Begin(std::shared_ptr<const ScanSession> scan, TileCache& tiles,
                                                    const Grade& grade, const FrameMap& map,
                                                    const ExportOptions& options, std::unique_ptr<BlockFile> file,
                                                    ThreadPool& pool, Region& region);

  Progress progress() const { return {rows_done_, view_.reduced.height}; }
  Extent size() const { return view_.reduced; }
  const TileLayout& layout() const { return store_->layout(); }
  const ExportTimes& times() const { return times_; }
  size_t channels() const { return output_.channels(); }
  // What white is in the file: 255 or 65535.
  uint32_t max_code() const { return sample_bytes_ == 1 ? 255 : 65535; }

  // Develops a part of the picture, of at most a band's pixels, into interleaved codes that hold until the next part.
  // Errors: those of the store.
  StatusOr<std::span<const uint8_t>> Develop(const PixelRect& part);

  // Develops and writes the next band; with the last one the file is complete.
  // Errors: those of the store and of the encoder; the file is then of no use.
  Status Step();

 private:
  Status Prepare(Region& region);
  size_t pixel_bytes() const { return output_.channels() * sample_bytes_; }
  // Develops pixels from `first` on, of the band's planes.
  void DevelopRow(size_t first, size_t width, uint8_t* out) const;

  std::shared_ptr<const ScanSession> scan_;
  std::optional<ScanStore> store_;
  ThreadPool* pool_ = nullptr;
  FrameView view_;
  InputStage* input_ = nullptr;
  PrintProgram* program_ = nullptr;
  std::unique_ptr<PlaneFiller> filler_;
  std::unique_ptr<BlockFile> file_;
  std::unique_ptr<ImageEncoder> encoder_;
  OutputSpace output_;  // Whose profile the program reads.
  size_t sample_bytes_ = 2;
  uint32_t band_rows_ = 0;
  uint32_t rows_done_ = 0;
  Planes planes_{};
  std::span<uint8_t> codes_;
  ExportTimes times_;
};

}  // namespace easelight
