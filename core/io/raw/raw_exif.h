// The EXIF of a camera raw file: its own where it is a TIFF, else what LibRaw found elsewhere in it.
#pragma once

#include <libraw/libraw.h>

#include "core/base/bytes.h"
#include "core/io/metadata/exif.h"

namespace easelight {

ExifEntries ExifOfRaw(ByteSource& source, const libraw_data_t& found);

}  // namespace easelight
