#include "core/geometry/resampler.h"

#include <algorithm>
#include <cmath>

namespace easelight {

Resampler::Resampler(double scale) : reduce_(scale > 1.0 + 1e-6), radius_(reduce_ ? scale : 2.0) {}

double Resampler::Weight(double distance) const {
  const double t = std::abs(distance);
  if (reduce_) return std::max(0.0, 1.0 - t / radius_);
  if (t < 1.0) return (1.5 * t - 2.5) * t * t + 1.0;
  if (t < 2.0) return ((-0.5 * t + 2.5) * t - 4.0) * t + 2.0;
  return 0.0;
}

Resampler::Taps Resampler::TapsAt(double position, uint32_t origin) const {
  const double middle = position - origin - 0.5;  // In units of pixel middles.
  Taps taps;
  taps.first = static_cast<int>(std::ceil(middle - radius_));
  taps.count = std::min(kMostTaps, static_cast<int>(std::floor(middle + radius_)) - taps.first + 1);
  double sum = 0.0;
  std::array<double, kMostTaps> weights;
  for (int i = 0; i < taps.count; ++i) {
    weights[static_cast<size_t>(i)] = Weight(taps.first + i - middle);
    sum += weights[static_cast<size_t>(i)];
  }
  for (int i = 0; i < taps.count; ++i) {
    taps.weights[static_cast<size_t>(i)] = static_cast<float>(weights[static_cast<size_t>(i)] / sum);
  }
  return taps;
}

void Resampler::Row(const LinearBlock& block, const Affine2& level_from_frame, uint32_t first_x, uint32_t y,
                    size_t count, const std::array<float*, 3>& out) const {
  const int last_x = static_cast<int>(block.rect.width) - 1;
  const int last_y = static_cast<int>(block.rect.height) - 1;
  for (size_t i = 0; i < count; ++i) {
    const auto p = level_from_frame(first_x + double(i) + 0.5, y + 0.5);
    const Taps across = TapsAt(p.x, block.rect.x);
    const Taps down = TapsAt(p.y, block.rect.y);
    std::array<size_t, kMostTaps> columns;
    for (int k = 0; k < across.count; ++k) {
      columns[static_cast<size_t>(k)] = static_cast<size_t>(std::clamp(across.first + k, 0, last_x));
    }
    std::array<float, 3> sum{};
    for (int j = 0; j < down.count; ++j) {
      const size_t row = static_cast<size_t>(std::clamp(down.first + j, 0, last_y)) * block.rect.width;
      std::array<float, 3> line{};
      for (int k = 0; k < across.count; ++k) {
        const float weight = across.weights[static_cast<size_t>(k)];
        const size_t at = row + columns[static_cast<size_t>(k)];
        for (size_t c = 0; c < 3; ++c) line[c] += weight * block.planes[c][at];
      }
      for (size_t c = 0; c < 3; ++c) sum[c] += down.weights[static_cast<size_t>(j)] * line[c];
    }
    for (size_t c = 0; c < 3; ++c) out[c][i] = sum[c] > 0.0f ? sum[c] : 0.0f;
  }
}

}  // namespace easelight
