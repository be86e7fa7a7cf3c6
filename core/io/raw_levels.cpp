#include "core/io/raw_levels.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace easelight {
namespace {

// A multiplier below this part of the largest is none that a camera uses, and would leave no light of its color.
constexpr float kLeastBalance = 1.0f / 256;

// The multipliers over the largest; all 1 where a color's is not known.
std::array<double, 4> BalanceFromAsShot(std::array<float, 4> as_shot) {
  // The second green has often none of its own.
  if (!(as_shot[3] > 0)) as_shot[3] = as_shot[1];
  const float largest = *std::max_element(as_shot.begin(), as_shot.end());
  std::array<double, 4> balance{1, 1, 1, 1};
  if (!std::isfinite(largest) ||
      !std::all_of(as_shot.begin(), as_shot.end(), [=](float m) { return m >= largest * kLeastBalance && m > 0; })) {
    return balance;
  }
  for (size_t c = 0; c < 4; ++c) balance[c] = static_cast<double>(as_shot[c]) / largest;
  return balance;
}

}  // namespace

StatusOr<LightFromCode> LightFromCode::Create(const RawLevels& levels) {
  LightFromCode light(levels);
  light.balance_ = BalanceFromAsShot(levels.as_shot);
  uint64_t black = *std::max_element(levels.color_black.begin(), levels.color_black.end());
  if (!levels.tile_black.empty()) black += *std::max_element(levels.tile_black.begin(), levels.tile_black.end());
  black += levels.black;
  if (levels.white > black && levels.white <= 65535) return light;
  return InvalidInput("raw-levels", {{"white", levels.white}, {"black", black}});
}

uint32_t LightFromCode::BlackAt(uint32_t y, uint32_t x, uint8_t color) const {
  const uint32_t black = levels_.black + levels_.color_black[color];
  if (levels_.tile_black.empty()) return black;
  return black + levels_.tile_black[y % levels_.tile_rows * levels_.tile_columns + x % levels_.tile_columns];
}

LightFromCode::Scale LightFromCode::ScaleOf(uint32_t black, uint8_t color) const {
  const double gain = balance_[color] * 65535 / (levels_.white - black);
  return {black, static_cast<uint64_t>(gain * (uint64_t{1} << kGainBits) + 0.5)};
}

void LightFromCode::ConvertRow(uint32_t y, std::span<const uint8_t> colors, std::span<uint16_t> codes) {
  const size_t tile = levels_.tile_black.empty() ? 1 : levels_.tile_columns;
  row_.resize(std::min(codes.size(), std::lcm(colors.size(), tile)));
  for (size_t x = 0; x < row_.size(); ++x) {
    const uint8_t color = colors[x % colors.size()];
    row_[x] = ScaleOf(BlackAt(y, static_cast<uint32_t>(x), color), color);
  }
  size_t phase = 0;
  for (uint16_t& code : codes) {
    const Scale& scale = row_[phase];
    if (++phase == row_.size()) phase = 0;
    const uint64_t above = code > scale.black ? code - scale.black : 0;
    const uint64_t light = (above * scale.gain + (uint64_t{1} << (kGainBits - 1))) >> kGainBits;
    code = static_cast<uint16_t>(std::min<uint64_t>(light, 65535));
  }
}

}  // namespace easelight
