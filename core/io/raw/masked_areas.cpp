#include "core/io/raw/masked_areas.h"

#include <algorithm>

namespace easelight {
namespace {

// LibRaw's `filters` below this are no tiles of Bayer's.
constexpr unsigned kLeastBayer = 1000;

// LibRaw's areas are top, left, bottom and right, of an unused one all 0.
uint32_t Within(int edge, size_t limit) {
  return static_cast<uint32_t>(std::min(static_cast<size_t>(std::max(edge, 0)), limit));
}

}  // namespace

MaskedAreas::MaskedAreas(const libraw_data_t& raw, const ColorFilter& filter) : sizes_(raw.sizes), filter_(filter) {
  if (raw.idata.filters < kLeastBayer) return;
  for (const auto& area : sizes_.mask) {
    if (area[1] < area[3]) rows_ = std::max(rows_, Within(area[2], sizes_.raw_height));
  }
}

void MaskedAreas::AddRow(uint32_t y, std::span<const uint16_t> codes) {
  const uint8_t* colors = filter_.colors.data() + size_t{y % filter_.rows} * filter_.columns;
  for (const auto& area : sizes_.mask) {
    if (y < Within(area[0], sizes_.raw_height) || y >= Within(area[2], sizes_.raw_height)) continue;
    for (uint32_t x = Within(area[1], codes.size()); x < Within(area[3], codes.size()); ++x) {
      const size_t color = colors[x % filter_.columns];
      sums_[color] += codes[x];
      ++counts_[color];
      zeros_ += codes[x] == 0 ? 1u : 0u;
    }
  }
}

std::optional<std::array<uint32_t, 4>> MaskedAreas::Black() const {
  if (zeros_ >= counts_[0] || std::find(counts_.begin(), counts_.end(), uint64_t{0}) != counts_.end()) {
    return std::nullopt;
  }
  std::array<uint32_t, 4> black{};
  for (size_t c = 0; c < black.size(); ++c) black[c] = static_cast<uint32_t>(sums_[c] / counts_[c]);
  return black;
}

}  // namespace easelight
