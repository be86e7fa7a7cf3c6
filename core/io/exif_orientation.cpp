#include "core/io/exif_orientation.h"

namespace safelight {
namespace {

// Reads integers of a block in the byte order that its header names. Callers check the bounds.
struct ExifBlock {
  ByteSpan bytes;
  bool big_endian;

  uint32_t U16(size_t at) const { return big_endian ? bytes[at] << 8 | bytes[at + 1] : bytes[at + 1] << 8 | bytes[at]; }
  uint32_t U32(size_t at) const { return big_endian ? U16(at) << 16 | U16(at + 2) : U16(at + 2) << 16 | U16(at); }
};

// EXIF 2.32, 4.6.2: an entry is tag, type, count, value; 0x0112 is a SHORT, type 3.
constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kShort = 3;
constexpr size_t kHeaderBytes = 8;
constexpr size_t kEntryBytes = 12;

}  // namespace

uint8_t OrientationFromExif(ByteSpan bytes) {
  if (bytes.size() < kHeaderBytes || bytes[0] != bytes[1] || (bytes[0] != 'I' && bytes[0] != 'M')) return 1;
  const ExifBlock block{bytes, bytes[0] == 'M'};
  const size_t directory = block.U32(4);
  if (block.U16(2) != 42 || directory > bytes.size() - 2) return 1;
  const size_t entries = block.U16(directory);
  for (size_t i = 0; i < entries; ++i) {
    const size_t at = directory + 2 + i * kEntryBytes;
    if (bytes.size() < kEntryBytes || at > bytes.size() - kEntryBytes) return 1;
    if (block.U16(at) != kOrientationTag) continue;
    const uint32_t value = block.U16(at + 8);
    return block.U16(at + 2) == kShort && value >= 1 && value <= 8 ? static_cast<uint8_t>(value) : 1;
  }
  return 1;
}

}  // namespace safelight
