#include "tests/synthetic/sharp_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "tests/synthetic/noise.h"

namespace easelight::synthetic {
namespace {

using std::numbers::pi;

// Samples of light across a photosite.
constexpr uint32_t kFine = 4;
constexpr double kEdgeSlant = 5 * pi / 180;

// The colors of a square's dark and light parts.
constexpr std::pair<Vector3, Vector3> kColors[] = {
    {{0.05, 0.05, 0.05}, {0.80, 0.80, 0.80}}, {{0.10, 0.05, 0.05}, {0.80, 0.60, 0.40}},
    {{0.05, 0.20, 0.10}, {0.60, 0.80, 0.90}}, {{0.10, 0.10, 0.40}, {0.90, 0.90, 0.80}},
    {{0.02, 0.02, 0.02}, {0.90, 0.90, 0.90}}, {{0.60, 0.10, 0.10}, {0.10, 0.50, 0.20}},
    {{0.10, 0.30, 0.50}, {0.80, 0.70, 0.60}}, {{0.80, 0.70, 0.10}, {0.20, 0.20, 0.60}},
    {{0.03, 0.03, 0.03}, {0.90, 0.85, 0.80}}, {{0.20, 0.20, 0.20}, {0.60, 0.60, 0.60}},
    {{0.50, 0.20, 0.30}, {0.60, 0.70, 0.50}}, {{0.10, 0.10, 0.10}, {0.90, 0.90, 0.90}},
    {{0.05, 0.10, 0.05}, {0.70, 0.90, 0.30}}, {{0.30, 0.30, 0.30}, {0.50, 0.50, 0.50}},
    {{0.70, 0.30, 0.10}, {0.20, 0.50, 0.80}}, {{0.20, 0.10, 0.50}, {0.90, 0.60, 0.30}},
};

bool OddTile(double y, double x, double height, double width) {
  return (static_cast<int>(std::floor(y / height)) + static_cast<int>(std::floor(x / width))) % 2 != 0;
}

// How light a square is at a place from its middle.
double Pattern(int kind, double angle, double side, double y, double x) {
  const double across = x * std::cos(angle) + y * std::sin(angle);
  switch (kind) {
    case 0:
      return 0.5 + 0.5 * std::cos(0.42 * pi * (x * x + y * y) / side);
    case 1:
      return std::sin(24 * std::atan2(y, x)) > 0;
    case 2:
      return OddTile(across + 1000, 0, 8.5, 1);
    default:
      return OddTile(x + 100, y + 100, 7, 2 + 3 * (x + side / 2) / side) != (std::abs(across) < 1.2);
  }
}

}  // namespace

SharpPicture SeeSharply(const Light& light, Extent size) {
  // One photosite more on each side, for the tent.
  const uint32_t fine_width = (size.width + 2) * kFine, fine_height = (size.height + 2) * kFine;
  std::vector<Vector3> fine;
  fine.reserve(size_t{fine_width} * fine_height);
  for (uint32_t y = 0; y < fine_height; ++y) {
    for (uint32_t x = 0; x < fine_width; ++x) fine.push_back(light((y + 0.5) / kFine - 1, (x + 0.5) / kFine - 1));
  }
  std::array<double, 2 * kFine> tent;
  for (uint32_t i = 0; i < tent.size(); ++i) tent[i] = (kFine - std::abs(i + 0.5 - kFine)) / (kFine * kFine);
  SharpPicture picture{size, {}};
  picture.light.reserve(static_cast<size_t>(size.pixels()));
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) {
      Vector3 sum;
      for (uint32_t i = 0; i < tent.size(); ++i) {
        const Vector3* row = fine.data() + size_t{y * kFine + kFine / 2 + i} * fine_width + x * kFine + kFine / 2;
        for (uint32_t j = 0; j < tent.size(); ++j) sum += row[j] * (tent[i] * tent[j]);
      }
      picture.light.push_back(sum);
    }
  }
  return picture;
}

Vector3 SharpChart(double y, double x) {
  constexpr double kSide = 96;
  const double row = std::floor(y / kSide), column = std::floor(x / kSide);
  const int square = std::abs(static_cast<int>(row * 6 + column));
  const int kind = std::abs(static_cast<int>(row + column)) % 4;
  const double t = Pattern(kind, 0.37 * square + 0.1, kSide, y - (row + 0.5) * kSide, x - (column + 0.5) * kSide);
  const auto& [dark, bright] = kColors[square % 16];
  return dark * (1 - t) + bright * t;
}

