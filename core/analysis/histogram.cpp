#include "core/analysis/histogram.h"

#include <algorithm>
#include <cstddef>

namespace easelight {

void FrameHistogram::Add(const FrameHistogram& other) {
  for (size_t c = 0; c < 3; ++c) {
    for (size_t code = 0; code < 256; ++code) counts[c][code] += other.counts[c][code];
  }
}

void CountRows(const uint8_t* rgba, uint32_t width, uint32_t first, uint32_t end, uint32_t step,
               FrameHistogram& histogram) {
  constexpr size_t kBytesPerPixel = 4;
  const uint64_t stride = std::max<uint32_t>(step, 1);
  for (uint64_t y = (first + stride - 1) / stride * stride; y < end; y += stride) {
    const uint8_t* row = rgba + static_cast<size_t>(y) * width * kBytesPerPixel;
    for (uint64_t x = 0; x < width; x += stride) {
      const uint8_t* pixel = row + static_cast<size_t>(x) * kBytesPerPixel;
      for (size_t c = 0; c < 3; ++c) ++histogram.counts[c][pixel[c]];
    }
  }
}

}  // namespace easelight
