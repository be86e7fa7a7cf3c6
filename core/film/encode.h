// Building and reading the tables between codes and linear light.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/bits.h"
#include "core/base/image.h"
#include "core/color/transfer_curve.h"
#include "core/film/program.h"

namespace easelight {

// Fills `table` so that it encodes linear light by `curve` to 0..max_code.
void BuildEncodeTable(const TransferCurve& curve, double max_code, EncodeTable& table);

// Fills all of `encoding` but where the table's nodes lie, for codes 0..max_code.
void BuildProfileEncoding(const OutputProfile& profile, double max_code, ProfileEncoding& encoding);

// Fills `table` from the encode table of max_code 255.
void BuildByteTable(const EncodeTable& encode, ByteTable& table);

// A value for each code of an integer format.
using CodeTable = std::array<float, 65536>;  // 8-bit codes fill the first 256.

// Linear light of every code of an integer format; nothing for floats.
void BuildLinearTable(const TransferCurve& curve, SampleFormat format, CodeTable& table);

// Linear light of samples 0..1 in floats, by a curve that is a formula: each octave from 2^-24 up in 1024 pieces, found
// by the bits of the float itself. Maximum error, of the light: p (p - 1) 2^-23 and rounding, at a power p.
struct LightTable {
  static constexpr int kMantissaBits = 10;
  static constexpr int kShift = 23 - kMantissaBits;
  static constexpr int kOctaves = 24;
  static constexpr int kPieces = kOctaves << kMantissaBits;
  // The key (bits >> kShift) of the first piece above the one that begins at 0.
  static constexpr int kFirstKey = (127 - kOctaves) << kMantissaBits;
  // The largest float below 2^-24, whose key is that of all darker ones.
  static constexpr float kLeast = 0x1.fffffep-25f;
  std::array<TablePiece, kPieces + 2> pieces;  // [0]: from 0 on. Last: exactly 1.
};

void BuildLightTable(const TransferCurve& curve, LightTable& table);

// What linear light (clipped to 0..1) is encoded to, before it is rounded: what the kernel does in four lanes.
inline float EncodedValue(const EncodeTable& table, float light) {
  const float least = light > EncodeTable::kLeastLight ? light : EncodeTable::kLeastLight;
  const float inside = least < 1.0f ? least : 1.0f;
  const int32_t key = (BitCast<int32_t>(inside) >> EncodeTable::kShift) - (EncodeTable::kFirstKey - 1);
  const TablePiece piece = table.pieces[static_cast<size_t>(key)];
  return piece.value + piece.slope * inside;
}

// The code, rounded half to even.
inline uint32_t EncodedCode(const EncodeTable& table, float light) {
  constexpr float kRounder = 8388608.0f;  // 2^23: adding it rounds to whole.
  return BitCast<uint32_t>(EncodedValue(table, light) + kRounder) - BitCast<uint32_t>(kRounder);
}

// The same of bytes.
inline uint32_t ByteCode(const ByteTable& table, float light) {
  const float least = light > ByteTable::kLeastLight ? light : ByteTable::kLeastLight;
  const float inside = least < 1.0f ? least : 1.0f;
  return table.codes[static_cast<size_t>((BitCast<int32_t>(inside) >> ByteTable::kShift) - ByteTable::kBlackKey)];
}

}  // namespace easelight
