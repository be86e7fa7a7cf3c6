// The automatic start of slides: a white point and a black point.
#pragma once

#include "core/analysis/density_grid.h"
#include "core/recipe/recipe.h"

namespace easelight {

// Exposure and contrast that bring a slide's highlights to white, within a stop and a half, and its shadows to black
// where they are gray, within a fifth of its contrast: nothing that colors it, as the light's own color is the
// picture's. Of a slide that has `faded`, each layer is brought back to the range of the one that has kept most, and
// highlights to white: within a doubled contrast, and two stops between the channels. `grade` is that of a slide at
// rest.
DensityGrade StartSlide(DensityGrade grade, bool faded, DensityGrid& grid);

}  // namespace easelight
