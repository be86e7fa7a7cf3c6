#include "core/analysis/neutral_axis.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/likelihood.h"

namespace easelight {
namespace {

// Colors are counted in bins, and axes tried, at these steps of print density about the prior's center.
constexpr double kStep = 0.04;
constexpr int kBins = 20;  // To each side; what lies beyond counts in the last one.
constexpr int kTried = 15;
constexpr int kColors = 2 * kBins + 1;
constexpr int kAxes = 2 * kTried + 1;
constexpr int kDistances = 2 * (kBins + kTried) + 1;

// How the colors of natural scenes scatter about gray, as Student's t in two dimensions: measured on 62 photographs
// that were taken apart into negatives, per band of tones between two fractions of a picture's cells. Scenes are warmer
// than gray, most of all in the shadows, and the less so the lighter they are.
struct ColorScatter {
  double to;               // Of the cells, by tone, from dark to light; each begins where the one before ends.
  double red, blue;        // The mean, less green.
  double red_sd, blue_sd;  // The spread of the middle; the tails are long.
  double correlation;
  double weight;  // Of this band's evidence.
};
constexpr std::array<ColorScatter, 5> kScatter = {{{0.25, 0.060, -0.153, 0.140, 0.140, -0.30, 0.1},
                                                   {0.5, 0.030, -0.145, 0.119, 0.133, -0.40, 0.1},
                                                   {0.75, 0.020, -0.128, 0.105, 0.126, -0.45, 0.2},
                                                   {0.95, 0.020, -0.119, 0.084, 0.112, -0.50, 0.3},
                                                   {1.0, 0.012, -0.102, 0.084, 0.102, -0.45, 0.3}}};
constexpr double kDegreesOfFreedom = 1.2;

// A picture is worth so many independent colors.
constexpr double kIndependentColors = 3.0;

// Where the ends of the three channels lie to each other when the axis is right, measured on the same scenes.
struct EndScatter {
  double fraction;
  double red, blue;
  double red_sd, blue_sd;
  double weight;
};
constexpr std::array<EndScatter, 2> kEnds = {
    {{0.995, 0.023, -0.07, 0.10, 0.17, 1.0}, {0.005, 0.09, -0.12, 0.10, 0.15, 0.5}}};
constexpr double kEndDegrees = 3.0;

// Of any axis, beside a belief of weight 1: one in a million million.
constexpr double kLeastBelief = 1e-12;

// The logarithm of Student's density in two dimensions, but for a constant; `distance` is squared, in deviations.
double LogStudent(double distance, double degrees) {
  return -0.5 * (degrees + 2.0) * ExactLn(1.0 + distance / degrees);
}

using ScatterTable = std::array<float, kDistances * kDistances>;

// How likely each band is to show a color at each distance from the true axis.
const std::array<ScatterTable, kScatter.size()>& ScatterTables() {
  static const auto tables = [] {
    std::array<ScatterTable, kScatter.size()> made;
    for (size_t band = 0; band < kScatter.size(); ++band) {
      const ColorScatter& s = kScatter[band];
      for (int i = 0; i < kDistances; ++i) {
        for (int k = 0; k < kDistances; ++k) {
          const double red = ((i - kBins - kTried) * kStep - s.red) / s.red_sd;
          const double blue = ((k - kBins - kTried) * kStep - s.blue) / s.blue_sd;
          const double distance =
              (red * red + blue * blue - 2.0 * s.correlation * red * blue) / (1.0 - s.correlation * s.correlation);
          made[band][static_cast<size_t>(i * kDistances + k)] =
              static_cast<float>(LogStudent(distance, kDegreesOfFreedom));
        }
      }
    }
    return made;
  }();
  return tables;
}

// The logarithm of how likely each tried axis is.
using AxisScores = std::array<double, kAxes * kAxes>;

int BinOf(double difference) {
  return static_cast<int>(std::lround(std::clamp(difference / kStep, -double{kBins}, double{kBins}))) + kBins;
}

// The colors that a band shows, each by the root of its share.
using Colors = std::array<float, kColors * kColors>;

void AddColors(const Colors& colors, const ScatterTable& table, double weight, AxisScores& scores) {
  for (int red = 0; red < kColors; ++red) {
    for (int blue = 0; blue < kColors; ++blue) {
      const double share = weight * colors[static_cast<size_t>(red * kColors + blue)];
      if (share == 0.0) continue;
      for (int i = 0; i < kAxes; ++i) {
        // The distance of this color from the axis that lies i - kTried steps off the center.
        const size_t row = static_cast<size_t>((red - i + 2 * kTried) * kDistances + blue);
        for (int k = 0; k < kAxes; ++k) {
          scores[static_cast<size_t>(i * kAxes + k)] += share * table[row + static_cast<size_t>(2 * kTried - k)];
        }
      }
    }
  }
}

template <typename Score>
void AddToAxes(AxisScores& scores, const Score& score) {
  for (int i = 0; i < kAxes; ++i) {
    for (int k = 0; k < kAxes; ++k) {
      scores[static_cast<size_t>(i * kAxes + k)] += score((i - kTried) * kStep, (k - kTried) * kStep);
    }
  }
}

void AddEnds(const DensityGrid& tones, const AxisOffset& center, AxisScores& scores) {
  DensityHistogram histogram;
  std::array<std::array<double, 3>, kEnds.size()> ends;
  for (size_t c = 0; c < 3; ++c) {
    const DensityRange range = RangeOfPicture(tones, histogram, kEnds[1].fraction, kEnds[0].fraction,
                                              [&](size_t cell) { return tones.density(c, cell); });
    ends[0][c] = range.high;
    ends[1][c] = range.low;
  }
  for (size_t end = 0; end < kEnds.size(); ++end) {
    const EndScatter& s = kEnds[end];
    const double at_red = ends[end][0] - ends[end][1] - center[0] - s.red;
    const double at_blue = ends[end][2] - ends[end][1] - center[1] - s.blue;
    AddToAxes(scores, [&](double red, double blue) {
      return s.weight *
             LogStudent(Square((red - at_red) / s.red_sd) + Square((blue - at_blue) / s.blue_sd), kEndDegrees);
    });
  }
}

// The logarithm of how much an axis is believed, but for a constant.
double LogBelief(const AxisPrior& prior, const AxisOffset& axis) {
  double sum = 0.0;
  for (const AxisBelief& belief : prior.beliefs()) {
    const double distance = Square((axis[0] - belief.center[0]) / belief.spread[0]) +
                            Square((axis[1] - belief.center[1]) / belief.spread[1]);
    sum += belief.weight / (belief.spread[0] * belief.spread[1]) * ExactExp(-0.5 * distance);
  }
  // Far from every belief all axes are alike, and the picture decides.
  return ExactLn(std::max(sum, kLeastBelief));
}

NeutralAxis MeanAxis(const AxisScores& scores, const AxisOffset& center) {
  const double best = *std::max_element(scores.begin(), scores.end());
  double sum = 0.0;
  AxisOffset mean{};
  AxisOffset square{};
  for (int i = 0; i < kAxes; ++i) {
    for (int k = 0; k < kAxes; ++k) {
      const double share = ExactExp(scores[static_cast<size_t>(i * kAxes + k)] - best);
      const AxisOffset at = {(i - kTried) * kStep, (k - kTried) * kStep};
      sum += share;
      for (size_t c = 0; c < 2; ++c) {
        mean[c] += share * at[c];
        square[c] += share * at[c] * at[c];
      }
    }
  }
  NeutralAxis axis;
  for (size_t c = 0; c < 2; ++c) {
    axis.offset[c] = center[c] + mean[c] / sum;
    axis.doubt[c] = std::sqrt(std::max(0.0, square[c] / sum - Square(mean[c] / sum)));
  }
  return axis;
}

// The tones that bands end at, from dark to light; the last has no end.
using ToneBands = std::array<double, kScatter.size() - 1>;

ToneBands BandsOf(const DensityHistogram& histogram) {
  ToneBands bands;
  for (size_t i = 0; i < bands.size(); ++i) bands[i] = histogram.Percentile(kScatter[i].to);
  return bands;
}

// Sums of a weighted straight line y = shift + turn x.
struct LineSums {
  double w = 0, x = 0, xx = 0, y = 0, xy = 0;

