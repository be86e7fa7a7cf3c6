#include "core/io/light_from_code.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace easelight {

StatusOr<LightFromCode> LightFromCode::Create(const RawLevels& levels) {
  LightFromCode light(levels);
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

LightFromCode::Scale LightFromCode::ScaleOf(uint32_t black) const {
  const double gain = 65535.0 / (levels_.white - black);
  return {black, static_cast<uint64_t>(gain * (uint64_t{1} << kGainBits) + 0.5)};
}

void LightFromCode::ConvertRow(uint32_t y, std::span<const uint8_t> colors, std::span<uint16_t> codes) {
  const size_t tile = levels_.tile_black.empty() ? 1 : levels_.tile_columns;
  row_.resize(std::min(codes.size(), std::lcm(colors.size(), tile)));
  for (size_t x = 0; x < row_.size(); ++x) {
    row_[x] = ScaleOf(BlackAt(y, static_cast<uint32_t>(x), colors[x % colors.size()]));
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
