// Unpacks a camera raw file with LibRaw, whose types, exceptions and memory stay behind this class.
//
// LibRaw opens the file and unpacks its photosites, which it can only do whole; what is not compressed, and lossless
// JPEG in a DNG, is read row by row instead, see MosaicRows. What follows - levels, demosaicing - is ours.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/color/scan_color.h"
#include "core/io/metadata/exif.h"
#include "core/io/raw/color_filter.h"

namespace easelight {

// What the header says. Rows come as the sensor has them: `orientation` has not been applied.
struct RawLayout {
  bool is_dng = false;
  Extent size;              // Of the part of the sensor that shows a picture.
  uint8_t samples = 1;      // Of a pixel: 1 (a mosaic, or a gray sensor) or 3 (demosaiced before it was written).
  ColorFilter filter;       // Of a mosaic; without colors otherwise.
  uint8_t bits = 16;        // Of a code, as far as the white level tells.
  uint8_t orientation = 1;  // EXIF orientation, 1..8.
  std::optional<CameraColor> camera;
  ExifEntries exif;
};

class RawUnpacker {
 public:
  // `source` must outlive the unpacker. Errors: kUnsupported for what LibRaw does not know or cannot tell in colors of
  // light, kResourceExhausted for a picture of which LibRaw needs more than kMaxUnpackedBytes, kInvalidInput,
  // kOutOfRange, kIo.
  static StatusOr<std::unique_ptr<RawUnpacker>> Open(ByteSource& source);

  virtual ~RawUnpacker() = default;

  const RawLayout& layout() const { return layout_; }

  // A row of linear light, black 0 and white 65535; see LightFromCode. To be used at once.
  using TakeRow = std::function<Status(std::span<const uint16_t> row)>;

  // Unpacks everything, which is one long call, and hands over row after row. All memory that it took is free again
  // afterwards. Once only. Errors: kTruncated and kInvalidInput for a damaged file, kResourceExhausted, kIo, TakeRow's.
  virtual Status Unpack(const TakeRow& take) = 0;

 protected:
  RawLayout layout_;
};

}  // namespace easelight
