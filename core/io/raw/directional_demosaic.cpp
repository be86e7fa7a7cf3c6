#include "core/io/raw/directional_demosaic.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "core/io/raw/mean_demosaic.h"

namespace easelight {
namespace {

// A piece: so many columns, a multiple of either filter's side, and a margin on either side of them.
constexpr uint32_t kColumns = 114;
constexpr uint32_t kMargin = 7;
constexpr int32_t kStride = kColumns + 2 * kMargin;
static_assert(kColumns % 6 == 0);

// How far from a photosite greens are looked at, what they bend is summed up, and colors are taken from: in Bayer's
// filter those that it has not seen itself are next to it.
constexpr uint32_t kBayerGreen = 2, kXTransGreen = 3;
constexpr uint32_t kBendSum = 2;
constexpr int32_t kTaps = 2, kBayerOtherTaps = 1;
static_assert(kMargin == kXTransGreen + kBendSum + kTaps);
static_assert(DirectionalDemosaicer::kReach == kMargin + kMeanReach);

// From a photosite to the next along each direction. Bayer's filter has the first two.
constexpr std::array<int32_t, 4> kSteps = {1, kStride, kStride + 1, kStride - 1};

// A bend below this is none: of four codes of 65535 a photosite, in the nine that are summed up.
constexpr uint32_t kLeastBend = 9 * 4 << ChannelBalance::kFractionBits;
// Greens that differ by less than this are about the same: 2048 codes.
constexpr int kAlikeBits = 11 + ChannelBalance::kFractionBits;
// Each time that the difference doubles a color counts half, so many times.
constexpr int kMostHalvings = 5;

// Weights by the inverse fourth power, of a number's seven leading bits: 256 for 64, 16 for 128.
constexpr std::array<int32_t, 64> kInverseFourths = [] {
  std::array<int32_t, 64> weights{};
  for (uint32_t i = 0; i < 64; ++i) {
    const uint64_t square = uint64_t{64 + i} * (64 + i);
    weights[i] = static_cast<int32_t>(((uint64_t{1} << 32) + square * square / 2) / (square * square));
  }
  return weights;
}();

// Means without divisions. The weights that any mean has add up to 1024 at the most.
constexpr int kInverseBits = 30;
constexpr std::array<int64_t, 1025> kInverses = [] {
  std::array<int64_t, 1025> inverses{};
  for (int64_t i = 1; i <= 1024; ++i) inverses[static_cast<size_t>(i)] = ((int64_t{1} << kInverseBits) + i / 2) / i;
  return inverses;
}();

// Of values about `origin`, which is what comes of many that are all the same.
class Mean {
 public:
  explicit Mean(int32_t origin) : origin_(origin) {}
  void Add(int32_t value, int32_t weight) {
    sum_ += int64_t{weight} * (value - origin_);
    weights_ += weight;
  }
  int32_t value() const {
    return origin_ + static_cast<int32_t>((sum_ * kInverses[static_cast<size_t>(weights_)]) >> kInverseBits);
  }