  void Add(double weight, double tone, double value) {
    w += weight;
    x += weight * tone;
    xx += weight * tone * tone;
    y += weight * value;
    xy += weight * tone * value;
  }
  void Add(double factor, const LineSums& other) {
    w += factor * other.w;
    x += factor * other.x;
    xx += factor * other.xx;
    y += factor * other.y;
    xy += factor * other.xy;
  }
};

// The shift that goes with a turn, of which the offset alone was the mean.
constexpr double kShiftSpread = 0.05;
constexpr int kTurnSteps = 4;

size_t BandOf(const ToneBands& bands, double tone) {
  size_t band = 0;
  while (band < bands.size() && tone >= bands[band]) ++band;
  return band;
}

// The colors of one band's cells about the prior's center.
Colors CountColors(const DensityGrid& tones, const ToneBands& bands, size_t band, const AxisOffset& center) {
  Colors colors{};
  for (size_t cell = 0; cell < tones.count(); ++cell) {
    if (tones.kind(cell) != CellKind::kPicture || BandOf(bands, tones.MeanDensity(cell)) != band) continue;
    const double green = tones.density(1, cell);
    const int red = BinOf(tones.density(0, cell) - green - center[0]);
    const int blue = BinOf(tones.density(2, cell) - green - center[1]);
    colors[static_cast<size_t>(red * kColors + blue)] += 1.0f;
  }
  float sum = 0.0f;
  for (float& color : colors) sum += color = std::sqrt(color);
  if (sum > 0.0f) {
    for (float& color : colors) color /= sum;
  }
  return colors;
}

// What is left above the axis of red and of blue less green, as lines over tone: near the axis, in all bands by their
// weights.
std::array<LineSums, 2> SumAboveAxis(const DensityGrid& tones, const ToneBands& bands, const NeutralAxis& axis,
                                     const AxisOffset& shift) {
  std::array<std::array<LineSums, 2>, kScatter.size()> sums{};
  std::array<size_t, kScatter.size()> counts{};
  for (size_t cell = 0; cell < tones.count(); ++cell) {
    if (tones.kind(cell) != CellKind::kPicture) continue;
    const double tone = tones.MeanDensity(cell);
    const size_t band = BandOf(bands, tone);
    const ColorScatter& s = kScatter[band];
    const double x = tone - axis.middle;
    const double green = tones.density(1, cell);
    const double red = tones.density(0, cell) - green - axis.offset[0] - s.red;
    const double blue = tones.density(2, cell) - green - axis.offset[1] - s.blue;
    const double distance = Square((red - shift[0] - axis.turn[0] * x) / s.red_sd) +
                            Square((blue - shift[1] - axis.turn[1] * x) / s.blue_sd);
    const double weight = (kDegreesOfFreedom + 2.0) / (kDegreesOfFreedom + distance);
    sums[band][0].Add(weight, x, red);
    sums[band][1].Add(weight, x, blue);
    ++counts[band];
  }
  std::array<LineSums, 2> all;
  for (size_t band = 0; band < counts.size(); ++band) {
    if (counts[band] == 0) continue;
    const double share = kIndependentColors * kScatter[band].weight / static_cast<double>(counts[band]);
    all[0].Add(share / Square(kScatter[band].red_sd), sums[band][0]);
    all[1].Add(share / Square(kScatter[band].blue_sd), sums[band][1]);
  }
  return all;
}

// Turns the axis by what lies near it, and shifts it by what goes with that.
void FindTurns(const DensityGrid& tones, const ToneBands& bands, double turn_spread, NeutralAxis& axis) {
  AxisOffset shift = {0, 0};
  for (int step = 0; step < kTurnSteps; ++step) {
    const std::array<LineSums, 2> lines = SumAboveAxis(tones, bands, axis, shift);
    for (size_t c = 0; c < 2; ++c) {
      const LineSums& sums = lines[c];
      const double w = sums.w + 1.0 / Square(kShiftSpread);
      const double xx = sums.xx + 1.0 / Square(turn_spread);
      const double determinant = w * xx - sums.x * sums.x;
      shift[c] = (sums.y * xx - sums.xy * sums.x) / determinant;
      axis.turn[c] = (w * sums.xy - sums.x * sums.y) / determinant;
    }
  }
  for (size_t c = 0; c < 2; ++c) axis.offset[c] += shift[c];
}

}  // namespace

void AxisPrior::Add(const AxisBelief& belief) {
  if (count_ < kMostBeliefs) beliefs_[count_++] = belief;
}

AxisBelief AxisPrior::Mean() const {
  AxisBelief mean{.weight = 0, .spread = {0, 0}};
  for (const AxisBelief& belief : beliefs()) {
    mean.weight += belief.weight;
    for (size_t c = 0; c < 2; ++c) {
      mean.center[c] += belief.weight * belief.center[c];
      mean.spread[c] += belief.weight * (Square(belief.center[c]) + Square(belief.spread[c]));
    }
  }
  for (size_t c = 0; c < 2; ++c) {
    mean.center[c] /= mean.weight;
    mean.spread[c] = std::sqrt(mean.spread[c] / mean.weight - Square(mean.center[c]));
  }
  return mean;
}

ChannelLines LinesOf(const std::array<double, 3>& slope, const NeutralAxis& axis) {
  const std::array<double, 3> turn = {axis.turn[0], 0.0, axis.turn[1]};
  const std::array<double, 3> above = {axis.offset[0], 0.0, axis.offset[1]};
  ChannelLines lines;
  double mean = 0.0;
  for (size_t c = 0; c < 3; ++c) {
    // A channel's tone is q = slope E; without its part of the axis it is q - above - turn (q - middle - above).
    lines.slope[c] = slope[c] * (1.0 - turn[c]);
    lines.offset[c] = above[c] - turn[c] * (axis.middle + above[c]);
    mean += lines.offset[c] / 3.0;
  }
  for (double& offset : lines.offset) offset -= mean;
  return lines;
}

NeutralAxis FindNeutralAxis(const DensityGrid& tones, const AxisPrior& prior) {
  const AxisBelief all = prior.Mean();
  DensityHistogram histogram;
  (void)RangeOfPicture(tones, histogram, 0.0, 1.0, [&](size_t cell) { return tones.MeanDensity(cell); });
  if (histogram.total() == 0) return {.offset = all.center, .doubt = all.spread};
  const ToneBands bands = BandsOf(histogram);
  AxisScores scores{};
  for (size_t band = 0; band < kScatter.size(); ++band) {
    AddColors(CountColors(tones, bands, band, all.center), ScatterTables()[band],
              kIndependentColors * kScatter[band].weight, scores);
  }
  AddEnds(tones, all.center, scores);
  AddToAxes(scores, [&](double red, double blue) {
    return LogBelief(prior, {all.center[0] + red, all.center[1] + blue});
  });
  NeutralAxis axis = MeanAxis(scores, all.center);
  axis.middle = histogram.Percentile(0.5);
  FindTurns(tones, bands, prior.turn_spread, axis);
  return axis;
}

}  // namespace easelight
