// The automatic start: a first grade from the statistics of a view's densities.
#pragma once

#include <string_view>

#include "core/analysis/density_grid.h"
#include "core/analysis/start_reasons.h"
#include "core/film/kernel.h"
#include "core/recipe/recipe.h"

namespace easelight {

// Which part of the view is looked at for its tones: from the view's unit square (left and top 0, right and bottom 1)
// to the part's own, which holds what lands within 0..1.
struct ToneRegion {
  double xx = 1, xy = 0, x0 = 0;
  double yx = 0, yy = 1, y0 = 0;

  bool Holds(double x, double y) const {
    const double u = xx * x + xy * y + x0;
    const double v = yx * x + yy * y + y0;
    return u >= 0.0 && u < 1.0 && v >= 0.0 && v < 1.0;
  }
};

// What is known of a view beside its densities.
struct StartContext {
  ToneRegion region;
  std::string_view likely_setup;  // Where the recipe names no scan setup; empty: not known.
};

struct StartedGrade {
  DensityGrade density = {};
  StartReasons why = {};
};

// The density stages that a picture starts from, each within its range of a recipe. `density` holds the planes of a
// view of `size`, made by the input stage of `current` with its `film` (black-and-white kinds: already monochrome).
//
// Color negatives: what is not picture (holder, open light, rebate) is left out. The scan setup that `current` names,
// or the likelier one, brings the density matrix (unless `current` has one of its own) and the contrast; where neutrals
// lie is weighed between what the film is known to do, by the stock that `current` names, and what the picture shows;
// middle and highlights print where a good print has them. Black-and-white negatives: range and median print where a
// good print has them. Slides: a white point and a black point. Film that has faded, by the stock that `current` names:
// layers by themselves. Digital pictures stay as they are.
//
// Tones are placed by those within the context's region (all of them, where it holds no picture), so that a crop prints
// by itself; the film base and the neutrals are those of the whole view, as a crop changes neither.
//
// The solution is direct; equal planes give equal grades, on every machine. `scratch` is working room; nothing else is
// allocated.
StartedGrade AutomaticStart(FilmKind film, const ConstPlanes& density, Extent size, const Recipe& current,
                            const StartContext& context, DensityGrid& scratch);

}  // namespace easelight
