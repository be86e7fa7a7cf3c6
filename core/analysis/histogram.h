// The histogram of a rendered frame.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/image.h"

namespace safelight {

// Counts the codes of an RGBA8 frame: 256 counts each of red, green and blue. Large frames are counted on a grid of
// every n-th pixel of every n-th row, so that at most about 200 000 pixels are read.
void CountRgba8(const uint8_t* rgba, Extent size, std::span<uint32_t, 3 * 256> counts);

}  // namespace safelight
