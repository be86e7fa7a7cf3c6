// The program: a grade compiled to the numbers that the fixed kernel runs on.
//
//   scan codes -> [input stage] -> densities -> affine -> three tables -> output matrix -> (gamut) -> encode -> codes
//
// A program is plain data of fixed size. Compiling one allocates nothing and rebuilds only what changed, so that a
// slider of the density stages costs twelve numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/film/gamut.h"
#include "core/film/grade.h"
#include "core/film/table_piece.h"

namespace easelight {

// Light of a positive's density in kSteps steps, piecewise linear about whole steps: over kRangeOfCurves, or
// kWholeRange where the grade asks for that and no curve is set.
// Maximum error against the exact curve: 2e-5 in light for the presets' steepest curve, 2e-4 at a corner.
struct PrintTable {
  static constexpr int kSteps = 4096;
  std::array<TablePiece, kSteps + 1> pieces;
};

// Encoded value of linear light, 0..1: each octave from 2^-34 up in 128 pieces, found by the bits of the float itself,
// so that dark values are as exact as light ones. Below 2^-34 it is black: half a code of 16 bits at a power of 2.2.
// Maximum error: 0.15 of a 16-bit code.
struct EncodeTable {
  static constexpr int kMantissaBits = 7;
  static constexpr int kShift = 23 - kMantissaBits;
  static constexpr int kOctaves = 34;
  static constexpr int kPieces = kOctaves << kMantissaBits;
  // The key (bits >> kShift) of the first piece above the black one.
  static constexpr int kFirstKey = (127 - kOctaves) << kMantissaBits;
  // The largest float below 2^-34: what darker light is taken as.
  static constexpr float kLeastLight = 0x1.fffffep-35f;
  std::array<TablePiece, kPieces + 2> pieces;  // [0]: black. Last: exactly 1.
};

// The 8-bit code of linear light, 0..1, found by the bits of the float itself as above, a byte for each piece.
// Maximum error: 0.52 codes, of which 0.5 is the rounding to whole codes.
struct ByteTable {
  static constexpr int kMantissaBits = 12;
  static constexpr int kShift = 23 - kMantissaBits;
  static constexpr int kKeys = EncodeTable::kOctaves << kMantissaBits;
  // The key (bits >> kShift) of the black entry, which kLeastLight falls on.
  static constexpr int kBlackKey = ((127 - EncodeTable::kOctaves) << kMantissaBits) - 1;
  std::array<uint8_t, kKeys + 2> codes;  // [0]: black. Last: exactly 1.
};

// From density planes to codes.
struct PrintProgram {
  std::array<std::array<float, 3>, 3> affine;  // Row c: density planes to table steps of channel c.
  std::array<float, 3> offset;
  std::array<PrintTable, 3> light;
  GamutProgram gamut;                          // Output light to what its space holds, where that is wanted.
  std::array<std::array<float, 3>, 3> output;  // Working light to output light.
  EncodeTable encode;                          // Scaled to max_code.
  ByteTable bytes;                             // Of the same curve; filled where max_code is 255.
  uint32_t max_code = 0;                       // 255 or 65535; 0 until compiled.

  // Compiles `grade` for `out` with codes 0..max_code_wanted; reuses the tables that still hold.
  // Errors: kOutOfRange when the primaries span no space.
  Status Compile(const Grade& grade, const OutputSpace& out, uint32_t max_code_wanted);

 private:
  PrintGrade compiled_print_;
  bool compiled_whole_range_ = false;
  Primaries compiled_working_;
  std::optional<Matrix3> compiled_profile_xyz_;
  OutputSpace compiled_output_;
};

// The affine map d = A D + b of a grade, in density units.
struct DensityAffine {
  Matrix3 matrix;
  Vector3 offset;
};
DensityAffine AffineFromGrade(const DensityGrade& density, bool negative);

// Print densities that light is told apart in.
struct PrintRange {
  double low;
  double high;
};
inline constexpr PrintRange kRangeOfCurves = {0.0, kCurveRange};
// From three times white's light to the least transmittance, which stands for no light.
inline constexpr PrintRange kWholeRange = {-0.5, 10.0};

// Light of an output space from that of the working space. Errors: kOutOfRange when the primaries span no space.
StatusOr<Matrix3> OutputFromWorking(const Grade& grade, const Primaries& output);

// The exact light of a print density for channel 0..2: curves, 10^-x, glare. Below 0 where glare cuts shadows off: the
// kernel clips after the table, so that the corner at 0 falls between no two steps.
class LightFromDensity {
 public:
  LightFromDensity(const Grade& grade, int channel);
  double operator()(double density) const;

  // Outside of it light is that of its ends.
  PrintRange range() const { return whole_ ? kWholeRange : kRangeOfCurves; }

 private:
  PrintCurveEvaluator master_;
  PrintCurveEvaluator channel_;
  bool has_master_;
  bool has_channel_;
  bool whole_;
  double glare_;
};

}  // namespace easelight
