// The program: a grade compiled to the numbers that the fixed kernel runs on.
//
//   scan codes -> [input stage] -> densities -> affine -> three tables -> output matrix -> (gamut) -> encode -> codes
//
// Where the output is a profile, each channel is encoded by a curve of its own, and the codes may be places in a table.
//
// A program is plain data of fixed size. Compiling one allocates nothing and rebuilds only what changed, so that a
// slider of the density stages costs twelve numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/color/output_space.h"
#include "core/film/gamut.h"
#include "core/film/grade.h"
#include "core/film/print_table.h"
#include "core/film/table_piece.h"

namespace easelight {

// Encoded value of linear light, 0..1: each octave from 2^-68 up in 128 pieces, found by the bits of the float itself,
// so that dark values are as exact as light ones. Below 2^-68 it is black: half a code of 16 bits at a power of 4, the
// most that can be asked for. Maximum error: 0.15 of a 16-bit code, for powers of 1 to 4.
struct EncodeTable {
  static constexpr int kMantissaBits = 7;
  static constexpr int kShift = 23 - kMantissaBits;
  static constexpr int kOctaves = 68;
  static constexpr int kPieces = kOctaves << kMantissaBits;
  // The key (bits >> kShift) of the first piece above the black one.
  static constexpr int kFirstKey = (127 - kOctaves) << kMantissaBits;
  // The largest float below 2^-68: what darker light is taken as.
  static constexpr float kLeastLight = 0x1.fffffep-69f;
  std::array<TablePiece, kPieces + 2> pieces;  // [0]: black. Last: exactly 1.
};

// The 8-bit code of linear light, 0..1, found by the bits of the float itself as above, a byte for each piece.
// Below 2^-36 it is black, half a code at a power of 4. Maximum error: 0.52 codes, of which 0.5 is the rounding to
// whole codes.
struct ByteTable {
  static constexpr int kOctaves = 36;
  static constexpr int kMantissaBits = 12;
  static constexpr int kShift = 23 - kMantissaBits;
  static constexpr int kKeys = kOctaves << kMantissaBits;
  // The key (bits >> kShift) of the black entry, which kLeastLight falls on.
  static constexpr int kBlackKey = ((127 - kOctaves) << kMantissaBits) - 1;
  static constexpr float kLeastLight = 0x1.fffffep-37f;
  std::array<uint8_t, kKeys + 2> codes;  // [0]: black. Last: exactly 1.
};

// What takes the place of one encoding for all channels: a profile's own ways.
struct ProfileEncoding {
  std::array<float, 3> black;         // Added to the light.
  std::array<EncodeTable, 3> curves;  // Scaled to max_code; or, where there is a table, to the roots of CIELAB.
  const float* nodes = nullptr;       // Of the table, as OutputTable; none: the curves give the codes.
  size_t side = 0;
  float range = 1;
  std::array<CurveTable, 3> axes;   // Scaled to side - 1.
  std::array<CurveTable, 3> codes;  // Scaled to max_code.
  // Of a proof, the light of the screen's space from the XYZ ratios that the table leads to; `encode` makes codes of
  // it.
  bool proof = false;
  std::array<std::array<float, 3>, 3> seen;
};

// From density planes to codes.
struct PrintProgram {
  std::array<std::array<float, 3>, 3> affine;  // Row c: density planes to table steps of channel c.
  std::array<float, 3> offset;
  std::array<PrintTable, 3> light;             // Those that `table_of` names.
  std::array<uint8_t, 3> table_of;             // Channels of the same curve share a table, and its place in the cache.
  GamutProgram gamut;                          // Output light to what its space holds, where that is wanted.
  std::array<std::array<float, 3>, 3> output;  // Working light to output light.
  EncodeTable encode;                          // Scaled to max_code; not of a profile, unless it is a proof.
  ByteTable bytes;                             // Of the same curve; filled where max_code is 255.
  uint32_t max_code = 0;                       // 255 or 65535; 0 until compiled.
  bool by_profile = false;                     // Whether `profile` takes the place of `encode`.
  ProfileEncoding profile;

  // Compiles `grade` for `out` with codes 0..max_code_wanted; reuses the tables that still hold. The output's profile
  // stays the caller's, and is read as long as the program runs. Errors: kOutOfRange when the primaries span no space.
  Status Compile(const Grade& grade, const OutputSpace& out, uint32_t max_code_wanted);

  const PrintTable& LightTable(size_t channel) const { return light[table_of[channel]]; }

 private:
  void BuildLightTables(const Grade& grade);

  PrintGrade compiled_print_;
  bool compiled_whole_range_ = false;
  Primaries compiled_working_;
  std::optional<Matrix3> compiled_profile_xyz_;
  Primaries compiled_output_;
  TransferCurve compiled_encoding_ = TransferCurve::Srgb();
  bool compiled_gray_ = false;
  uint64_t compiled_profile_ = 0;  // Its digest: programs lie in regions, and own nothing.
};

// The affine map d = A D + b of a grade, in density units.
struct DensityAffine {
  Matrix3 matrix;
  Vector3 offset;
};
DensityAffine AffineFromGrade(const DensityGrade& density, bool negative);

// Light of an output space, or what its profile begins with, from light of the working space; of gray ones three times.
// Errors: kOutOfRange when the primaries span no space.
StatusOr<Matrix3> OutputFromWorking(const Grade& grade, const OutputSpace& output);

}  // namespace easelight
