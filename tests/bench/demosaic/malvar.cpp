#include "tests/bench/demosaic/malvar.h"

#include <algorithm>

namespace easelight {
namespace {

uint16_t CodeFromSixteenths(int32_t sum) { return static_cast<uint16_t>(std::clamp((sum + 8) >> 4, 0, 65535)); }

// Sums around a photosite, in rows of `stride`.
struct Neighbors {
  Neighbors(const uint16_t* at, ptrdiff_t stride)
      : self(at[0]),
        beside(at[-1] + at[1]),
        above(at[-stride] + at[stride]),
        diagonal(at[-stride - 1] + at[-stride + 1] + at[stride - 1] + at[stride + 1]),
        far_beside(at[-2] + at[2]),
        far_above(at[-2 * stride] + at[2 * stride]) {}

  // The filters of the paper's figure 2, times 16.
  uint16_t Green() const {  // At red or blue.
    return CodeFromSixteenths(8 * self + 4 * (beside + above) - 2 * (far_beside + far_above));
  }
  uint16_t Opposite() const {  // Red at blue, blue at red.
    return CodeFromSixteenths(12 * self + 4 * diagonal - 3 * (far_beside + far_above));
  }
  uint16_t OfThisRow() const {  // At green, the color beside it.
    return CodeFromSixteenths(10 * self + 8 * beside - 2 * (diagonal + far_beside) + far_above);
  }
  uint16_t OfThisColumn() const {  // At green, the color above and below it.
    return CodeFromSixteenths(10 * self + 8 * above - 2 * (diagonal + far_above) + far_beside);
  }

  int32_t self, beside, above, diagonal, far_beside, far_above;
};

}  // namespace

std::vector<uint16_t> DemosaicByMalvar(const ColorFilter& filter, Extent size, const std::vector<uint16_t>& mosaic) {
  constexpr int64_t kReach = 2;
  const size_t stride = size.width + 2 * kReach;
  std::vector<uint16_t> wide;
  for (int64_t y = -kReach; y < size.height + kReach; ++y) {
    const uint16_t* row = mosaic.data() + size_t{Mirrored(y, size.height)} * size.width;
    for (int64_t x = -kReach; x < size.width + kReach; ++x) wide.push_back(row[Mirrored(x, size.width)]);
  }
  std::vector<uint16_t> rgb(size.pixels() * 3);
  uint16_t* pixel = rgb.data();
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x, pixel += 3) {
      const Neighbors near(wide.data() + (y + kReach) * stride + x + kReach, static_cast<ptrdiff_t>(stride));
      const uint8_t own = filter.ColorAt(y, x), beside = filter.ColorAt(y, x + 1);
      pixel[own] = static_cast<uint16_t>(near.self);
      if (own == kGreen) {
        pixel[beside] = near.OfThisRow();
        pixel[kBlue - beside] = near.OfThisColumn();
      } else {
        pixel[kGreen] = near.Green();
        pixel[kBlue - own] = near.Opposite();
      }
    }
  }
  return rgb;
}

}  // namespace easelight
