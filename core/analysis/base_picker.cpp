#include "core/analysis/base_picker.h"

#include <algorithm>

namespace safelight {
namespace {

constexpr uint32_t kMostSide = 63;  // Bounds the samples held in place.

}  // namespace

std::array<double, 3> PickFilmBase(const ConstPlanes& density, Extent size, double x, double y) {
  const uint32_t shorter = std::min(size.width, size.height);
  const uint32_t side = std::min(std::clamp(shorter / 50, 3u, kMostSide), shorter);
  const auto first = [side](double at, uint32_t length) {
    const double middle = std::clamp(at, 0.0, 1.0) * length - side / 2.0;
    return static_cast<uint32_t>(std::clamp(middle + 0.5, 0.0, double(length - side)));
  };
  const uint32_t left = first(x, size.width);
  const uint32_t top = first(y, size.height);
  std::array<double, 3> base{};
  std::array<float, kMostSide * kMostSide> samples;
  for (size_t c = 0; c < 3; ++c) {
    size_t count = 0;
    for (uint32_t row = top; row < top + side; ++row) {
      const float* from = density[c] + size_t{row} * size.width + left;
      std::copy_n(from, side, samples.begin() + static_cast<ptrdiff_t>(count));
      count += side;
    }
    const auto middle = samples.begin() + static_cast<ptrdiff_t>(count / 2);
    std::nth_element(samples.begin(), middle, samples.begin() + static_cast<ptrdiff_t>(count));
    // Four digits, as the slider shows them.
    base[c] = std::clamp(static_cast<int>(*middle * 10000.0f + 0.5f) / 10000.0, 0.0, 4.0);
  }
  return base;
}

}  // namespace safelight
