// Writing tables as text: lines into a file, numbers that every program reads alike, and what a table says of itself.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/buffered_writer.h"
#include "core/tables/table.h"

namespace easelight {

class TextWriter {
 public:
  // `file` must outlive the writer.
  explicit TextWriter(BlockFile& file) : writer_(file) {}

  void Line(std::string_view text);
  // Numbers with this many digits behind the point.
  void Numbers(std::span<const double> values, int digits);
  // The first error of all that was written.
  Status Finish() { return writer_.Flush(); }

 private:
  BufferedWriter writer_;
};

// Who made it of what, for which codes, and how far it is off: a line each.
std::vector<std::string> TableComment(const ChannelCurves& scan_encoding, const TableOptions& options,
                                      const TableError& error);

}  // namespace easelight
