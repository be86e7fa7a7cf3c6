// What a PNG's chunks say beside the picture: its color, and from before or behind it its EXIF block and its XMP
// packet.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/status.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/png/png_color.h"
#include "core/io/windowed_reader.h"

namespace easelight {

struct PngChunks {
  PngColorChunks color;
  ExifBlock exif;
  std::vector<uint8_t> xmp;  // Empty when absent, packed or over the limit.
};

// Walks the chunks up to the first of the picture, and looks for others at the end of the file. Damage ends the walk
// without an error: the decoder proper will say what is wrong. Read here and not through libpng, which would keep every
// text in memory, unpacked.
StatusOr<PngChunks> ReadPngChunks(WindowedReader& reader);

}  // namespace easelight
