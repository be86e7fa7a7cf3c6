// TIFFs whose samples are neither gray nor RGB: CIELAB, YCbCr and CMYK, made into RGB row by row.
#pragma once

#include <memory>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/io/tiff/tiff_finish.h"
#include "core/io/tiff/tiff_layout.h"

namespace easelight {

class TiffColor : public TiffFinish {
 public:
  explicit TiffColor(Extent size) : size_(size) {}

  uint8_t channels() const override { return 3; }
  PixelRect part() const override { return {0, 0, size_.width, size_.height}; }
  void Finish(uint32_t, const uint8_t* converted, uint8_t* out) override { Convert(converted, size_.width, out); }

  // What its RGB means, in place of the file's own profile; empty where the file's holds.
  virtual StatusOr<std::vector<uint8_t>> Profile() const { return std::vector<uint8_t>(); }

 protected:
  // Turns codes, interleaved and 8 or 16 bits each, into RGB.
  virtual void Convert(const uint8_t* codes, size_t pixels, uint8_t* rgb) const = 0;

 private:
  Extent size_;
};

// What the rows of this layout need, with the file's profile; null where it is gray or RGB, or comes as that.
// Errors: kUnsupported (CMYK without a profile of its inks), and those of profiles.
StatusOr<std::unique_ptr<TiffColor>> MakeTiffColor(TIFF* tiff, const TiffLayout& layout, ByteSpan profile);

}  // namespace easelight
