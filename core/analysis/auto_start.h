// The automatic start: a first grade from the statistics of a view's densities.
#pragma once

#include "core/analysis/density_grid.h"
#include "core/film/kernel.h"
#include "core/recipe/recipe.h"

namespace easelight {

// The density stages that a picture starts from: film base, gamma, channel gammas, exposure and gains, each within
// its range of a recipe; the density matrix is that of `current`. `density` holds the planes of a view of `size`, made
// by the input stage of `current` with its `film` (black-and-white kinds: already monochrome). Negatives: what is not
// picture (holder, open light, rebate) is left out, the gray axis made neutral, the range and the median printed where
// a good print has them; the solution is direct. Slides: the highlights are brought to white, within a stop and a
// half. Digital pictures stay as they are. Equal planes give equal grades, on every machine.
//
// `scratch` is working room; nothing else is allocated.
DensityGrade AutomaticStart(FilmKind film, const ConstPlanes& density, Extent size, const Recipe& current,
                            DensityGrid& scratch);

}  // namespace easelight
