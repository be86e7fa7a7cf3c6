// What is done to a TIFF's converted rows before they are those of the scan.
#pragma once

#include <cstdint>

#include "core/base/image.h"

namespace easelight {

class TiffFinish {
 public:
  virtual ~TiffFinish() = default;

  // Of a finished row, and which part of the picture it is of.
  virtual SampleFormat format() const = 0;
  virtual uint8_t channels() const = 0;
  virtual PixelRect part() const = 0;

  // Finishes row y of the whole picture, which must lie in part(): from TiffSampleConverter's samples.
  virtual void Finish(uint32_t y, const uint8_t* converted, uint8_t* out) = 0;
};

}  // namespace easelight
