// The command of the native tool that writes a grade as a table for other programs.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "core/tables/table.h"

namespace easelight::cli {

struct TableCommand {
  std::string recipe_file;
  std::string output;
  TableFormat format = TableFormat::kCube3d;
  int size = 0;  // 0: the format's own.
  bool inversion_only = false;
  bool shaper = true;
  TransferCurve scan_encoding = TransferCurve::Linear();  // Where the recipe says "auto".
  std::string space = "srgb";
  std::optional<TransferCurve> encoding;  // None: the space's own.
};

// Writes the table, and to `out` a line on its error. The file appears under its name only when it is complete.
Status MakeTable(const TableCommand& command, std::ostream& out);

}  // namespace easelight::cli
