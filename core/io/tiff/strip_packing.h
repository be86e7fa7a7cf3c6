// Packs a TIFF strip: horizontal differences, then Deflate.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"

namespace easelight {

// How a strip's bytes are rows of samples.
struct StripRows {
  size_t row_bytes;
  int channels;
  int depth;  // Bits a sample, 8 or 16.
};

// The most that a strip of `strip_bytes` can take, packed.
size_t MostPackedStripBytes(size_t strip_bytes);

// Packs a strip, which is overwritten, to `packed`, and returns the size. Allocates nothing.
size_t PackStrip(MutableByteSpan strip, const StripRows& rows, uint8_t* packed);

}  // namespace easelight
