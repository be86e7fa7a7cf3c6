#include "core/tables/table.h"

#include <algorithm>
#include <cmath>

#include "core/base/sha256.h"
#include "core/film/input_stage.h"
#include "core/tables/table_files.h"
#include "core/tables/table_samples.h"

namespace easelight {
namespace {

constexpr std::array<std::string_view, kTableFormats.size()> kNames = {"clf", "cube1d", "cube3d", "hald"};

// Of each format: the sizes there are, and what is taken where none is asked for. A HaldCLUT's are squares.
struct Sizes {
  int least;
  int most;
  int usual;
};
constexpr std::array<Sizes, kTableFormats.size()> kSizes = {
    {{17, 65536, 16385}, {2, 65536, 65536}, {17, 129, 33}, {16, 144, 64}}};

// Smaller entries off the diagonal are the rounding of two matrices that undo each other.
constexpr double kCrossing = 1e-9;

StatusOr<int> WantedSize(TableFormat format, int size) {
  const auto [least, most, usual] = kSizes[static_cast<size_t>(format)];
  if (size == 0) return usual;
  if (size < least || size > most) {
    return OutOfRange("table-size", {{"size", size}, {"least", least}, {"most", most}});
  }
  const int root = static_cast<int>(std::sqrt(size) + 0.5);
  if (format == TableFormat::kHald && root * root != size) return OutOfRange("table-square", {{"size", size}});
  return size;
}

bool Crosses(const Matrix3& matrix) {
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) {
      if (row != column && std::abs(matrix(row, column)) > kCrossing) return true;
    }
  }
  return false;
}

// A 1D table treats each channel by itself: nothing in the grade may mix them.
Status CheckUncrossed(const Grade& grade, const OutputSpace& output) {
  if (IsMonochrome(grade.film)) return Unsupported("table-crossing", {{"step", Sentence("table-monochrome")}});
  if (grade.table) return Unsupported("table-crossing", {{"step", Sentence("table-input")}});
  ASSIGN_OR_RETURN(const Matrix3 input, WorkingFromInput(grade));
  if (Crosses(input)) return Unsupported("table-crossing", {{"step", Sentence("table-input")}});
  if (Crosses(grade.density.matrix)) return Unsupported("table-crossing", {{"step", Sentence("table-matrix")}});
  ASSIGN_OR_RETURN(const Matrix3 out, OutputFromWorking(grade, output));
  if (Crosses(out)) return Unsupported("table-crossing", {{"step", Sentence("table-output")}});
  return OkStatus();
}

// Only a lattice follows a step that no formula of these formats has.
Status CheckFormulas(const Grade& grade, TableFormat format) {
  const bool formulas = format == TableFormat::kClf || format == TableFormat::kCube1d;
  if (formulas && grade.gamut == GamutMapping::kCompress) return Unsupported("table-gamut");
  return OkStatus();
}

// A name that two tables share only where they are the same.
std::string ClfId(const Recipe& recipe, const TableOptions& options) {
  const std::string text = CanonicalJson(recipe) + "/" + options.output_title + (options.inversion_only ? "/-" : "/+");
  Sha256 sha;
  sha.Update({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  std::string id = "easelight-";
  for (const uint8_t byte : sha.Finish()) id += "0123456789abcdef"[byte & 15];
  return id;
}

// The same entry of all three channels at once: nothing mixes them.
std::vector<uint16_t> Entries1d(KernelNodes& kernel, int size) {
  std::vector<float> codes;
  for (int i = 0; i < size; ++i) codes.insert(codes.end(), 3, static_cast<float>(static_cast<double>(i) / (size - 1)));
  std::vector<uint16_t> entries(codes.size());
  kernel.Develop(codes, entries);
  return entries;
}

Vector3 Evaluated1d(std::span<const uint16_t> entries, const Vector3& codes) {
  const size_t last = entries.size() / 3 - 1;
  Vector3 result;
  for (size_t c = 0; c < 3; ++c) {
    const double place = codes[c] * static_cast<double>(last);
    const size_t i = std::min(static_cast<size_t>(place), last - 1);
    const double low = entries[3 * i + c];
    result[c] = (low + (place - static_cast<double>(i)) * (entries[3 * i + 3 + c] - low)) / kMaxTableCode;
  }
  return result;
}

}  // namespace

std::string_view TableFormatName(TableFormat format) { return kNames[static_cast<size_t>(format)]; }

StatusOr<TableError> WriteTable(const Recipe& recipe, const TableOptions& options, BlockFile& file) {
  ASSIGN_OR_RETURN(const int size, WantedSize(options.format, options.size));
  Grade grade = GradeFromRecipe(recipe, options.scan);
  if (options.inversion_only) {
    grade.print = PrintGrade();
    grade.gamut = GamutMapping::kClip;
  }
  RETURN_IF_ERROR(CheckFormulas(grade, options.format));
  ASSIGN_OR_RETURN(KernelNodes kernel, KernelNodes::Compile(grade, options.output));
  const ChannelCurves& encoding = grade.input_encoding;
  TableError error;
  // Measures before anything is written: the error stands at the head of the file.
  const auto measured = [&](const TableFunction& table) {
    error = MeasuredError(encoding, kernel, table);
    return TableComment(encoding, options, error);
  };
  switch (options.format) {
    case TableFormat::kClf: {
      ASSIGN_OR_RETURN(const auto chain, ClfChainFromGrade(grade, options.output, size));
      const Comment comment = measured([&](const Vector3& codes) { return Evaluated(chain, codes); });
      RETURN_IF_ERROR(WriteClf(chain, ClfId(recipe, options), comment, file));
      break;
    }
    case TableFormat::kCube1d: {
      RETURN_IF_ERROR(CheckUncrossed(grade, options.output));
      const std::vector<uint16_t> entries = Entries1d(kernel, size);
      const Comment comment = measured([&](const Vector3& codes) { return Evaluated1d(entries, codes); });
      RETURN_IF_ERROR(WriteCube1d(entries, comment, file));
      break;
    }
    case TableFormat::kCube3d:
    case TableFormat::kHald: {
      const bool shaped = options.format == TableFormat::kCube3d && options.shaper;
      const Lattice lattice(kernel, size, shaped ? std::optional(LogShaper::FromGrade(grade)) : std::nullopt);
      const Comment comment = measured([&](const Vector3& codes) { return lattice.Evaluate(codes); });
      const auto write = options.format == TableFormat::kCube3d ? WriteCube3d : WriteHald;
      RETURN_IF_ERROR(write(lattice, comment, file));
      break;
    }
  }
  return error;
}

}  // namespace easelight
