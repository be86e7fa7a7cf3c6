// Where bytes come from and go to: random access sources, files of blocks, and sequential sinks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "core/base/status.h"

namespace easelight {

using ByteSpan = std::span<const uint8_t>;
using MutableByteSpan = std::span<uint8_t>;

inline constexpr uint64_t kMebibyte = uint64_t{1} << 20;

// A file of known size that is read in slices, never whole. Neither it nor a BlockFile throws: codecs that are written
// in C call them, and would be left as they stood.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Size in bytes; constant while open.
  virtual uint64_t size() const = 0;

  // Fills `out` from `offset`. Errors: kTruncated past the end, kIo if the file cannot be read (deleted, revoked).
  virtual Status ReadAt(uint64_t offset, MutableByteSpan out) = 0;
};

// Bytes in memory, read as a file. They must outlive it.
class SpanSource final : public ByteSource {
 public:
  explicit SpanSource(ByteSpan bytes) : bytes_(bytes) {}

  uint64_t size() const override { return bytes_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset > bytes_.size() || out.size() > bytes_.size() - offset) return Truncated("file-end-early");
    if (!out.empty()) std::memcpy(out.data(), bytes_.data() + offset, out.size());
    return OkStatus();
  }

 private:
  ByteSpan bytes_;
};

// A file that is written, rewritten and read at any offset: the scan store's tiles, and exports under way.
class BlockFile : public ByteSource {
 public:
  // Writes all of `bytes` at `offset`, growing the file. Errors: kResourceExhausted (disk or quota full), kIo.
  virtual Status WriteAt(uint64_t offset, ByteSpan bytes) = 0;

  // Cuts off what lies behind the first `bytes` bytes, of which there are at least so many. Errors: kIo.
  virtual Status Shorten(uint64_t bytes) = 0;

  // Ends the writing: all of it lies where it stays, or the Status says why not. Nothing is read or written after it.
  // Errors: kResourceExhausted, kIo.
  virtual Status Close() { return OkStatus(); }
};

}  // namespace easelight
