#include "core/io/raw/raw_stream.h"

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstring>
#include <string>

namespace easelight {

bool RawStream::Fill() {
  if (position_ >= size_ || !status_.ok()) return false;
  if (position_ >= start_ && position_ - start_ < held_) return true;
  held_ = 0;
  const size_t n = static_cast<size_t>(std::min<uint64_t>(window_.size(), size_ - position_));
  status_ = source_.ReadAt(position_, MutableByteSpan(window_.data(), n));
  if (!status_.ok()) {
    if (stopped_ != nullptr) stopped_->setCancelFlag();
    return false;
  }
  start_ = position_;
  held_ = n;
  return true;
}

Status RawStream::CheckComplete(uint64_t least) const {
  if (!status_.ok()) return status_;
  if (counts_.read >= least && counts_.missing <= kMostMissing && !counts_.behind_end) return OkStatus();
  return Truncated("raw-ends", {{"end", size_}});
}

// Returns how many of `count` things were read whole, as fread does.
int RawStream::read(void* out, size_t size, size_t count) {
  if (size == 0 || count == 0) return 0;
  const uint64_t wanted = std::min<uint64_t>(uint64_t{size} * count, INT_MAX);
  auto* bytes = static_cast<uint8_t*>(out);
  uint64_t done = 0;
  while (done < wanted && Fill()) {
    const size_t skip = static_cast<size_t>(position_ - start_);
    const size_t n = static_cast<size_t>(std::min<uint64_t>(held_ - skip, wanted - done));
    std::memcpy(bytes + done, window_.data() + skip, n);
    done += n;
    position_ += n;
  }
  counts_.read += done;
  if (done < wanted) Miss(wanted - done);
  return static_cast<int>(done / size);
}

int RawStream::seek(INT64 offset, int whence) {
  const uint64_t base = whence == SEEK_CUR ? position_ : whence == SEEK_END ? size_ : 0;
  const INT64 target = static_cast<INT64>(base) + offset;
  if (target < 0) return -1;
  position_ = static_cast<uint64_t>(target);
  return 0;
}

int RawStream::get_char() {
  if (!Fill()) {
    Miss(1);
    return EOF;
  }
  ++counts_.read;
  return window_[static_cast<size_t>(position_++ - start_)];
}

// A line with its end, as fgets.
char* RawStream::gets(char* text, int bytes) {
  if (bytes < 1) return nullptr;
  int n = 0;
  while (n < bytes - 1) {
    const int c = get_char();
    if (c == EOF) break;
    text[n++] = static_cast<char>(c);
    if (c == '\n') break;
  }
  text[n] = 0;
  return n == 0 ? nullptr : text;
}

// One number, as fscanf: LibRaw asks for "%d" and "%f" only.
int RawStream::scanf_one(const char* format, void* value) {
  constexpr size_t kMostDigits = 24;
  char word[kMostDigits + 1] = {};
  int c = get_char();
  while (c == ' ' || (c >= '\t' && c <= '\r')) c = get_char();
  size_t n = 0;
  for (; c != EOF && c > ' ' && n < kMostDigits; c = get_char()) word[n++] = static_cast<char>(c);
  if (c != EOF) --position_;
  if (n == 0) return EOF;
  if (std::strcmp(format, "%d") == 0) return std::sscanf(word, "%d", static_cast<int*>(value));
  if (std::strcmp(format, "%f") == 0) return std::sscanf(word, "%f", static_cast<float*>(value));
  return 0;
}

}  // namespace easelight
