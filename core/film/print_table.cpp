#include "core/film/print_table.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace easelight {
namespace {

// A piece is then a millionth of the range, and floats hardly tell its ends apart.
constexpr size_t kMostPiecesOfCell = 1024;

// How many codes of 65535 the middle of a piece may be off before the piece is halved. Of what is smooth, a quarter is
// left. A corner may lie beside the middle, which then shows half of it: 2e-4 of light are 13 codes.
constexpr double kToleranceOfSmooth = 0.5;
constexpr double kToleranceOfCorners = 5.0;

// Codes of 65535 for a difference of light: in sRGB, whose root is close to a square root and whose slope at black is
// 12.92, or in linear light, whichever has more.
double CodesOf(double difference, double light) {
  constexpr double kMostSlope = 12.92;
  constexpr double kSlopeOfRoot = 0.5;
  constexpr double kLeastLight = kSlopeOfRoot * kSlopeOfRoot / (kMostSlope * kMostSlope);
  const double slope = light > kLeastLight ? std::max(1.0, kSlopeOfRoot / std::sqrt(light)) : kMostSlope;
  return 65535 * slope * std::abs(difference);
}

TablePiece PieceBetween(double left, double right) {
  return {static_cast<float>(0.5 * (left + right)), static_cast<float>(right - left)};
}

// Whether even steps keep to half of the tolerance; gives up on the table where they do not.
bool BuildEvenTable(const LightFromDensity& light, const PrintRange& range, std::optional<double> tolerance,
                    PrintTable& table) {
  const double step = range.width() / PrintTable::kSteps;
  double before = 0;
  // Pieces meet at half steps; the first and last end at the range itself, where the density is clipped.
  double left = light(range.low);
  for (int i = 0; i <= PrintTable::kSteps; ++i) {
    const bool at_end = i == 0 || i == PrintTable::kSteps;
    const double right = light(i == PrintTable::kSteps ? range.high : range.low + (i + 0.5) * step);
    TablePiece& piece = table.pieces[static_cast<size_t>(i)];
    piece = PieceBetween(left, right);
    if (at_end) piece = {static_cast<float>(i == 0 ? left : right), 2.0f * piece.slope};
    if (tolerance && i > 1 && !at_end) {
      // A chord of two steps is off by half of it, one of a step by an eighth.
      const double second_difference = before - 2 * left + right;
      if (CodesOf(second_difference, std::min(before, right)) > 4 * *tolerance) return false;
    }
    before = left;
    left = right;
  }
  return true;
}

// The light at the ends of a cell's pieces.
class Cell {
 public:
  Cell(const LightFromDensity& light, const PrintRange& cell) : light_(light), cell_(cell) {
    ends_[0] = light(cell.low);
    ends_[1] = light(cell.high);
  }

  size_t pieces() const { return pieces_; }
  TablePiece piece(size_t i) const { return PieceBetween(ends_[i], ends_[i + 1]); }

  // Until the middles of the last pieces were off by no more than the tolerance, and those before as little as it
  // takes: one middle may lie on the chord of a curve that winds about it.
  void HalveTo(double tolerance) {
    constexpr double kOfHalf = 4;  // Of what is smooth.
    for (double before = Halve();;) {
      const double last = Halve();
      if ((last <= tolerance && before <= kOfHalf * tolerance) || pieces_ >= kMostPiecesOfCell) return;
      before = last;
    }
  }

 private:
  // Halves all pieces, and returns the most codes that the middle of one was off by.
  double Halve() {
    double worst = 0;
    // From the back, as each end moves up to twice its place.
    for (size_t i = pieces_; i > 0; --i) {
      const double left = ends_[i - 1];
      const double right = ends_[i];
      const double share = (static_cast<double>(i) - 0.5) / static_cast<double>(pieces_);
      const double middle = light_(cell_.low + share * cell_.width());
      ends_[2 * i] = right;
      ends_[2 * i - 1] = middle;
      worst = std::max(worst, CodesOf(middle - 0.5 * (left + right), std::min(left, right)));
    }
    pieces_ *= 2;
    return worst;
  }

  const LightFromDensity& light_;
  const PrintRange cell_;
  size_t pieces_ = 1;
  std::array<double, kMostPiecesOfCell + 1> ends_;
};

// Whether there was room for pieces of this tolerance.
bool BuildSteepTable(const LightFromDensity& light, const PrintRange& range, double tolerance, PrintTable& table) {
  const double width = range.width() / PrintTable::kCells;
  size_t used = 0;
  table.pieces[used++] = {static_cast<float>(light(range.low)), 0.0f};
  for (int i = 0; i <= PrintTable::kCells; ++i) {
    // Like an even table's pieces, cells meet at halves, and the first and last are half as long.
    const bool first = i == 0;
    const bool last = i == PrintTable::kCells;
    Cell cell(light,
              {first ? range.low : range.low + (i - 0.5) * width, last ? range.high : range.low + (i + 0.5) * width});
    cell.HalveTo(tolerance);
    if (used + cell.pieces() >= table.pieces.size()) return false;
    const auto count = static_cast<float>(cell.pieces());
    const float whole_step_at = first ? 0.0f : last ? 1.0f : 0.5f;  // Of the cell.
    table.cells[static_cast<size_t>(i)] = {static_cast<float>(used) - 0.5f + whole_step_at * count,
                                           first || last ? 2.0f * count : count};
    for (size_t k = 0; k < cell.pieces(); ++k) table.pieces[used++] = cell.piece(k);
  }
  table.pieces[used] = {static_cast<float>(light(range.high)), 0.0f};
  return true;
}

}  // namespace

void BuildPrintTable(const LightFromDensity& light, CurveInterpolation interpolation, PrintTable& table) {
  table.range = light.RangeOfChange();
  std::optional<double> tolerance;
  if (light.has_curves()) {
    tolerance = interpolation == CurveInterpolation::kLinear ? kToleranceOfCorners : kToleranceOfSmooth;
  }
  table.is_steep = !BuildEvenTable(light, table.range, tolerance, table);
  if (!table.is_steep) return;
  // Curves on curves may need more pieces than there are.
  while (!BuildSteepTable(light, table.range, *tolerance, table)) *tolerance *= 2;
}

}  // namespace easelight
