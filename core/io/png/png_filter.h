// The filter of PNG's rows that packs film best: differences from the mean of the samples to the left and above.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"

namespace easelight {

struct PngSamples {
  uint8_t channels;
  uint8_t depth;  // Bits a sample, 8 or 16.
};

// PNG specification, 9.2, filter 3. Takes a row of samples in native byte order and writes the filter's number and the
// row, filtered: one byte more. `above` is the row before, null for the first.
void FilterPngRow(ByteSpan row, const uint8_t* above, PngSamples samples, uint8_t* filtered);

}  // namespace easelight
