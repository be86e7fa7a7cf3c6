#include "core/analysis/base_picker.h"

#include <algorithm>

#include "core/analysis/density_histogram.h"

namespace easelight {
namespace {

constexpr uint32_t kMostRadius = 64;
constexpr double kMostBase = 4.0;

struct Span {
  uint32_t first;
  uint32_t end;
};

// The pixels within `radius` of `place` (0..1) along a side of `length`.
Span SpanAround(double place, uint32_t radius, uint32_t length) {
  // Not-a-number becomes 0: std::max keeps its first argument then.
  const double inside = std::min(std::max(0.0, place), 1.0);
  const uint32_t center = std::min(static_cast<uint32_t>(inside * length), length - 1);
  return {center - std::min(center, radius), std::min(center + radius + 1, length)};
}

}  // namespace

std::array<double, 3> PickFilmBase(const ConstPlanes& density, Extent size, double x, double y, uint32_t radius) {
  std::array<double, 3> base = {0, 0, 0};
  if (size.pixels() == 0) return base;
  const uint32_t reach = std::min(radius, kMostRadius);
  const Span columns = SpanAround(x, reach, size.width);
  const Span rows = SpanAround(y, reach, size.height);
  DensityHistogram histogram;
  for (size_t c = 0; c < 3; ++c) {
    histogram.Clear();
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      for (uint32_t column = columns.first; column < columns.end; ++column) {
        histogram.Add(density[c][size_t{row} * size.width + column]);
      }
    }
    base[c] = std::clamp(histogram.Percentile(0.5), 0.0, kMostBase);
  }
  return base;
}

}  // namespace easelight
