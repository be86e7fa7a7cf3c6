#include "core/analysis/density_grid.h"

#include <algorithm>

namespace easelight {
namespace {

// An 8-bit sRGB code of 1 has density 3.5; what is beyond is noise, or a matrix's negative light at density 10, and one
// such pixel must not weigh in a mean. Light above full cannot be more than a matrix's or a flare's.
constexpr float kMostDensity = 3.5f;
constexpr float kLeastDensity = -0.5f;

uint32_t CellsAlong(uint32_t pixels, uint32_t step) { return pixels / step + (pixels % step != 0 ? 1 : 0); }

// The side of a block: the least with which the cells fit.
uint32_t BlockSide(Extent size) {
  uint32_t step = 1;
  while (uint64_t{CellsAlong(size.width, step)} * CellsAlong(size.height, step) > DensityGrid::kMaxCells) ++step;
  return step;
}

float BlockMean(const float* plane, uint32_t stride, const PixelRect& block) {
  double sum = 0.0;
  for (uint32_t y = block.y; y < block.y + block.height; ++y) {
    const float* row = plane + size_t{y} * stride;
    for (uint32_t x = block.x; x < block.x + block.width; ++x) {
      // In this order, what is not a number becomes the least.
      sum += std::min(std::max(kLeastDensity, row[x]), kMostDensity);
    }
  }
  return static_cast<float>(sum / static_cast<double>(block.extent().pixels()));
}

}  // namespace

void DensityGrid::Gather(const ConstPlanes& density, Extent size) {
  const uint32_t step = BlockSide(size);
  size_ = {CellsAlong(size.width, step), CellsAlong(size.height, step)};
  for (uint32_t y = 0; y < size_.height; ++y) {
    for (uint32_t x = 0; x < size_.width; ++x) {
      const PixelRect block = {x * step, y * step, std::min(step, size.width - x * step),
                               std::min(step, size.height - y * step)};
      for (size_t c = 0; c < 3; ++c) density_[c][IndexOf(x, y)] = BlockMean(density[c], size.width, block);
    }
  }
  std::fill_n(kind_.begin(), count(), CellKind::kPicture);
}

double DensityGrid::MeanDensity(size_t cell) const {
  return (double{density_[0][cell]} + density_[1][cell] + density_[2][cell]) / 3.0;
}

size_t DensityGrid::CountOf(CellKind kind) const {
  return static_cast<size_t>(std::count(kind_.begin(), kind_.begin() + static_cast<ptrdiff_t>(count()), kind));
}

}  // namespace easelight
