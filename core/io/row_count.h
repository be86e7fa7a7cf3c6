// Counts the rows an encoder is given, and refuses too many, too few and rows of a wrong size.
#pragma once

#include <cstdint>

#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

class RowCount {
 public:
  RowCount(Extent size, size_t row_bytes) : height_(size.height), row_bytes_(row_bytes) {}

  uint32_t written() const { return written_; }

  // Before a row is written.
  Status Check(size_t bytes) const {
    if (written_ == height_) return InvalidInput("rows-complete", {{"rows", height_}});
    if (bytes == row_bytes_) return OkStatus();
    return InvalidInput("rows-bytes", {{"needed", row_bytes_}, {"given", bytes}});
  }
  void Advance() { ++written_; }

  // Before the file is completed.
  Status CheckComplete() const {
    if (written_ == height_) return OkStatus();
    return InvalidInput("rows-missing", {{"written", written_}, {"rows", height_}});
  }

 private:
  uint32_t height_;
  size_t row_bytes_;
  uint32_t written_ = 0;
};

}  // namespace easelight
