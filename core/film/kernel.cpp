#include "core/film/kernel.h"

#include <algorithm>
#include <cstring>

#include "core/film/simd.h"

namespace safelight {
namespace {

using simd::F32x4;
using simd::I32x4;

struct Rgb {
  F32x4 r, g, b;
};

// A row of a 3x3 matrix, each entry in four lanes.
struct MatrixRow {
  F32x4 r, g, b;
};

inline MatrixRow Splat(const std::array<float, 3>& m) {
  return {simd::Splat(m[0]), simd::Splat(m[1]), simd::Splat(m[2])};
}

// A row times a pixel. The order of the sums is part of the result: it is never changed by the compiler, as contraction
// and reassociation are off.
inline F32x4 Times(const MatrixRow& m, const Rgb& v) { return m.r * v.r + m.g * v.g + m.b * v.b; }

// The program's numbers as the loop wants them. A copy of its own, as the pixels that are written could be the program
// for all that the compiler knows: it would read the numbers again, and spread them, for every four pixels.
struct Constants {
  explicit Constants(const PrintProgram& p) : program(p) {
    for (size_t c = 0; c < 3; ++c) {
      affine[c] = Splat(p.affine[c]);
      offset[c] = simd::Splat(p.offset[c]);
      output[c] = Splat(p.output[c]);
    }
  }
  const PrintProgram& program;
  std::array<MatrixRow, 3> affine;
  std::array<F32x4, 3> offset;
  std::array<MatrixRow, 3> output;
};

constexpr int32_t kRounderOffset = static_cast<int32_t>(static_cast<uint32_t>(simd::kRounderBits) << simd::kPieceShift);

inline F32x4 LightOf(const PrintTable& table, F32x4 steps) {
  const F32x4 inside = simd::Min(simd::Max(steps, simd::Splat(0.0f)), simd::Splat(float{PrintTable::kSteps}));
  const F32x4 rounded = inside + simd::Splat(simd::kRounder);
  // (bits - rounder) << 3, with the subtraction moved past the shift: both wrap at 2^32.
  const I32x4 offset = (simd::Bits(rounded) << simd::kPieceShift) - simd::Splat(kRounderOffset);
  const F32x4 fraction = inside - (rounded - simd::Splat(simd::kRounder));
  const simd::Pieces piece = simd::Gather(table.pieces.data(), offset);
  return simd::Max(piece.value + piece.slope * fraction, simd::Splat(0.0f));
}

inline F32x4 Clipped(F32x4 light) {
  return simd::Min(simd::Max(light, simd::Splat(EncodeTable::kLeastLight)), simd::Splat(1.0f));
}

inline I32x4 CodeOf(const EncodeTable& table, F32x4 light) {
  const F32x4 inside = Clipped(light);
  // ((bits >> shift) - (first - 1)) << 3, likewise.
  const I32x4 key =
      (simd::Bits(inside) >> (EncodeTable::kShift - simd::kPieceShift)) & simd::Splat(~0 << simd::kPieceShift);
  const I32x4 offset = key - simd::Splat((EncodeTable::kFirstKey - 1) << simd::kPieceShift);
  const simd::Pieces piece = simd::Gather(table.pieces.data(), offset);
  const F32x4 rounded = piece.value + piece.slope * inside + simd::Splat(simd::kRounder);
  return simd::Bits(rounded) - simd::Splat(simd::kRounderBits);
}

// Where the light's codes lie in the table of bytes.
inline I32x4 ByteIndex(F32x4 light) {
  return (simd::Bits(Clipped(light)) >> ByteTable::kShift) - simd::Splat(ByteTable::kBlackKey);
}

// The output light of four pixels; to be clipped. kCrossed: whether the affine map has entries off its diagonal.
// Densities are finite, so without those entries the sum is the same in every bit: a zero times a density adds nothing.
template <bool kCrossed>
inline Rgb Develop(const Constants& k, const Rgb& density) {
  const auto steps = [&](F32x4 linear, size_t c) { return LightOf(k.program.light[c], linear + k.offset[c]); };
  Rgb light;
  if constexpr (kCrossed) {
    light = {steps(Times(k.affine[0], density), 0), steps(Times(k.affine[1], density), 1),
             steps(Times(k.affine[2], density), 2)};
  } else {
    light = {steps(k.affine[0].r * density.r, 0), steps(k.affine[1].g * density.g, 1),
             steps(k.affine[2].b * density.b, 2)};
  }
  return {Times(k.output[0], light), Times(k.output[1], light), Times(k.output[2], light)};
}

struct Rgba8Writer {
  static constexpr size_t kChannels = 4;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const Rgb& light, uint8_t* out) {
    simd::StoreRgba(p.bytes.codes.data(), ByteIndex(light.r), ByteIndex(light.g), ByteIndex(light.b), out);
  }
};

struct Rgb8Writer {
  static constexpr size_t kChannels = 3;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const Rgb& light, uint8_t* out) {
    std::array<uint8_t, 16> rgba;
    Rgba8Writer::Write(p, light, rgba.data());
    for (size_t i = 0; i < 4; ++i) std::copy_n(rgba.begin() + 4 * i, 3, out + 3 * i);
  }
};

