// The picture writer: densities of a picture -> print program -> encoder, band by band in constant memory.
#pragma once

#include <memory>
#include <span>

#include "core/base/thread_pool.h"
#include "core/engine/export_options.h"
#include "core/engine/scan_rows.h"
#include "core/film/input_stage.h"
#include "core/memory/region.h"

namespace easelight {

class PictureWriter {
 public:
  // Starts a file with a picture of `size`, of the scan whose name, size and EXIF go into the metadata as the options
  // say; `codes` is the format of the codes that its densities come from. What is left of `region` becomes the memory
  // of a band; the caller takes it back when the writer is gone. Errors: those of CheckExportOptions, of the encoder
  // and of the region.
  static StatusOr<std::unique_ptr<PictureWriter>> Begin(const ScanSummary& scan, const Grade& grade, SampleFormat codes,
                                                        Extent size, const ExportOptions& options,
                                                        std::unique_ptr<BlockFile> file, ThreadPool& pool,
                                                        Region& region);

  Extent size() const { return size_; }
  uint32_t rows_done() const { return rows_done_; }
  uint32_t band_rows() const { return band_rows_; }
  size_t channels() const { return output_.channels(); }
  // What white is in the file: 255 or 65535.
  uint32_t max_code() const { return sample_bytes_ == 1 ? 255 : 65535; }

  const InputStage& input() const { return *input_; }
  // A band's densities: as many as it has pixels.
  const Planes& planes() const { return planes_; }
  // Develops `count` pixels from `first` on, of the band's densities, into codes() at their place. On any thread.
  void DevelopRun(size_t first, size_t count) const;
  // Interleaved codes of `count` pixels.
  std::span<const uint8_t> codes(size_t count) const { return codes_.first(count * pixel_bytes()); }

  // Writes the next rows, which have been developed as the first of a band; with the last the file is complete. Errors:
  // those of the encoder; the file is then of no use.
  Status WriteRows(uint32_t rows);

 private:
  size_t pixel_bytes() const { return output_.channels() * sample_bytes_; }
  Status TakeStages(Region& region);
  Status TakeBand(Region& region);

  Extent size_;
  OutputSpace output_;  // Whose profile the program reads.
  size_t sample_bytes_ = 2;
  InputStage* input_ = nullptr;
  PrintProgram* program_ = nullptr;
  std::unique_ptr<BlockFile> file_;
  std::unique_ptr<ImageEncoder> encoder_;
  uint32_t band_rows_ = 0;
  uint32_t rows_done_ = 0;
  Planes planes_{};
  std::span<uint8_t> codes_;
};

}  // namespace easelight
