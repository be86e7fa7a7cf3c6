#include "core/io/raw/demosaic.h"

#include <algorithm>
#include <string>
#include <utility>

namespace easelight {
namespace {

constexpr uint32_t kReach = kDemosaicReach;
constexpr uint32_t kWindow = 2 * kDemosaicReach + 1;

constexpr uint8_t kGreen = 1;

// Two greens on a diagonal, red and blue on the other.
bool IsBayer(const ColorFilter& filter) {
  for (uint32_t y = 0; y < std::max(2u, filter.rows); ++y) {
    for (uint32_t x = 0; x < std::max(2u, filter.columns); ++x) {
      if (filter.ColorAt(y, x) != filter.ColorAt(y % 2, x % 2)) return false;
    }
  }
  const uint8_t a = filter.ColorAt(0, 0), b = filter.ColorAt(0, 1), c = filter.ColorAt(1, 0), d = filter.ColorAt(1, 1);
  if (filter.rows % 2 != 0 || filter.columns % 2 != 0) return false;
  if (a == kGreen && d == kGreen) return b + c == 2 && b != c;
  return b == kGreen && c == kGreen && a + d == 2 && a != d;
}

// Whether `height` by `width` photosites from (y, x) on have all three colors among them.
bool SeesAllColors(const ColorFilter& filter, uint32_t y, uint32_t x, uint32_t height, uint32_t width) {
  bool seen[3] = {};
  for (uint32_t i = 0; i < height; ++i) {
    for (uint32_t j = 0; j < width; ++j) seen[filter.ColorAt(y + i, x + j)] = true;
  }
  return seen[0] && seen[1] && seen[2];
}

// Whether each mean of a picture has something of each color: a window, what is left of one along the edges, and in the
// corners.
bool EachWindowSeesAllColors(const ColorFilter& filter, Extent size) {
  constexpr uint32_t kLeast = kReach + 1;
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

uint16_t CodeFromSixteenths(int32_t sum) { return static_cast<uint16_t>(std::clamp((sum + 8) >> 4, 0, 65535)); }

// Sums around a photosite, `rows` being moved to its column.
struct Neighbors {
  Neighbors(const std::array<const uint16_t*, 5>& rows, int64_t x)
      : self(rows[2][x]),
        beside(rows[2][x - 1] + rows[2][x + 1]),
        above(rows[1][x] + rows[3][x]),
        diagonal(rows[1][x - 1] + rows[1][x + 1] + rows[3][x - 1] + rows[3][x + 1]),
        far_beside(rows[2][x - 2] + rows[2][x + 2]),
        far_above(rows[0][x] + rows[4][x]) {}

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

StatusOr<Demosaicer> Demosaicer::Create(ColorFilter filter, Extent size) {
  if (size.width < kWindow || size.height < kWindow) {
    return Unsupported("raw-sensor-small", {{"width", size.width}, {"height", size.height}, {"least", kWindow}});
  }
  const bool bayer = IsBayer(filter);
  if (!bayer && !EachWindowSeesAllColors(filter, size)) return Unsupported("raw-filter");
  return Demosaicer(std::move(filter), size, bayer);
}

void Demosaicer::MakeRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const {
  bayer_ ? MakeBayerRow(y, rows, rgb) : MakeMeanRow(y, rows, rgb);
}

void Demosaicer::MakeBayerRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const {
  const uint32_t first_green = filter_.ColorAt(y, 0) == kGreen ? 0 : 1;
  // Red or blue, whichever this row has, and the other.
  const uint32_t own = filter_.ColorAt(y, 1 - first_green);
  const uint32_t other = 2 - own;
  for (uint32_t x = first_green; x < size_.width; x += 2) {
    const Neighbors near(rows, x);
    uint16_t* pixel = rgb + size_t{3} * x;
    pixel[own] = near.OfThisRow();
    pixel[kGreen] = static_cast<uint16_t>(near.self);
    pixel[other] = near.OfThisColumn();
  }
  for (uint32_t x = 1 - first_green; x < size_.width; x += 2) {
    const Neighbors near(rows, x);
    uint16_t* pixel = rgb + size_t{3} * x;
    pixel[own] = static_cast<uint16_t>(near.self);
    pixel[kGreen] = near.Green();
    pixel[other] = near.Opposite();
  }
}

void Demosaicer::MakeMeanRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const {
  constexpr uint32_t kTent[] = {1, 2, 3, 2, 1};
  for (uint32_t x = 0; x < size_.width; ++x) {
    uint32_t sum[3] = {};
    uint32_t weight[3] = {};
    // Only what is there: past the edges the mirrored filter would be another one.
    for (uint32_t i = kReach - std::min(kReach, y); i <= 2 * kReach && y + i < size_.height + kReach; ++i) {
      for (uint32_t j = kReach - std::min(kReach, x); j <= 2 * kReach && x + j < size_.width + kReach; ++j) {
        const uint8_t color = filter_.ColorAt(y + i - kReach, x + j - kReach);
        const uint32_t tent = kTent[i] * kTent[j];
        sum[color] += tent * rows[i][x + j - kReach];
        weight[color] += tent;
      }
    }
    const uint8_t own = filter_.ColorAt(y, x);
    for (uint8_t c = 0; c < 3; ++c) {
      const uint32_t mean = (sum[c] + weight[c] / 2) / weight[c];
      rgb[size_t{3} * x + c] = c == own ? rows[2][x] : static_cast<uint16_t>(mean);
    }
  }
}

void Demosaicer::MirrorColumns(uint16_t* row, uint32_t width) {
  for (uint32_t i = 1; i <= kDemosaicReach; ++i) {
    *(row - i) = row[i];
    row[width - 1 + i] = row[width - 1 - i];
  }
}

uint32_t Demosaicer::MirroredRow(int64_t y, uint32_t height) {
  if (y < 0) return static_cast<uint32_t>(-y);
  if (y >= height) return static_cast<uint32_t>(2 * (int64_t{height} - 1) - y);
  return static_cast<uint32_t>(y);
}

}  // namespace easelight
