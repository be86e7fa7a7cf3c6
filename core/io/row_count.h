// Counts the rows an encoder is given, and refuses too many, too few and rows of a wrong size.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

class RowCount {
 public:
  RowCount(Extent size, size_t row_bytes) : height_(size.height), row_bytes_(row_bytes) {}

  uint32_t written() const { return written_; }

  // Before a row is written.
  Status Check(size_t bytes) const {
    if (written_ == height_) return InvalidInput("all " + std::to_string(height_) + " rows have been written");
    if (bytes == row_bytes_) return OkStatus();
    return InvalidInput("a row has " + std::to_string(row_bytes_) + " bytes; " + std::to_string(bytes) + " were given");
  }
  void Advance() { ++written_; }

  // Before the file is completed.
  Status CheckComplete() const {
    if (written_ == height_) return OkStatus();
    return InvalidInput("only " + std::to_string(written_) + " of " + std::to_string(height_) + " rows were written");
  }

 private:
  uint32_t height_;
  size_t row_bytes_;
  uint32_t written_ = 0;
};

}  // namespace easelight
