// What RFC 1950 puts around a Deflate stream in PNG and TIFF: two bytes before it, and a checksum behind.
#pragma once

#include <zlib.h>

#include <array>
#include <cstdint>

#include "core/base/bytes.h"

namespace easelight {

// A window of 32 KiB, packed by the fastest method.
inline constexpr std::array<uint8_t, 2> kZlibHeader = {0x78, 0x01};
inline constexpr size_t kZlibChecksumBytes = 4;

// Adler-32 of what was packed.
inline uint32_t ZlibChecksum(ByteSpan bytes) {
  return static_cast<uint32_t>(adler32(1, bytes.data(), static_cast<uInt>(bytes.size())));
}
// Of what has the checksum `first` and, behind it, so many bytes of the checksum `next`.
inline uint32_t JoinedZlibChecksum(uint32_t first, uint32_t next, size_t next_bytes) {
  return static_cast<uint32_t>(adler32_combine(first, next, static_cast<z_off_t>(next_bytes)));
}
// Most significant byte first.
inline void PutZlibChecksum(uint32_t checksum, uint8_t* out) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<uint8_t>(checksum >> (24 - 8 * i));
}

}  // namespace easelight
