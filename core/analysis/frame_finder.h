// Finds which part of a negative's scan is picture, and the density of the unexposed film.
#pragma once

#include "core/analysis/density_grid.h"
#include "core/analysis/film_base.h"
#include "core/film/grade.h"

namespace easelight {

// Marks holder, open light, rebate and their margins in `grid`, and returns the film base. When less than a tenth of
// the cells would remain (a blank frame, a leader), every cell with film in it stays picture.
FilmBase FindNegativeFrame(FilmKind film, DensityGrid& grid);

// Marks the open light around a slide; a mount is as dark as a slide's own blacks and does no harm.
void FindSlideFrame(DensityGrid& grid);

}  // namespace easelight
