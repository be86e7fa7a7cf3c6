#include "core/io/tiff/strip_packing.h"

#include <cstring>

#include "core/io/run_deflater.h"
#include "core/io/zlib_stream.h"

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

size_t MostPackedStripBytes(size_t strip_bytes) {
  return kZlibHeader.size() + MostDeflatedBytes(strip_bytes) + kZlibChecksumBytes;
}

size_t PackStrip(MutableByteSpan strip, const StripRows& rows, uint8_t* packed) {
  const auto channels = static_cast<size_t>(rows.channels);
  for (size_t at = 0; at < strip.size(); at += rows.row_bytes) {
    if (rows.depth == 8)
      Difference<uint8_t>(strip.data() + at, rows.row_bytes, channels);
    else
      Difference<uint16_t>(strip.data() + at, rows.row_bytes / 2, channels);
  }
  std::memcpy(packed, kZlibHeader.data(), kZlibHeader.size());
  size_t size = kZlibHeader.size();
  size += DeflateRuns(strip, true, packed + size);
  PutZlibChecksum(ZlibChecksum(strip), packed + size);
  return size + kZlibChecksumBytes;
}

}  // namespace easelight
