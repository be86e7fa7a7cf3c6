// Tells by content, and cheaply, whether a file may be a camera raw file: what is worth asking LibRaw about.
#pragma once

#include <string_view>

#include "core/base/bytes.h"

namespace easelight {

enum class RawSigns {
  kNone,
  kRaw,     // A container of raw files, or a TIFF with the directory of a sensor's mosaic.
  kLinear,  // A TIFF with a picture in a sensor's linear colors, as film scanners write DNG, and no mosaic.
};

// `head` is the file's first bytes, 16 where it has so many. Nothing of what is read makes an error: a file that is
// broken has no signs.
RawSigns SignsOfRaw(std::string_view head, ByteSource& source);

}  // namespace easelight
