#include "core/calibration/small_picture.h"

#include <algorithm>

namespace easelight {
namespace {

// The pixels that an interval of a side covers: from the first to behind the last.
std::pair<size_t, size_t> Covered(double at, double half, size_t side) {
  const size_t first = std::min(static_cast<size_t>(std::max(0.0, at - half)), side - 1);
  return {first, std::clamp(static_cast<size_t>(std::max(0.0, at + half)), first + 1, side)};
}

double MeanOf(const float* plane, size_t stride, size_t x0, size_t y0, size_t x1, size_t y1) {
  double sum = 0;
  for (size_t y = y0; y < y1; ++y) {
    for (size_t x = x0; x < x1; ++x) sum += plane[y * stride + x];
  }
  return sum / static_cast<double>((x1 - x0) * (y1 - y0));
}

}  // namespace

SmallPicture::SmallPicture(const ConstPlanes& density, Extent size, double side) {
  const double factor = std::max(1.0, std::max(size.width, size.height) / side);
  width_ = static_cast<size_t>(size.width / factor);
  height_ = static_cast<size_t>(size.height / factor);
  const auto scaled = [factor](size_t at) { return static_cast<size_t>(static_cast<double>(at) * factor); };
  const size_t stride = width_ + 1;
  for (size_t c = 0; c < 3; ++c) {
    sums_[c].resize(stride * (height_ + 1));
    for (size_t y = 0; y < height_; ++y) {
      double row = 0;
      for (size_t x = 0; x < width_; ++x) {
        row += MeanOf(density[c], size.width, scaled(x), scaled(y), scaled(x + 1), scaled(y + 1));
        sums_[c][(y + 1) * stride + x + 1] = sums_[c][y * stride + x + 1] + row;
      }
    }
  }
}

double SmallPicture::MeanAround(size_t channel, double x, double y, double half) const {
  const auto [x0, x1] = Covered(x, half, width_);
  const auto [y0, y1] = Covered(y, half, height_);
  const double* sums = sums_[channel].data();
  const size_t stride = width_ + 1;
  const double sum = sums[y1 * stride + x1] - sums[y0 * stride + x1] - sums[y1 * stride + x0] + sums[y0 * stride + x0];
  return sum / static_cast<double>((x1 - x0) * (y1 - y0));
}

}  // namespace easelight
