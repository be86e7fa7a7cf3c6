// A picture made small, with the sums of its densities over every rectangle: the mean of any square at once.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/base/image.h"
#include "core/film/kernel.h"

namespace easelight {

class SmallPicture {
 public:
  // `density`: row after row. The longer side becomes `side` pixels at most.
  SmallPicture(const ConstPlanes& density, Extent size, double side);

  size_t width() const { return width_; }
  size_t height() const { return height_; }

  // Of what lies in the picture of a square about a point, whose side is 2 * half; of a pixel at least.
  double MeanAround(size_t channel, double x, double y, double half) const;

 private:
  size_t width_;
  size_t height_;
  std::array<std::vector<double>, 3> sums_;  // From the top left. One more row and column than pixels.
};

}  // namespace easelight
