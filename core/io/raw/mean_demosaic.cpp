#include "core/io/raw/mean_demosaic.h"

#include <algorithm>

namespace easelight {
namespace {

// Whether `height` by `width` photosites from (y, x) on have all three colors among them.
bool SeesAllColors(const ColorFilter& filter, uint32_t y, uint32_t x, uint32_t height, uint32_t width) {
  bool seen[3] = {};
  for (uint32_t i = 0; i < height; ++i) {
    for (uint32_t j = 0; j < width; ++j) seen[filter.ColorAt(y + i, x + j)] = true;
  }
  return seen[kRed] && seen[kGreen] && seen[kBlue];
}

}  // namespace

bool HasMeans(const ColorFilter& filter, Extent size) {
  constexpr uint32_t kWindow = 2 * kMeanReach + 1, kLeast = kMeanReach + 1;
  const std::array<uint32_t, 2> tops = {0, size.height - kLeast}, lefts = {0, size.width - kLeast};
  for (uint32_t y = 0; y < filter.rows; ++y) {
    for (uint32_t x = 0; x < filter.columns; ++x) {
      if (!SeesAllColors(filter, y, x, kWindow, kWindow)) return false;
      for (size_t i = 0; i < 4; ++i) {
        if (!SeesAllColors(filter, tops[i % 2], x, kLeast, kWindow)) return false;
        if (!SeesAllColors(filter, y, lefts[i % 2], kWindow, kLeast)) return false;
        if (!SeesAllColors(filter, tops[i % 2], lefts[i / 2], kLeast, kLeast)) return false;
      }
    }
  }
  return true;
}

std::array<uint16_t, 3> MeanColors(const ColorFilter& filter, const MosaicBand& band, uint32_t y, uint32_t x) {
  constexpr uint32_t kTent[] = {1, 2, 3, 2, 1};
  constexpr uint32_t kReach = kMeanReach;
  uint32_t sum[3] = {};
  uint32_t weight[3] = {};
  // Only what is there: past the edges the mirrored filter would be another one.
  for (uint32_t i = kReach - std::min(kReach, y); i <= 2 * kReach && y + i < band.size.height + kReach; ++i) {
    const uint16_t* row = band.Row(y + i - kReach);
    for (uint32_t j = kReach - std::min(kReach, x); j <= 2 * kReach && x + j < band.size.width + kReach; ++j) {
      const uint8_t color = filter.ColorAt(y + i - kReach, x + j - kReach);
      const uint32_t tent = kTent[i] * kTent[j];
      sum[color] += tent * row[x + j - kReach];
      weight[color] += tent;
    }
  }
  std::array<uint16_t, 3> means{};
  for (size_t c = 0; c < 3; ++c) means[c] = static_cast<uint16_t>((sum[c] + weight[c] / 2) / weight[c]);
  means[filter.ColorAt(y, x)] = band.Row(y)[x];
  return means;
}

}  // namespace easelight
