// The orientation tag of an EXIF block, as JPEG (APP1) and PNG (eXIf) carry it.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"

namespace safelight {

// Orientation 1..8 of a block that starts with its TIFF header ("II*\0" or "MM\0*"). 1 when the block is damaged or
// says nothing: a wrong orientation is one click to repair and no reason to refuse a scan.
uint8_t OrientationFromExif(ByteSpan block);

}  // namespace safelight
