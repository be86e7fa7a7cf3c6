// Tables of straight pieces: what the kernel looks up in place of a curve.
#pragma once

#include <array>
#include <cstddef>

#include "core/film/light_from_density.h"
#include "core/film/table_piece.h"

namespace easelight {

// A curve over 0..1 in even steps, piecewise linear about whole steps, which pieces meet half between; of a profile's
// table.
struct CurveTable {
  static constexpr int kSteps = 4096;
  std::array<TablePiece, kSteps + 1> pieces;
};

// Light of a print density over a range, outside of which it is that of the ends: in even steps, as nearly all curves
// are; or, where a curve is steeper than 6 or so, in even cells, each of as many pieces as it needs. A cell's own piece
// then gives the place among the pieces, in a second look-up.
// Maximum error in 16-bit sRGB, for any rising curve whose points are 1/4096 apart: 1.5 codes with the rounding to
// codes, from what the model makes of some density within 6e-7, which float32 does not tell apart. At corners of
// piecewise linear curves: 2e-4 in light.
struct PrintTable {
  static constexpr int kSteps = CurveTable::kSteps;
  static constexpr int kCells = 1024;
  static constexpr size_t kMostPieces = 10240;

  PrintRange range;
  bool is_steep;
  std::array<TablePiece, kCells + 1> cells;  // Where it is steep.
  // The first kSteps + 1 where it is not. One more at each end of those of cells, for what rounding puts past it.
  std::array<TablePiece, kMostPieces + 2> pieces;

  int steps() const { return is_steep ? kCells : kSteps; }
};

void BuildPrintTable(const LightFromDensity& light, CurveInterpolation interpolation, PrintTable& table);

}  // namespace easelight
