#include "core/analysis/histogram.h"

#include <algorithm>
#include <cstddef>

namespace safelight {

void CountFrame(const uint8_t* rgba, Extent size, uint32_t step, FrameHistogram& histogram) {
  constexpr size_t kBytesPerPixel = 4;
  histogram = FrameHistogram();
  const uint64_t stride = std::max<uint32_t>(step, 1);
  for (uint64_t y = 0; y < size.height; y += stride) {
    const uint8_t* row = rgba + static_cast<size_t>(y) * size.width * kBytesPerPixel;
    for (uint64_t x = 0; x < size.width; x += stride) {
      const uint8_t* pixel = row + static_cast<size_t>(x) * kBytesPerPixel;
      for (size_t c = 0; c < 3; ++c) ++histogram.counts[c][pixel[c]];
    }
  }
}

}  // namespace safelight
