#include "core/io/windowed_reader.h"

#include <algorithm>
#include <cstring>

namespace easelight {

Status WindowedReader::ReadAt(uint64_t offset, MutableByteSpan out) {
  if (out.empty()) return OkStatus();
  if (offset > size_ || out.size() > size_ - offset) {
    return Truncated("file-ends", {{"end", size_}, {"needed", offset + out.size()}});
  }
  if (offset >= start_ && offset - start_ < held_) {
    const size_t skip = static_cast<size_t>(offset - start_);
    const size_t n = std::min(out.size(), held_ - skip);
    std::memcpy(out.data(), window_.data() + skip, n);
    offset += n;
    out = out.subspan(n);
    if (out.empty()) return OkStatus();
  }
  if (out.size() >= window_.size()) return source_->ReadAt(offset, out);
  RETURN_IF_ERROR(Refill(offset));
  std::memcpy(out.data(), window_.data(), out.size());
  return OkStatus();
}

StatusOr<ByteSpan> WindowedReader::BytesFrom(uint64_t offset) {
  if (offset >= size_) return Truncated("file-ends", {{"end", size_}, {"needed", offset + 1}});
  if (offset < start_ || offset - start_ >= held_) RETURN_IF_ERROR(Refill(offset));
  const size_t skip = static_cast<size_t>(offset - start_);
  return ByteSpan(window_.data() + skip, held_ - skip);
}

Status WindowedReader::Refill(uint64_t offset) {
  held_ = 0;
  const size_t n = static_cast<size_t>(std::min<uint64_t>(window_.size(), size_ - offset));
  RETURN_IF_ERROR(source_->ReadAt(offset, MutableByteSpan(window_.data(), n)));
  start_ = offset;
  held_ = n;
  return OkStatus();
}

}  // namespace easelight
