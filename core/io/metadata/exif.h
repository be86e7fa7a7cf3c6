// What is carried over of a scan's EXIF: entries of known tags, types and lengths, and nothing else; and the color
// space that it states of its own file.
//
// No orientation is among them: an export is upright. Nor is anything that describes the source's file and not the
// picture (its size, its thumbnail, when it was last changed), or that only its maker can read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace easelight {

// The directories of an EXIF block. In a TIFF file the first is the picture's own.
enum class ExifDirectory : uint8_t { kPicture, kCamera, kLocation };

// EXIF 2.32, 4.6.2; the numbers are those of the file.
enum class ExifType : uint16_t {
  kByte = 1,
  kAscii = 2,
  kShort = 3,
  kLong = 4,
  kRational = 5,
  kUndefined = 7,
  kSignedRational = 10,
};

// Bytes of one value of a type, which an entry has `count` of.
size_t BytesOf(ExifType type);

// Of one entry, and of all together. A camera writes a few hundred bytes.
inline constexpr size_t kMaxExifValueBytes = 1024;
inline constexpr size_t kMaxExifBytes = 8 * 1024;

struct ExifEntry {
  ExifDirectory directory;
  uint16_t tag;
  ExifType type;
  std::vector<uint8_t> value;  // Little-endian. Text ends with a NUL, its only one but between a copyright's two parts.

  bool operator==(const ExifEntry&) const = default;
};

// In the order of directories and tags, each once.
using ExifEntries = std::vector<ExifEntry>;

// What EXIF says of the picture's colors. Adobe RGB by the design rule for camera file systems (DCF 2.0): no space that
// EXIF knows, in an "option file".
enum class ExifColor : uint8_t { kUnsaid, kSrgb, kAdobeRgb };

// A tag that is carried over, with its type and how many values it may have.
struct ExifField {
  ExifDirectory directory;
  uint16_t tag;
  ExifType type;
  uint32_t least;
  uint32_t most;
};

// Null for a tag that is not carried over.
const ExifField* FindExifField(ExifDirectory directory, uint16_t tag);

}  // namespace easelight
