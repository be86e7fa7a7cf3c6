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
// Of what has the checksum `first` and, behind it, so many bytes of the checksum `next`. One half counts the bytes up
// from 1; the other adds up what the first was after each. (zlib's own takes an offset, whose width depends on how it
// was built.)
inline uint32_t JoinedZlibChecksum(uint32_t first, uint32_t next, size_t next_bytes) {
  constexpr uint64_t kPrime = 65521;
  const uint64_t before = (first & 0xFFFF) + kPrime - 1;
  const uint64_t sum = before + (next & 0xFFFF);
  const uint64_t sums = (first >> 16) + (next >> 16) + next_bytes % kPrime * before;
  return static_cast<uint32_t>(sums % kPrime << 16 | sum % kPrime);
}
// Most significant byte first.
inline void PutZlibChecksum(uint32_t checksum, uint8_t* out) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<uint8_t>(checksum >> (24 - 8 * i));
}

}  // namespace easelight
