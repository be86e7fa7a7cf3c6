// The base picker: film base from a place that the user points at.
#pragma once

#include <array>

#include "core/base/image.h"
#include "core/film/kernel.h"

namespace safelight {

// The median density per channel of a square around a point of a view, within a recipe's range for the base (0..4).
// `x` and `y` are 0..1 across the planes; the square's side is 2 % of the shorter side, at least 3 pixels, so that dust
// and grain do not count.
std::array<double, 3> PickFilmBase(const ConstPlanes& density, Extent size, double x, double y);

}  // namespace safelight