 private:
  int32_t origin_;
  int32_t weights_ = 0;
  int64_t sum_ = 0;
};

// A multiple of either filter's sides, so that what is left of the picture and above it has a color.
constexpr uint32_t kManyTiles = 48;

}  // namespace

DirectionalDemosaicer::DirectionalDemosaicer(const ColorFilter& filter, const ChannelBalance& balance)
    : filter_(filter), balance_(balance), x_trans_(!IsBayer(filter)), directions_(x_trans_ ? 4 : 2) {
  for (uint32_t y = 0; y < filter.rows; ++y) {
    for (uint32_t x = 0; x < filter.columns; ++x) {
      const auto is_green = [&](uint32_t row, uint32_t column) {
        return filter.ColorAt(y + filter.rows + row - 1, x + filter.columns + column - 1) == kGreen;
      };
      Cell cell;
      cell.color = filter.ColorAt(y, x);
      const bool row = is_green(1, 0) && is_green(1, 2);
      cell.beside = row ? 1 : kStride;
      cell.toward = row ? (is_green(2, 1) ? kStride : -kStride) : (is_green(1, 2) ? 1 : -1);
      for (const uint8_t color : {kRed, kBlue}) cell.taps[color] = TapsOf(color, y, x);
      cells_.push_back(std::move(cell));
    }
    for (uint32_t j = 0; j < kStride; ++j) {
      cell_of_.push_back(static_cast<uint8_t>(y * filter.columns + (j + kManyTiles - kMargin) % filter.columns));
    }
  }
  const size_t places = size_t{kStride} * (kMostRows + 2 * kMargin);
  mosaic_.resize(places);
  green_.resize(places);
  difference_.resize(places);
  for (size_t d = 0; d < directions_; ++d) {
    greens_[d].resize(places);
    bends_[d].resize(places);
  }
}

DirectionalDemosaicer::Taps DirectionalDemosaicer::TapsOf(uint8_t color, uint32_t y, uint32_t x) const {
  const int32_t reach = x_trans_ || filter_.ColorAt(y, x) == color ? kTaps : kBayerOtherTaps;
  Taps taps;
  for (int32_t i = -reach; i <= reach; ++i) {
    for (int32_t j = -reach; j <= reach; ++j) {
      const auto row = y + kManyTiles + static_cast<uint32_t>(i), column = x + kManyTiles + static_cast<uint32_t>(j);
      const int32_t tent = (reach + 1 - std::abs(i)) * (reach + 1 - std::abs(j));
      if (filter_.ColorAt(row, column) == color) taps.list[taps.count++] = {i * kStride + j, tent};
    }
  }
  return taps;
}

// The cells of a piece's columns in row `y` of the picture.
const uint8_t* DirectionalDemosaicer::CellsOfRow(int64_t y) const {
  return cell_of_.data() + static_cast<size_t>(y + kManyTiles) % filter_.rows * kStride;
}

// What a photosite beyond the edges would have seen: of the color that the filter has there, what the mirror shows.
uint16_t DirectionalDemosaicer::Beyond(const MosaicBand& band, int64_t y, int64_t x, uint8_t color) const {
  const uint32_t row = Mirrored(y, band.size.height), column = Mirrored(x, band.size.width);
  if (filter_.ColorAt(row, column) == color) return band.Row(row)[column];
  return MeanColors(filter_, band, row, column)[color];
}

// The piece that begins kMargin above and left of what is made of it.
void DirectionalDemosaicer::Load(const MosaicBand& band, int64_t top, int64_t left) {
  const auto before = static_cast<int32_t>(std::max<int64_t>(0, -left));
  const auto end = static_cast<int32_t>(std::min<int64_t>(kStride, band.size.width - left));
  for (uint32_t i = 0; i < rows_; ++i) {
    const int64_t y = top + i;
    const uint8_t* cells = CellsOfRow(y);
    int32_t* out = mosaic_.data() + size_t{i} * kStride;
    const auto beyond = [&](int32_t from, int32_t to) {
      for (int32_t j = from; j < to; ++j) {
        const uint8_t color = cells_[cells[j]].color;
        out[j] = balance_.BalancedFromCode(Beyond(band, y, left + j, color), color);
      }
    };
    if (y < 0 || y >= band.size.height) {
      beyond(0, kStride);
      continue;
    }
    beyond(0, before);
    const uint16_t* row = band.Row(static_cast<uint32_t>(y)) + (left + before);
    for (int32_t j = before; j < end; ++j) out[j] = balance_.BalancedFromCode(*row++, cells_[cells[j]].color);
    beyond(end, kStride);
  }
}

// Along a row or a column: green at both sides, bent as the own color is.
void DirectionalDemosaicer::EstimateBayer(size_t at) {
  const int32_t* own = mosaic_.data() + at;
  const auto [least, most] = std::minmax({own[-1], own[1], own[-kStride], own[kStride]});
  for (size_t d = 0; d < 2; ++d) {
    const int32_t step = kSteps[d];
    const int32_t green = (2 * (own[-step] + own[step]) + 2 * own[0] - own[-2 * step] - own[2 * step]) / 4;
    greens_[d][at] = std::clamp(green, least, most);
  }
}

// Each estimate is exact where colors differ by a constant and green is a parabola: greens at one, two and minus one,
// minus two; at one and minus two, with the own color at two; the same, with the own color at three and minus three.
void DirectionalDemosaicer::EstimateXTrans(size_t at, const Cell& cell) {
  const int32_t* own = mosaic_.data() + at;
  const int32_t beside = cell.beside, toward = cell.toward;
  const std::array<int32_t, 8> near = {own[beside],
                                       own[-beside],
                                       own[toward],
                                       own[-2 * toward],
                                       own[-toward + beside],
                                       own[-toward - beside],
                                       own[2 * (toward + beside)],
                                       own[2 * (toward - beside)]};
  const int32_t least = *std::min_element(near.begin(), near.end());
  const int32_t most = *std::max_element(near.begin(), near.end());
  const auto keep = [&](size_t d, int32_t green) { greens_[d][at] = std::clamp(green, least, most); };
  const auto diagonal = [&](int32_t step) {
    return (6 * own[step] + 3 * own[-2 * step] + 2 * own[0] - own[3 * step] - own[-3 * step]) / 9;
  };
  const bool row = beside == 1;
  keep(row ? 0 : 1, (4 * (own[beside] + own[-beside]) - own[2 * beside] - own[-2 * beside]) / 6);
  keep(row ? 1 : 0, (8 * own[toward] + own[-2 * toward] + 3 * (own[0] - own[2 * toward])) / 9);
  // `toward` and `beside` point the same way where both are positive or both negative.
  keep(toward < 0 ? 2 : 3, diagonal(row ? -toward + 1 : -toward + kStride));
  keep(toward < 0 ? 3 : 2, diagonal(row ? -toward - 1 : -toward - kStride));
}

void DirectionalDemosaicer::EstimateGreen(int64_t top) {
  const uint32_t edge = x_trans_ ? kXTransGreen : kBayerGreen;
  for (uint32_t i = edge; i < rows_ - edge; ++i) {
    const uint8_t* cells = CellsOfRow(top + i);
    for (uint32_t j = edge; j < kStride - edge; ++j) {
      const size_t at = size_t{i} * kStride + j;
      const Cell& cell = cells_[cells[j]];
      if (cell.color == kGreen) {
        for (size_t d = 0; d < directions_; ++d) greens_[d][at] = mosaic_[at];
      } else if (x_trans_) {
        EstimateXTrans(at, cell);
      } else {
        EstimateBayer(at);
      }
    }
  }
}

// How far green is from a straight line, along each direction.
void DirectionalDemosaicer::MeasureBends() {
  const uint32_t edge = (x_trans_ ? kXTransGreen : kBayerGreen) + 1;
  for (size_t d = 0; d < directions_; ++d) {
    for (uint32_t i = edge; i < rows_ - edge; ++i) {
      const int32_t* green = greens_[d].data() + size_t{i} * kStride;
      int32_t* bend = bends_[d].data() + size_t{i} * kStride;
      for (uint32_t j = edge; j < kStride - edge; ++j) {
        bend[j] = std::abs(2 * green[j] - green[static_cast<int32_t>(j) - kSteps[d]] -
                           green[static_cast<int32_t>(j) + kSteps[d]]);
      }
    }
  }
}

void DirectionalDemosaicer::ChooseGreen(int64_t top) {
  const uint32_t edge = (x_trans_ ? kXTransGreen : kBayerGreen) + kBendSum;
  for (uint32_t i = edge; i < rows_ - edge; ++i) {
    const uint8_t* cells = CellsOfRow(top + i);
    for (uint32_t j = edge; j < kStride - edge; ++j) {
      const size_t at = size_t{i} * kStride + j;
      green_[at] = cells_[cells[j]].color == kGreen ? mosaic_[at] : MeanGreen(at);
      difference_[at] = mosaic_[at] - green_[at];
    }
  }
}

// Of the estimates, each weighted by the inverse fourth power of what green bends in the 3 x 3 around.
int32_t DirectionalDemosaicer::MeanGreen(size_t at) const {
  std::array<uint32_t, 4> sums{};
  int least = 32;
  for (size_t d = 0; d < directions_; ++d) {
    const int32_t* bend = bends_[d].data() + at;
    int32_t sum = 0;
    for (const int32_t row : {-kStride, 0, kStride}) sum += bend[row - 1] + bend[row] + bend[row + 1];
    sums[d] = kLeastBend + static_cast<uint32_t>(sum);
    least = std::min(least, static_cast<int>(std::bit_width(sums[d])));
  }
  Mean mean(greens_[0][at]);
  for (size_t d = 0; d < directions_; ++d) {
    const int width = static_cast<int>(std::bit_width(sums[d]));
    const int32_t weight = kInverseFourths[(sums[d] >> (width - 7)) - 64];
    mean.Add(greens_[d][at], weight >> std::min(4 * (width - least), 31));
  }
  return mean.value();
}

int32_t DirectionalDemosaicer::MeanDifference(size_t at, const Taps& taps) const {
  const int32_t* green = green_.data() + at;
  const int32_t* difference = difference_.data() + at;
  Mean mean(difference[taps.list[0].place]);
  for (size_t i = 0; i < taps.count; ++i) {
    const auto [place, tent] = taps.list[i];
    const auto apart = static_cast<uint32_t>(std::abs(green[place] - green[0])) >> kAlikeBits;
    const int halvings = std::min(static_cast<int>(std::bit_width(apart)), kMostHalvings);
    mean.Add(difference[place], tent << (kMostHalvings - halvings));
  }
  return mean.value();
}

void DirectionalDemosaicer::WritePixel(size_t at, const Cell& cell, uint16_t* rgb) const {
  // Green follows the colors in turn: where red is seen, its difference from green is about that of other reds.
  const bool is_green = cell.color == kGreen;
  const int32_t green = is_green ? mosaic_[at] : mosaic_[at] - MeanDifference(at, cell.taps[cell.color]);
  rgb[kGreen] = balance_.CodeFromBalanced(green, kGreen);
  for (const uint8_t color : {kRed, kBlue}) {
    const bool seen = cell.color == color;
    const int32_t value = seen ? mosaic_[at] : green + MeanDifference(at, cell.taps[color]);
    rgb[color] = balance_.CodeFromBalanced(value, color);
  }
}

void DirectionalDemosaicer::MakeRows(const MosaicBand& band, uint32_t first, uint32_t count, const Share& share,
                                     MutableByteSpan rgb) {
  constexpr size_t kPixelBytes = 3 * sizeof(uint16_t);
  rows_ = count + 2 * kMargin;
  const int64_t top = int64_t{first} - kMargin;
  std::array<uint16_t, size_t{3} * kColumns> line;
  for (uint32_t x = share.first * kColumns; x < band.size.width; x += share.of * kColumns) {
    const uint32_t columns = std::min(kColumns, band.size.width - x);
    const int64_t left = int64_t{x} - kMargin;
    Load(band, top, left);
    EstimateGreen(top);
    MeasureBends();
    ChooseGreen(top);
    for (uint32_t i = 0; i < count; ++i) {
      const uint8_t* cells = CellsOfRow(int64_t{first} + i) + kMargin;
      for (uint32_t j = 0; j < columns; ++j) {
        const size_t at = size_t{i + kMargin} * kStride + kMargin + j;
        WritePixel(at, cells_[cells[j]], line.data() + size_t{3} * j);
      }
      std::memcpy(rgb.data() + (size_t{i} * band.size.width + x) * kPixelBytes, line.data(), columns * kPixelBytes);
    }
  }
}

}  // namespace easelight
