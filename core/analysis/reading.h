// Which of two readings of a scan is right: how likely its codes follow one curve and not another, by the densities
// that come of each.
#pragma once

#include "core/analysis/density_grid.h"
#include "core/color/transfer_curve.h"
#include "core/film/grade.h"

namespace easelight {

// The two ways to read a scan's codes, and how likely the first is before the picture is looked at, above 0 and
// below 1.
struct ReadingQuestion {
  TransferCurve first;
  TransferCurve second;
  double believed = 0.5;
};

// How likely the first reading is, 0..1. `grid` holds the scan's densities by it, and is left with those by the second.
//
// A power of the code is a factor of its density, so all that tells the two apart is the size of things. Of a color
// negative: how far apart the channels of its film base are, which its mask makes, and how much density a scene spreads
// over; of black and white, how dense the base is, and the scene; of slides and digital pictures the median. Where a
// camera's or a scanner's balance took the mask away, and the scene is flat, both readings are left as they were.
//
// Equal grids give equal answers, on every machine. Takes a few milliseconds.
double LikelihoodOfFirst(FilmKind film, const ReadingQuestion& question, DensityGrid& grid);

}  // namespace easelight
