// The model as the process nodes of a CLF file: the same steps, in the same order, as data.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/color/output_space.h"
#include "core/film/grade.h"

namespace easelight {

// x^power.
struct ClfPower {
  double power;
};

// The inverse of the power with an offset whose dark end a line continues (monCurve).
struct ClfLineAndRoot {
  double power;
  double offset;
};

struct ClfMatrix {
  Matrix3 matrix;
  Vector3 offset;
};

// Clips; without an end it goes on there.
struct ClfRange {
  double low;
  std::optional<double> high;
};

// log10, or 10^x.
struct ClfLog {
  bool inverse;
};

// A table a channel over 0..1, linear between entries that lie evenly.
struct ClfTable {
  std::vector<Vector3> entries;
};

using ClfNode = std::variant<ClfPower, ClfLineAndRoot, ClfMatrix, ClfRange, ClfLog, ClfTable>;

// From scan codes to encoded output. Print curves become tables of `curve_entries` entries, all else is exact.
// Errors: kUnsupported where the scan's profile is a table, kOutOfRange when the primaries span no space.
StatusOr<std::vector<ClfNode>> ClfChainFromGrade(const Grade& grade, const OutputSpace& output, int curve_entries);

// What a reader of the file computes.
Vector3 Evaluated(const std::vector<ClfNode>& chain, Vector3 color);

}  // namespace easelight
