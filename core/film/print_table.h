// Tables of straight pieces: what the kernel looks up in place of a curve.
#pragma once

#include <array>
#include <cstddef>

#include "core/film/light_from_density.h"
#include "core/film/table_piece.h"

namespace easelight {

// A curve in even steps, piecewise linear about whole steps: pieces meet at half steps.
struct EvenTable {
  static constexpr int kSteps = 4096;
  std::array<TablePiece, kSteps + 1> pieces;
};

// A curve that is steep in places: even cells, each in as many pieces as it needs. A cell's own piece gives the place
// among the pieces.
struct SteepTable {
  static constexpr int kCells = 1024;
  static constexpr size_t kMostPieces = 12288;
  std::array<TablePiece, kCells + 1> cells;
  std::array<TablePiece, kMostPieces + 2> pieces;  // One more at each end, for what rounding puts past it.
};

// Light of a print density over a range, outside of which it is that of the ends.
// Maximum error in 16-bit sRGB, for any rising curve whose points are 1/4096 apart: 1.5 codes with the rounding to
// codes, from what the model makes of some density within 6e-7, which float32 does not tell apart. At corners of
// piecewise linear curves: 2e-4 in light.
struct PrintTable {
  PrintRange range;
  bool is_steep;
  EvenTable even;    // Where it is not: curves of slopes up to 6, and so nearly all there are.
  SteepTable steep;  // Where it is: two look-ups in place of one.

  int steps() const { return is_steep ? SteepTable::kCells : EvenTable::kSteps; }
};

void BuildPrintTable(const LightFromDensity& light, CurveInterpolation interpolation, PrintTable& table);

}  // namespace easelight
