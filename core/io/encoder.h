// The encode facade: writes developed rows as TIFF, PNG or JPEG, top to bottom, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/base/thread_pool.h"
#include "core/io/metadata/exif.h"

namespace easelight {

enum class FileFormat : uint8_t { kTiff, kPng, kJpeg };
enum class TiffCompression : uint8_t { kNone, kDeflate };

struct EncodeOptions {
  FileFormat format = FileFormat::kTiff;
  Extent size;
  uint8_t channels = 3;  // RGB, or 1: gray.
  uint8_t depth = 16;    // Bits a channel: 8 or 16; JPEG is always 8.
  TiffCompression compression = TiffCompression::kDeflate;
  int jpeg_quality = 92;                  // 1..100, 4:4:4 always.
  std::vector<uint8_t> icc_profile = {};  // Embedded as it is; empty embeds none.
  std::vector<uint8_t> xmp = {};          // The XMP packet, embedded as it is; empty embeds none.
  ExifEntries exif = {};                  // Written as EXIF of an upright picture; empty writes none.
  std::string comment = {};               // Of PNG: Latin text under the keyword "Comment"; empty writes none.
  ThreadPool* pool = nullptr;             // Shares out what can be done side by side; changes no byte. May be null.

  size_t row_bytes() const { return size_t{size.width} * channels * (depth / 8u); }
};

// Writes one picture of RGB or gray row by row. The bytes depend on the options and the rows alone (no dates, no host
// names).
class ImageEncoder {
 public:
  virtual ~ImageEncoder() = default;

  // Writes the next row: width * channels interleaved samples of `depth` bits in native byte order, as bytes.
  virtual Status WriteRow(ByteSpan row) = 0;

  // Completes the file; every row must have been written.
  virtual Status Finish() = 0;
};

// Starts a file in `file` (empty, and outliving the encoder).
// Errors: kOutOfRange (sides past the format's limit: JPEG 65 500 a side; quality; depth; metadata past the segments of
// JPEG), kIo, kResourceExhausted.
StatusOr<std::unique_ptr<ImageEncoder>> CreateEncoder(const EncodeOptions& options, BlockFile& file);

// The format of a file name by its extension (.tif .tiff .png .jpg .jpeg, any case), or none.
std::optional<FileFormat> FileFormatFromName(std::string_view name);

}  // namespace easelight
