// Files in memory for tests, and the reading of a whole scan.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/io/decoder.h"

namespace easelight {

// A file that lives in a vector. With `capacity`, writing beyond it fails like a full disk.
class MemoryBlockFile final : public BlockFile {
 public:
  MemoryBlockFile() = default;
  explicit MemoryBlockFile(std::vector<uint8_t> bytes) : bytes_(std::move(bytes)) {}

  void set_capacity(size_t capacity) { capacity_ = capacity; }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

  uint64_t size() const override { return bytes_.size(); }

  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset > bytes_.size() || out.size() > bytes_.size() - offset) return Truncated("file-end-early");
    if (!out.empty()) std::memcpy(out.data(), bytes_.data() + offset, out.size());
    return OkStatus();
  }

  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    if (offset + bytes.size() > capacity_) return ResourceExhausted("disk-full", {{"reason", "the test disk is full"}});
    bytes_.resize(std::max<size_t>(bytes_.size(), offset + bytes.size()));
    if (!bytes.empty()) std::memcpy(bytes_.data() + offset, bytes.data(), bytes.size());
    return OkStatus();
  }

  Status Shorten(uint64_t bytes) override {
    bytes_.resize(bytes);
    return OkStatus();
  }

 private:
  std::vector<uint8_t> bytes_;
  size_t capacity_ = size_t{1} << 40;
};

// Hands a file on to what wants to own one, and outlives it.
class KeptFile final : public BlockFile {
 public:
  explicit KeptFile(MemoryBlockFile& file) : file_(file) {}
  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override { return file_.ReadAt(offset, out); }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override { return file_.WriteAt(offset, bytes); }
  Status Shorten(uint64_t bytes) override { return file_.Shorten(bytes); }

 private:
  MemoryBlockFile& file_;
};

// A file of any size whose bytes are a function of their offset.
class SparseSource final : public ByteSource {
 public:
  SparseSource(uint64_t size, std::function<uint8_t(uint64_t)> byte_at) : size_(size), byte_at_(std::move(byte_at)) {}

  uint64_t size() const override { return size_; }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset > size_ || out.size() > size_ - offset) return Truncated("file-end-early");
    for (uint8_t& byte : out) byte = byte_at_(offset++);
    return OkStatus();
  }

 private:
  uint64_t size_;
  std::function<uint8_t(uint64_t)> byte_at_;
};

// A file that cannot be read from some byte on.
class BrokenSource final : public ByteSource {
 public:
  BrokenSource(std::vector<uint8_t> bytes, uint64_t broken_from) : file_(std::move(bytes)), broken_from_(broken_from) {}

  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset + out.size() > broken_from_) return IoError("file-unread", {{"reason", "the test disk is broken"}});
    return file_.ReadAt(offset, out);
  }

 private:
  MemoryBlockFile file_;
  uint64_t broken_from_;
};

struct DecodedScan {
  ScanInfo info;
  std::vector<uint8_t> rows;
};

// Opens and reads a scan, `rows_per_call` rows at a time.
inline StatusOr<DecodedScan> DecodeAll(ByteSource& source, uint32_t rows_per_call = 7) {
  ASSIGN_OR_RETURN(const std::unique_ptr<ScanDecoder> decoder, OpenScan(source));
  MemoryBlockFile scratch;
  if (decoder->scratch_bytes() != 0) RETURN_IF_ERROR(decoder->Unpack({&scratch, 0}));
  DecodedScan scan{decoder->info(), {}};
  std::vector<uint8_t> buffer(scan.info.row_bytes() * rows_per_call);
  uint64_t rows = 0;
  while (true) {
    ASSIGN_OR_RETURN(const uint32_t n, decoder->ReadRows(buffer));
    if (n == 0) break;
    rows += n;
    scan.rows.insert(scan.rows.end(), buffer.begin(), buffer.begin() + n * scan.info.row_bytes());
  }
  EXPECT_EQ(rows, scan.info.size.height);
  EXPECT_LE(scratch.size(), decoder->scratch_bytes());
  return scan;
}

inline StatusOr<DecodedScan> DecodeAll(const std::vector<uint8_t>& bytes, uint32_t rows_per_call = 7) {
  MemoryBlockFile file(bytes);
  return DecodeAll(file, rows_per_call);
}

// Sample i of decoded or given rows.
template <typename T>
T SampleAt(const std::vector<uint8_t>& rows, size_t i) {
  T value;
  std::memcpy(&value, rows.data() + i * sizeof(T), sizeof(T));
  return value;
}

}  // namespace easelight
