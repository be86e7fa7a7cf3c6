// .cube files: a 1D table, a lattice (Adobe's Cube LUT specification 1.0), or both, the first before the second (as
// DaVinci Resolve writes and reads them).
#include "core/tables/table_files.h"

namespace easelight {
namespace {

// An output code of 65535 has five digits, and a shaper's small values want two more.
constexpr int kNodeDigits = 6;
constexpr int kShaperDigits = 8;

// An entry for every scan code of 16 bits, so that the shaper is exact for them.
constexpr int kShaperEntries = 65536;

void WriteComment(const Comment& comment, TextWriter& out) {
  for (const std::string& line : comment) out.Line("# " + line);
}

void WriteNodes(std::span<const uint16_t> codes, TextWriter& out) {
  for (size_t i = 0; i < codes.size(); i += 3) {
    out.Numbers((Vector3(codes[i], codes[i + 1], codes[i + 2]) / kMaxTableCode).values, kNodeDigits);
  }
}

void WriteShaper(const LogShaper& shaper, TextWriter& out) {
  for (int i = 0; i < kShaperEntries; ++i) {
    Vector3 shaped;
    for (size_t c = 0; c < 3; ++c) shaped[c] = shaper.ShapedFromCode(c, static_cast<double>(i) / (kShaperEntries - 1));
    out.Numbers(shaped.values, kShaperDigits);
  }
}

}  // namespace

Status WriteCube1d(std::span<const uint16_t> entries, const Comment& comment, BlockFile& file) {
  TextWriter out(file);
  WriteComment(comment, out);
  out.Line("LUT_1D_SIZE " + std::to_string(entries.size() / 3));
  WriteNodes(entries, out);
  return out.Finish();
}

Status WriteCube3d(const Lattice& lattice, const Comment& comment, BlockFile& file) {
  TextWriter out(file);
  WriteComment(comment, out);
  const std::string size = "LUT_3D_SIZE " + std::to_string(lattice.size());
  if (lattice.shaper()) {
    out.Line("LUT_1D_SIZE " + std::to_string(kShaperEntries));
    out.Line("LUT_1D_INPUT_RANGE 0.0 1.0");
    out.Line(size);
    out.Line("LUT_3D_INPUT_RANGE 0.0 1.0");
    WriteShaper(*lattice.shaper(), out);
  } else {
    out.Line(size);
  }
  WriteNodes(lattice.nodes(), out);
  return out.Finish();
}

}  // namespace easelight
