// How much brighter one color of a mosaic is than another, so that demosaicing can compare them.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/io/raw/color_filter.h"

namespace easelight {

// An edge of the picture is an edge in all three colors, as high as each of them is bright. To compare colors without a
// trace of one in another they are brought to one mean: green is several times as bright as blue in daylight, and red
// as green behind the orange mask of a negative. The scale holds for a whole picture, and only while it is demosaiced.
class ChannelBalance {
 public:
  // Balanced values have two bits below a code's unit, and are at most 2^22.
  static constexpr int kFractionBits = 2;
  static constexpr int kMostGain = 16;

  // All colors alike.
  ChannelBalance() : ChannelBalance({1, 1, 1}) {}
  // By what each color has on average; none is raised more than kMostGain times, and the brightest not at all.
  explicit ChannelBalance(const std::array<uint64_t, 3>& means);

  int32_t BalancedFromCode(uint16_t code, uint8_t color) const {
    return static_cast<int32_t>((code * gains_[color] + kRoundingHalf) >> (kGainBits - kFractionBits));
  }
  // Of what was made from a code it gives the code; what is beyond the range of codes is clipped.
  uint16_t CodeFromBalanced(int32_t value, uint8_t color) const {
    const uint64_t above = value < 0 ? 0 : static_cast<uint64_t>(value);
    const uint64_t code = (above * inverses_[color] + (uint64_t{1} << 31)) >> 32;
    return static_cast<uint16_t>(code < 65535 ? code : 65535);
  }

 private:
  static constexpr int kGainBits = 12;
  static constexpr uint32_t kRoundingHalf = 1u << (kGainBits - kFractionBits - 1);

  std::array<uint32_t, 3> gains_;     // Of 2^kGainBits.
  std::array<uint64_t, 3> inverses_;  // Of 2^32, with the fraction of balanced values.
};

// Takes the means of a mosaic's colors, row by row.
class ChannelMeans {
 public:
  void AddRow(const ColorFilter& filter, uint32_t y, std::span<const uint16_t> row);
  ChannelBalance Balance() const;

 private:
  std::array<uint64_t, 3> sums_{};
  std::array<uint64_t, 3> counts_{};
};

}  // namespace easelight
