// Parts of other frames in a scan of one: what lies past a gap of clear film.
#pragma once

#include "core/analysis/density_grid.h"

namespace easelight {

// Marks them as kMargin, once the rebate is marked. A scan of several frames as wide as each other keeps all of them.
void MarkNeighbours(DensityGrid& grid);

}  // namespace easelight
