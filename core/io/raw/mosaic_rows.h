// Photosites of a camera raw file, read a few rows at a time and not whole: a sensor of any size.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/status.h"

namespace easelight {

class MosaicRows {
 public:
  virtual ~MosaicRows() = default;

  // The codes of row y of the sensor, until the next call. Rows are to be asked for from top to bottom.
  // Errors: kTruncated where the file ends before them, kInvalidInput where it is damaged, those of the source.
  virtual StatusOr<std::span<const uint16_t>> Row(uint32_t y) = 0;
};

}  // namespace easelight
