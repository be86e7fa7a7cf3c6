// The task that exports a frame of an open scan: scan store -> plane filler -> picture writer.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "core/engine/picture_writer.h"
#include "core/engine/plane_filler.h"
#include "core/engine/scan_session.h"

namespace easelight {

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

  Progress progress() const { return {writer_->rows_done(), view_.reduced.height}; }
  Extent size() const { return view_.reduced; }
  const ExportTimes& times() const { return times_; }
  size_t channels() const { return writer_->channels(); }
  uint32_t max_code() const { return writer_->max_code(); }

  // Develops a part of the picture, of at most a band's pixels, into interleaved codes that hold until the next part.
  // Errors: those of the store.
  StatusOr<std::span<const uint8_t>> Develop(const PixelRect& part);

  // Develops and writes the next band; with the last one the file is complete.
  // Errors: those of the store and of the encoder; the file is then of no use.
  Status Step();

 private:
  std::shared_ptr<const ScanSession> scan_;
  std::optional<ScanStore> store_;
  ThreadPool* pool_ = nullptr;
  FrameView view_;
  std::unique_ptr<PlaneFiller> filler_;
  std::unique_ptr<PictureWriter> writer_;
  ExportTimes times_;
};

}  // namespace easelight
