// A piece of a table: value at the piece's origin, and slope. 8 bytes, so that both come in one load.
#pragma once

namespace easelight {

struct TablePiece {
  float value;
  float slope;
};

}  // namespace easelight
