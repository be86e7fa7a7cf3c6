// The film base picker: the density of a small place that someone points at.
#pragma once

#include <array>

#include "core/base/image.h"
#include "core/film/kernel.h"

namespace easelight {

// The median density of each channel within a square around a point of a view's planes, within a recipe's 0..4: a
// median, so that dust and a hair do not matter. `x` and `y` are the place, 0..1 from left and top (clamped);
// `radius` is half the square's side in pixels, at most 64. Densities for a view without pixels are 0.
std::array<double, 3> PickFilmBase(const ConstPlanes& density, Extent size, double x, double y, uint32_t radius);

}  // namespace easelight
