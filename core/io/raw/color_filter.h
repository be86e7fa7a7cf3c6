// A sensor's color filter, and rows of what was seen through it.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/image.h"

namespace easelight {

inline constexpr uint8_t kRed = 0, kGreen = 1, kBlue = 2;

// A tile of `rows` by `columns` that repeats from the picture's top left corner on.
struct ColorFilter {
  uint32_t rows = 0;
  uint32_t columns = 0;
  std::vector<uint8_t> colors;  // Row by row; 0 red, 1 green, 2 blue.

  uint8_t ColorAt(uint32_t y, uint32_t x) const { return colors[(y % rows) * columns + x % columns]; }
};

// Two greens on a diagonal, red and blue on the other.
bool IsBayer(const ColorFilter& filter);
// Fujifilm's tile of 6 x 6, from whichever photosite on: blocks of 3 x 3 with green in the corners and in the middle,
// red and blue between the corners, changing places from block to block.
bool IsXTrans(const ColorFilter& filter);

// Rows `first` to `first + rows` of a mosaic.
struct MosaicBand {
  const uint16_t* samples = nullptr;
  uint32_t first = 0;
  uint32_t rows = 0;
  Extent size;  // Of the whole mosaic.

  const uint16_t* Row(uint32_t y) const { return samples + size_t{y - first} * size.width; }
};

// The mosaic goes on beyond its edges as in mirrors that stand on the outermost photosites. Which place stands for `at`
// of `length` places, of which there must be two.
constexpr uint32_t Mirrored(int64_t at, uint32_t length) {
  const int64_t period = 2 * (int64_t{length} - 1);
  const int64_t phase = (at % period + period) % period;
  return static_cast<uint32_t>(phase < length ? phase : period - phase);
}

}  // namespace easelight
