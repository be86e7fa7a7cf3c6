// The check that what is seen is what is exported: random pixels of the picture at full size, each developed the way a
// frame of that part would be and the way the export is, and compared in the export's own codes.
#pragma once

#include <array>
#include <memory>

#include "core/engine/exporting.h"
#include "core/engine/view.h"

namespace easelight {

struct PreviewDifference {
  uint32_t pixels = 0;    // Compared so far.
  uint32_t largest = 0;   // Over their channels, in codes.
  uint32_t max_code = 0;  // What white is: 255 or 65535.
};

class PreviewCheck {
 public:
  static constexpr uint32_t kPixels = 1000;

  // `shown` is what frames are made of, `exported` what the export is made of: of one recipe they are the same, and
  // only a test has two. Memory comes from `region`, as an export's does; the caller takes it back when the check is
  // gone. Errors: those of an export.
  static StatusOr<std::unique_ptr<PreviewCheck>> Begin(std::shared_ptr<const ScanSession> scan, TileCache& tiles,
                                                       const Grade& shown, const Grade& exported, const FrameMap& map,
                                                       const ExportOptions& options, ThreadPool& pool, Region& region);

  Progress progress() const { return {difference_.pixels, kPixels}; }
  const PreviewDifference& difference() const { return difference_; }
  const ScanSession& scan() const { return *scan_; }

  // Compares the next few pixels; `store` is read for the view, whose densities give way. Errors: those of the store.
  Status Step(ScanStore& store, View& view);

 private:
  struct Pixel {
    uint32_t x;
    uint32_t y;
  };

  // A view as small as there is, around a pixel.
  static constexpr uint32_t kViewSide = 16;
  static constexpr size_t kMostViewPixels = size_t{kViewSide} * kViewSide;
  using Codes = std::array<uint32_t, 3>;

  PreviewCheck(const Grade& shown, const FrameMap& map) : shown_(shown), map_(map) {}

  void ChoosePixels();
  StatusOr<Codes> Framed(const Pixel& pixel, ScanStore& store, View& view);
  StatusOr<Codes> Exported(const Pixel& pixel);
  Codes CodesAt(const uint8_t* samples) const;
  Codes OneCode(const uint8_t* sample) const;  // Of gray: the same in all three.

  std::shared_ptr<const ScanSession> scan_;
  Grade shown_;
  FrameMap map_;
  Extent size_;      // Of the exported picture.
  double zoom_ = 1;  // At which a view has that size.
  PrintProgram* program_ = nullptr;
  std::unique_ptr<Exporting> exporting_;
  std::array<Pixel, kPixels> chosen_{};
  std::array<uint16_t, 3 * kMostViewPixels> rendered_{};  // Or bytes: four a pixel.
  PreviewDifference difference_;
};

}  // namespace easelight
