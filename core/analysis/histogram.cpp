#include "core/analysis/histogram.h"

#include <algorithm>

namespace safelight {
namespace {

// Enough for the shape of a curve 256 points wide, and read in well under a millisecond.
constexpr uint64_t kMostPixels = 200000;

}  // namespace

void CountRgba8(const uint8_t* rgba, Extent size, std::span<uint32_t, 3 * 256> counts) {
  std::fill(counts.begin(), counts.end(), 0u);
  uint32_t step = 1;
  while (size.pixels() / (uint64_t{step} * step) > kMostPixels) ++step;
  for (uint32_t y = 0; y < size.height; y += step) {
    const uint8_t* row = rgba + size_t{y} * size.width * 4;
    for (uint32_t x = 0; x < size.width; x += step) {
      for (size_t c = 0; c < 3; ++c) ++counts[256 * c + row[4 * size_t{x} + c]];
    }
  }
}

}  // namespace safelight
