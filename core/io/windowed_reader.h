// Reads a source through a window, so that a codec's many small reads cost few large ones.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

class WindowedReader {
 public:
  // `source` must outlive the reader. One read of a browser's file costs about as much as copying 64 KiB.
  explicit WindowedReader(ByteSource& source, size_t window_bytes = 64 * 1024)
      : source_(&source), size_(source.size()), window_(window_bytes) {}

  uint64_t size() const { return size_; }

  // As ByteSource::ReadAt. Reads of a window or more bypass it.
  Status ReadAt(uint64_t offset, MutableByteSpan out);

  // Some bytes from `offset` on, at least one; valid until the next call. Errors: kTruncated at or past the end, kIo.
  StatusOr<ByteSpan> BytesFrom(uint64_t offset);

 private:
  Status Refill(uint64_t offset);

  ByteSource* source_;
  uint64_t size_;
  std::vector<uint8_t> window_;
  uint64_t start_ = 0;
  size_t held_ = 0;
};

}  // namespace easelight
