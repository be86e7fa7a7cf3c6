#include "core/io/light_from_code.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace easelight {
namespace {

// The largest of what is added to a black level; what lowers it needs no room.
template <typename T>
int64_t Most(const std::vector<T>& added) {
  return added.empty() ? 0 : std::max<int64_t>(0, *std::max_element(added.begin(), added.end()));
}

// One for each in turn; the last stands for all that follow.
int32_t At(const std::vector<int32_t>& added, uint32_t index) {
  return added.empty() ? 0 : added[std::min<size_t>(index, added.size() - 1)];
}

}  // namespace

StatusOr<LightFromCode> LightFromCode::Create(const RawLevels& levels) {
  const int64_t added = Most(levels.tile_black) + Most(levels.row_black) + Most(levels.column_black);
  for (size_t color = 0; color < levels.white.size(); ++color) {
    const int64_t black = int64_t{levels.black} + levels.color_black[color] + added;
    const uint32_t white = levels.white[color];
    if (white > black && white <= 65535) continue;
    return InvalidInput("raw-levels", {{"white", white}, {"black", black}});
  }
  return LightFromCode(levels);
}

uint32_t LightFromCode::BlackAt(uint32_t y, uint32_t x, uint8_t color) const {
  int64_t black = int64_t{levels_.black} + levels_.color_black[color];
  if (!levels_.tile_black.empty()) {
    black += levels_.tile_black[y % levels_.tile_rows * levels_.tile_columns + x % levels_.tile_columns];
  }
  black += At(levels_.row_black, y) + At(levels_.column_black, x);
  return static_cast<uint32_t>(std::max<int64_t>(0, black));
}

LightFromCode::Scale LightFromCode::ScaleAt(uint32_t y, uint32_t x, uint8_t color) const {
  const uint32_t black = BlackAt(y, x, color);
  const double gain = 65535.0 / (levels_.white[color] - black);
  return {black, static_cast<uint64_t>(gain * (uint64_t{1} << kGainBits) + 0.5)};
}

void LightFromCode::ConvertRow(uint32_t y, std::span<const uint8_t> colors, std::span<uint16_t> codes) {
  const size_t tile = levels_.tile_black.empty() ? 1 : levels_.tile_columns;
  const size_t repeats = levels_.column_black.empty() ? std::lcm(colors.size(), tile) : codes.size();
  row_.resize(std::min(codes.size(), repeats));
  for (size_t x = 0; x < row_.size(); ++x) {
    row_[x] = ScaleAt(y, static_cast<uint32_t>(x), colors[x % colors.size()]);
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