struct Rgb16Writer {
  static constexpr size_t kChannels = 3;
  using Sample = uint16_t;
  static void Write(const PrintProgram& p, const Rgb& light, uint16_t* out) {
    const std::array<I32x4, 3> codes = {CodeOf(p.encode, light.r), CodeOf(p.encode, light.g),
                                        CodeOf(p.encode, light.b)};
    for (int i = 0; i < 4; ++i) {
      for (size_t c = 0; c < 3; ++c) out[3 * static_cast<size_t>(i) + c] = static_cast<uint16_t>(codes[c][i]);
    }
  }
};

bool IsCrossed(const PrintProgram& p) {
  return p.affine[0][1] != 0 || p.affine[0][2] != 0 || p.affine[1][0] != 0 || p.affine[1][2] != 0 ||
         p.affine[2][0] != 0 || p.affine[2][1] != 0;
}

template <typename Writer, bool kCrossed>
void RenderPixels(const PrintProgram& program, const ConstPlanes& density, size_t count, typename Writer::Sample* out) {
  const Constants constants(program);
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const Rgb d = {simd::Load(density[0] + i), simd::Load(density[1] + i), simd::Load(density[2] + i)};
    Writer::Write(program, Develop<kCrossed>(constants, d), out + i * Writer::kChannels);
  }
  if (i == count) return;
  // The last one to three pixels go through the same four lanes.
  const size_t rest = count - i;
  std::array<std::array<float, 4>, 3> padded{};
  for (size_t c = 0; c < 3; ++c) std::copy_n(density[c] + i, rest, padded[c].begin());
  std::array<typename Writer::Sample, 4 * Writer::kChannels> pixels;
  const Rgb d = {simd::Load(padded[0].data()), simd::Load(padded[1].data()), simd::Load(padded[2].data())};
  Writer::Write(program, Develop<kCrossed>(constants, d), pixels.data());
  std::copy_n(pixels.begin(), rest * Writer::kChannels, out + i * Writer::kChannels);
}

template <typename Writer>
void Render(const PrintProgram& program, const ConstPlanes& density, size_t count, typename Writer::Sample* out) {
  if (IsCrossed(program)) return RenderPixels<Writer, true>(program, density, count, out);
  RenderPixels<Writer, false>(program, density, count, out);
}

}  // namespace

void RenderRgba8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgba) {
  Render<Rgba8Writer>(program, density, count, rgba);
}

void RenderRgb8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgb) {
  Render<Rgb8Writer>(program, density, count, rgb);
}

void RenderRgb16(const PrintProgram& program, const ConstPlanes& density, size_t count, uint16_t* rgb) {
  Render<Rgb16Writer>(program, density, count, rgb);
}

}  // namespace safelight