Light GrainyNegative(const FilmStock& film, double grain) {
  const bool silver = film.name == SilverFilm().name;
  return [film, grain, silver](double y, double x) {
    const Vector3 density = film.DensityFromExposure(SharpChart(y, x));
    Vector3 light;
    for (size_t c = 0; c < 3; ++c) {
      const double above = std::max(density[c] - film.base[c], 0.02);
      // Places just outside of the picture are asked for, too.
      const auto row = static_cast<uint32_t>(std::floor(3 * y) + 10),
                 column = static_cast<uint32_t>(std::floor(3 * x) + 10);
      const double own =
          3 * grain * std::sqrt(above) * Gaussian(column, row, silver ? 1 : static_cast<uint32_t>(c) + 1);
      light[c] = std::min(1.0, std::pow(10, film.base[c] - density[c] - own));
    }
    return light;
  };
}

Light SlantedEdge(Extent size) {
  return [size](double y, double x) {
    const double middle = size.width / 2.0 + (y - size.height / 2.0) * std::tan(kEdgeSlant);
    return Vector3::Constant(x < middle ? 0.1 : 0.8);
  };
}

std::vector<uint16_t> MosaicOf(const SharpPicture& picture, const ColorFilter& filter) {
  std::vector<uint16_t> codes;
  codes.reserve(picture.light.size());
  for (uint32_t y = 0; y < picture.size.height; ++y) {
    for (uint32_t x = 0; x < picture.size.width; ++x) {
      codes.push_back(static_cast<uint16_t>(std::lround(65535 * picture.at(y, x)[filter.ColorAt(y, x)])));
    }
  }
  return codes;
}

double PeakSignalToNoise(const SharpPicture& truth, const std::vector<uint16_t>& rgb) {
  constexpr uint32_t kEdge = 16;
  double squares = 0;
  for (uint32_t y = kEdge; y < truth.size.height - kEdge; ++y) {
    for (uint32_t x = kEdge; x < truth.size.width - kEdge; ++x) {
      for (size_t c = 0; c < 3; ++c) {
        const double error = rgb[3 * (size_t{y} * truth.size.width + x) + c] / 65535.0 - truth.at(y, x)[c];
        squares += error * error;
      }
    }
  }
  const double samples = 3.0 * (truth.size.width - 2 * kEdge) * (truth.size.height - 2 * kEdge);
  return -10 * std::log10(squares / samples);
}

double HalfContrastFrequency(Extent size, const std::vector<uint16_t>& rgb) {
  // Green by its distance from the edge, in quarters of a pixel, within 16 pixels.
  constexpr int kBins = 128;
  std::array<double, kBins> sums{}, counts{};
  for (uint32_t y = 16; y < size.height - 16; ++y) {
    const double middle = size.width / 2.0 + (y + 0.5 - size.height / 2.0) * std::tan(kEdgeSlant);
    for (uint32_t x = 0; x < size.width; ++x) {
      const int bin = static_cast<int>(std::floor(4 * (x + 0.5 - middle) * std::cos(kEdgeSlant))) + kBins / 2;
      if (bin < 0 || bin >= kBins) continue;
      sums[static_cast<size_t>(bin)] += rgb[3 * (size_t{y} * size.width + x) + 1];
      counts[static_cast<size_t>(bin)] += 1;
    }
  }
  std::array<double, kBins - 1> line;  // The edge's slope: how a line would be spread.
  for (size_t i = 0; i + 1 < kBins; ++i) line[i] = sums[i + 1] / counts[i + 1] - sums[i] / counts[i];
  double whole = 0;
  for (const double value : line) whole += value;
  for (double frequency = 0.01; frequency < 1; frequency += 0.001) {
    double real = 0, imaginary = 0;
    for (size_t i = 0; i < line.size(); ++i) {
      const double phase = 2 * pi * frequency * static_cast<double>(i) / 4;
      real += line[i] * std::cos(phase);
      imaginary += line[i] * std::sin(phase);
    }
    if (std::hypot(real, imaginary) < 0.5 * std::abs(whole)) return frequency;
  }
  return 1;
}

}  // namespace easelight::synthetic
