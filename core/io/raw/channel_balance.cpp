#include "core/io/raw/channel_balance.h"

#include <algorithm>

namespace easelight {

ChannelBalance::ChannelBalance(const std::array<uint64_t, 3>& means) {
  constexpr uint64_t kOne = 1u << kGainBits;
  const uint64_t brightest = std::max<uint64_t>(1, *std::max_element(means.begin(), means.end()));
  for (size_t c = 0; c < 3; ++c) {
    const uint64_t mean = std::max<uint64_t>(1, means[c]);
    const uint64_t gain = std::min((kOne * brightest + mean / 2) / mean, kOne * kMostGain);
    gains_[c] = static_cast<uint32_t>(gain);
    inverses_[c] = ((uint64_t{1} << (32 + kGainBits - kFractionBits)) + gain / 2) / gain;
  }
}

void ChannelMeans::AddRow(const ColorFilter& filter, uint32_t y, std::span<const uint16_t> row) {
  for (uint32_t first = 0; first < filter.columns; ++first) {
    uint64_t sum = 0, count = 0;
    for (size_t x = first; x < row.size(); x += filter.columns, ++count) sum += row[x];
    sums_[filter.ColorAt(y, first)] += sum;
    counts_[filter.ColorAt(y, first)] += count;
  }
}

ChannelBalance ChannelMeans::Balance() const {
  std::array<uint64_t, 3> means{};
  for (size_t c = 0; c < 3; ++c) means[c] = sums_[c] / std::max<uint64_t>(1, counts_[c]);
  return ChannelBalance(means);
}

}  // namespace easelight
