// A file of ours as LibRaw reads it.
#pragma once

#include <libraw/libraw.h>

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

// Decoders take bit after bit, byte after byte: these come from a window. An error of the file is kept, and looks to
// LibRaw like the file's end.
class RawStream final : public LibRaw_abstract_datastream {
 public:
  // `source` must outlive the stream.
  explicit RawStream(ByteSource& source) : source_(source), size_(source.size()), window_(kWindowBytes) {}

  const Status& status() const { return status_; }

  // From here on an error of the file ends what LibRaw does with its next row.
  void StopAtError(LibRaw& raw) { stopped_ = &raw; }

  // From here on counts what is read, and what should have been: see CheckComplete.
  void StartCounting() { counts_ = {}; }

  // LibRaw's decoders do not all notice where a file ends. Since StartCounting at least `least` bytes must have been
  // read, nothing may have been looked for behind the end, and only as much may be missing there as a decoder that
  // reads blocks asks for in vain with its last one. Errors: kTruncated, kIo.
  Status CheckComplete(uint64_t least) const;

  int valid() override { return 1; }
  int read(void* out, size_t size, size_t count) override;
  int seek(INT64 offset, int whence) override;
  INT64 tell() override { return static_cast<INT64>(position_); }
  INT64 size() override { return static_cast<INT64>(size_); }
  int get_char() override;
  char* gets(char* text, int bytes) override;
  int scanf_one(const char* format, void* value) override;
  int eof() override { return position_ >= size_; }

 private:
  static constexpr size_t kWindowBytes = 256 * 1024;

  // Panasonic's blocks, the largest that are read whole, have 16 KiB.
  static constexpr uint64_t kMostMissing = 16 * 1024;

  struct Counts {
    uint64_t read = 0;
    uint64_t missing = 0;
    bool behind_end = false;
  };

  // Makes the window hold the byte at the position. False at the end, and where the file cannot be read.
  bool Fill();
  void Miss(uint64_t bytes) {
    counts_.missing += bytes;
    counts_.behind_end |= position_ > size_;
  }

  ByteSource& source_;
  const uint64_t size_;
  std::vector<uint8_t> window_;
  uint64_t start_ = 0;  // Of the window in the file.
  size_t held_ = 0;
  uint64_t position_ = 0;
  Counts counts_;
  Status status_;
  LibRaw* stopped_ = nullptr;
};

}  // namespace easelight
