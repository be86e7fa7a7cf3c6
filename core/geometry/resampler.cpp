#include "core/geometry/resampler.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <type_traits>

#include "core/film/simd.h"

namespace easelight {
namespace {

using simd::F32x4;

// Four pixels as three runs of four values, none below 0.
void StorePlanes(F32x4 a, F32x4 b, F32x4 c, F32x4 d, const std::array<float*, 3>& out, size_t at) {
  const F32x4 none = simd::Splat(0.0f);
  const F32x4 ab_rg = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const F32x4 cd_rg = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const F32x4 ab_b = __builtin_shufflevector(a, b, 2, 6, 2, 6);
  const F32x4 cd_b = __builtin_shufflevector(c, d, 2, 6, 2, 6);
  simd::Store(out[0] + at, simd::Max(__builtin_shufflevector(ab_rg, cd_rg, 0, 1, 4, 5), none));
  simd::Store(out[1] + at, simd::Max(__builtin_shufflevector(ab_rg, cd_rg, 2, 3, 6, 7), none));
  simd::Store(out[2] + at, simd::Max(__builtin_shufflevector(ab_b, cd_b, 0, 1, 4, 5), none));
}

void StorePixel(F32x4 pixel, const std::array<float*, 3>& out, size_t at) {
  const F32x4 inside = simd::Max(pixel, simd::Splat(0.0f));
  for (size_t c = 0; c < 3; ++c) out[c][at] = inside[c];
}

// Calls body with a count, which is a constant where it is one of those between two levels of a pyramid: loops over it
// are unrolled then.
template <typename Body>
void WithCount(size_t count, const Body& body) {
  switch (count) {
    case 2:
      return body(std::integral_constant<size_t, 2>{});
    case 3:
      return body(std::integral_constant<size_t, 3>{});
    case 4:
      return body(std::integral_constant<size_t, 4>{});
    case 5:
      return body(std::integral_constant<size_t, 5>{});
    default:
      return body(count);
  }
}

}  // namespace

AxisKernel::AxisKernel(double scale) : reduce_(scale > 1.0 + 1e-6), radius_(reduce_ ? scale : 2.0) {
  assert(scale <= kMostScale);
}

double AxisKernel::Weight(double distance) const {
  const double t = std::abs(distance);
  if (reduce_) return std::max(0.0, 1.0 - t / radius_);
  if (t < 1.0) return (1.5 * t - 2.5) * t * t + 1.0;
  if (t < 2.0) return ((-0.5 * t + 2.5) * t - 4.0) * t + 2.0;
  return 0.0;
}

Taps AxisKernel::TapsAt(double position, float* weights) const {
  const double middle = position - 0.5;  // In units of pixel middles.
  const int first = static_cast<int>(std::ceil(middle - radius_));
  const Taps taps = {first, static_cast<int>(std::floor(middle + radius_)) - first + 1};
  assert(taps.count <= most_taps());
  std::array<double, kMostTaps> exact;
  const auto count = static_cast<size_t>(taps.count);
  double sum = 0.0;
  for (size_t i = 0; i < count; ++i) sum += exact[i] = Weight(first + static_cast<int>(i) - middle);
  for (size_t i = 0; i < count; ++i) weights[i] = static_cast<float>(exact[i] / sum);
  return taps;
}

void ResamplePoints(const LightBlock& block, const AxisKernel& kernel, const Affine2& level_from_frame,
                    uint32_t first_x, uint32_t y, size_t count, const std::array<float*, 3>& out) {
  constexpr size_t kMostTaps = static_cast<size_t>(2 * kMostPointRadius) + 1;
  assert(kernel.radius() <= kMostPointRadius);
  const int left = static_cast<int>(block.rect.x);
  const int top = static_cast<int>(block.rect.y);
  const int last_x = static_cast<int>(block.rect.width) - 1;
  const int last_y = static_cast<int>(block.rect.height) - 1;
  std::array<float, kMostTaps> across_weights;
  std::array<float, kMostTaps> down_weights;
  std::array<size_t, kMostTaps> columns;
  for (size_t i = 0; i < count; ++i) {
    const auto p = level_from_frame(first_x + double(i) + 0.5, y + 0.5);
    const Taps across = kernel.TapsAt(p.x, across_weights.data());
    const Taps down = kernel.TapsAt(p.y, down_weights.data());
    const auto across_count = static_cast<size_t>(across.count);
    for (size_t k = 0; k < across_count; ++k) {
      const int column = std::clamp(across.first - left + static_cast<int>(k), 0, last_x);
      columns[k] = kPixelFloats * static_cast<size_t>(column);
    }
    F32x4 sum = simd::Splat(0.0f);
    for (int j = 0; j < down.count; ++j) {
      const auto row = static_cast<size_t>(std::clamp(down.first - top + j, 0, last_y));
      const float* const pixels = block.pixels + kPixelFloats * row * block.rect.width;
      F32x4 line = simd::Splat(0.0f);
      for (size_t k = 0; k < across_count; ++k) {
        line += simd::Splat(across_weights[k]) * simd::Load(pixels + columns[k]);
      }
      sum += simd::Splat(down_weights[static_cast<size_t>(j)]) * line;
    }
    StorePixel(sum, out, i);
  }
}

void ResampleAcross(const float* row, int first, std::span<const Taps> taps, const float* weights, size_t most_taps,
                    float* out) {
  WithCount(most_taps, [&](const auto most) {
    for (size_t i = 0; i < taps.size(); ++i) {
      const float* const pixels = row + kPixelFloats * static_cast<size_t>(taps[i].first - first);
      const float* const weight = weights + i * most;
      const auto product = [=](size_t k) { return simd::Splat(weight[k]) * simd::Load(pixels + kPixelFloats * k); };
      F32x4 sum = simd::Splat(0.0f);
      for (size_t k = 0; k + 1 < most; ++k) sum += product(k);
      // Which values have the last tap follows no pattern that a processor could foresee.
      const int32_t has_last = -int32_t{static_cast<size_t>(taps[i].count) == most};
      sum += simd::FromBits(simd::Bits(product(most - 1)) & simd::Splat(has_last));
      simd::Store(out + kPixelFloats * i, sum);
    }
  });
}

void ResampleDown(std::span<const float* const> lines, const float* weights, size_t count,
                  const std::array<float*, 3>& out) {
  WithCount(lines.size(), [&](const auto line_count) {
    const auto at = [&](size_t i) {
      F32x4 sum = simd::Splat(0.0f);
      for (size_t j = 0; j < line_count; ++j) {
        sum += simd::Splat(weights[j]) * simd::Load(lines[j] + kPixelFloats * i);
      }
      return sum;
    };
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
      std::array<F32x4, 4> sums = {simd::Splat(0.0f), simd::Splat(0.0f), simd::Splat(0.0f), simd::Splat(0.0f)};
      for (size_t j = 0; j < line_count; ++j) {
        const F32x4 weight = simd::Splat(weights[j]);
        const float* const line = lines[j] + kPixelFloats * i;
        for (size_t k = 0; k < sums.size(); ++k) sums[k] += weight * simd::Load(line + kPixelFloats * k);
      }
      StorePlanes(sums[0], sums[1], sums[2], sums[3], out, i);
    }
    for (; i < count; ++i) StorePixel(at(i), out, i);
  });
}

}  // namespace easelight
