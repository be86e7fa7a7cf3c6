// HaldCLUT: a lattice of L^2 nodes a side as a square picture of L^3 pixels a side, red fastest, row by row.
#include "core/io/encoder.h"
#include "core/tables/table_files.h"

namespace easelight {

Status WriteHald(const Lattice& lattice, const Comment& comment, BlockFile& file) {
  const auto nodes = lattice.nodes();
  uint32_t side = 1;
  while (uint64_t{side} * side * 3 < nodes.size()) ++side;
  EncodeOptions options;
  options.format = FileFormat::kPng;
  options.size = {side, side};
  for (const std::string& line : comment) options.comment += (options.comment.empty() ? "" : "\n") + line;
  ASSIGN_OR_RETURN(const auto encoder, CreateEncoder(options, file));
  const size_t row = size_t{side} * 3;
  for (size_t start = 0; start < nodes.size(); start += row) {
    const auto codes = nodes.subspan(start, row);
    RETURN_IF_ERROR(encoder->WriteRow({reinterpret_cast<const uint8_t*>(codes.data()), codes.size_bytes()}));
  }
  return encoder->Finish();
}

}  // namespace easelight
