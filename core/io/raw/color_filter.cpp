#include "core/io/raw/color_filter.h"

#include <algorithm>

namespace easelight {
namespace {

// Whether all of the filter is said by its first `side` x `side`.
bool Repeats(const ColorFilter& filter, uint32_t side) {
  if (filter.rows % side != 0 || filter.columns % side != 0) return false;
  for (uint32_t y = 0; y < filter.rows; ++y) {
    for (uint32_t x = 0; x < filter.columns; ++x) {
      if (filter.ColorAt(y, x) != filter.ColorAt(y % side, x % side)) return false;
    }
  }
  return true;
}

// Whether the block of 3 x 3 with its middle at (y, x) is green but between its corners, where `beside` is left and
// right, and the other of red and blue above and below.
bool IsBlock(const ColorFilter& filter, uint32_t y, uint32_t x, uint8_t beside) {
  const auto at = [&](uint32_t row, uint32_t column) { return filter.ColorAt(y + 5 + row, x + 5 + column); };
  for (const uint32_t row : {0u, 2u}) {
    for (const uint32_t column : {0u, 2u}) {
      if (at(row, column) != kGreen) return false;
    }
  }
  const uint8_t above = kBlue - beside;
  return at(1, 1) == kGreen && at(1, 0) == beside && at(1, 2) == beside && at(0, 1) == above && at(2, 1) == above;
}

}  // namespace

bool IsBayer(const ColorFilter& filter) {
  if (!Repeats(filter, 2)) return false;
  const uint8_t a = filter.ColorAt(0, 0), b = filter.ColorAt(0, 1), c = filter.ColorAt(1, 0), d = filter.ColorAt(1, 1);
  if (a == kGreen && d == kGreen) return b + c == kBlue && b != c;
  return b == kGreen && c == kGreen && a + d == kBlue && a != d;
}

bool IsXTrans(const ColorFilter& filter) {
  if (!Repeats(filter, 6)) return false;
  for (uint32_t y = 0; y < 3; ++y) {
    for (uint32_t x = 0; x < 3; ++x) {
      for (const uint8_t beside : {kRed, kBlue}) {
        const uint8_t other = kBlue - beside;
        if (IsBlock(filter, y, x, beside) && IsBlock(filter, y + 3, x + 3, beside) &&
            IsBlock(filter, y + 3, x, other) && IsBlock(filter, y, x + 3, other)) {
          return true;
        }
      }
    }
  }
  return false;
}

}  // namespace easelight
