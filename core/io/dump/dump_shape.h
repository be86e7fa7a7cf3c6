// Tells minilab dumps, which are samples and little or nothing else, and their shape.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/image.h"

namespace easelight {

struct DumpShape {
  Extent size;
  uint32_t header_bytes = 0;
  uint32_t sample_bytes = 2;
};

// By the header (dump_header.h), which must agree with the size of the file to the byte; without one by a size that
// only one shape of a known scanner has: a Pakon F135's frames at its three resolutions, 16 bits a sample. Nothing else
// tells such a file from any other, so all other formats are to be tried first.
std::optional<DumpShape> ShapeOfDump(ByteSource& source);

// Whether samples of 16 bits lie pixel by pixel instead of color by color. Told from the picture: along a row of one
// color neighbors are alike, while red, green and blue of a negative are far apart. Files of 8 bits are told so, too.
bool IsInterleavedDump(ByteSource& source, const DumpShape& shape);

}  // namespace easelight
