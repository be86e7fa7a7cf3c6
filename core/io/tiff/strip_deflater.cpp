#include "core/io/tiff/strip_deflater.h"

#include <cstring>

namespace easelight {
namespace {

// TIFF 6.0, section 14: each sample less the one of the same channel to its left, from the right on, modulo 2^depth.
template <typename T>
void Difference(uint8_t* row, size_t samples, size_t channels) {
  for (size_t i = samples; i-- > channels;) {
    T here, left;
    std::memcpy(&here, row + i * sizeof(T), sizeof(T));
    std::memcpy(&left, row + (i - channels) * sizeof(T), sizeof(T));
    here = static_cast<T>(here - left);
    std::memcpy(row + i * sizeof(T), &here, sizeof(T));
  }
}

}  // namespace

Status StripDeflater::Start() {
  // Level 1, the largest window and memory level. Measured on a grainy scan of 12 MP, 16 bits: 0.81 of the size at
  // 52 MB/s; libtiff's level 6 makes 0.82 at 19 MB/s.
  if (deflateInit2(&stream_, 1, Z_DEFLATED, 15, 9, Z_RLE) != Z_OK) {
    return ResourceExhausted("tiff-deflate-memory");
  }
  return OkStatus();
}

size_t StripDeflater::MostBytes(size_t strip_bytes) { return deflateBound(&stream_, static_cast<uLong>(strip_bytes)); }

void StripDeflater::Pack(MutableByteSpan strip, const StripRows& rows, PackedStrip& packed) {
  const auto channels = static_cast<size_t>(rows.channels);
  for (size_t at = 0; at < strip.size(); at += rows.row_bytes) {
    if (rows.depth == 8)
      Difference<uint8_t>(strip.data() + at, rows.row_bytes, channels);
    else
      Difference<uint16_t>(strip.data() + at, rows.row_bytes / 2, channels);
  }
  deflateReset(&stream_);
  stream_.next_in = strip.data();
  stream_.avail_in = static_cast<uInt>(strip.size());
  stream_.next_out = packed.room.data();
  stream_.avail_out = static_cast<uInt>(packed.room.size());
  packed.size = deflate(&stream_, Z_FINISH) == Z_STREAM_END ? packed.room.size() - stream_.avail_out : 0;
}

}  // namespace easelight
