// A small picture of a view's densities, on which the automatic start works.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/image.h"
#include "core/film/kernel.h"

namespace easelight {

// What a cell of the grid shows.
enum class CellKind : uint8_t {
  kPicture,
  kHolder,     // Opaque: film holder, mask or mount.
  kOpenLight,  // The scanner's light with no film: sprocket holes, beyond the strip.
  kRebate,     // Unexposed film around the frame.
  kDust,       // Opaque, too, but on the picture.
  kMargin,     // Too near to one of those to be counted as picture.
};

// Mean densities of square blocks of a view. Fixed size (0.9 MB) whatever the picture's, so that one can be kept.
class DensityGrid {
 public:
  // Enough for percentiles of 0.5 %; blocks of a full 4 MP view are then 8x8 pixels, which averages grain and dust.
  static constexpr size_t kMaxCells = 65536;

  // Gathers the means of `density`'s blocks, each density taken within -0.5..3.5; every cell becomes kPicture.
  void Gather(const ConstPlanes& density, Extent size);

  Extent size() const { return size_; }
  size_t count() const { return static_cast<size_t>(size_.pixels()); }
  size_t IndexOf(uint32_t x, uint32_t y) const { return size_t{y} * size_.width + x; }

  float& density(size_t channel, size_t cell) { return density_[channel][cell]; }
  float density(size_t channel, size_t cell) const { return density_[channel][cell]; }
  double MeanDensity(size_t cell) const;

  CellKind& kind(size_t cell) { return kind_[cell]; }
  CellKind kind(size_t cell) const { return kind_[cell]; }
  size_t CountOf(CellKind kind) const;

  // For marking regions: room for one cell index each.
  std::array<uint32_t, kMaxCells>& stack() { return stack_; }

 private:
  Extent size_;
  std::array<std::array<float, kMaxCells>, 3> density_;
  std::array<CellKind, kMaxCells> kind_;
  std::array<uint32_t, kMaxCells> stack_;
};

}  // namespace easelight
