#include "core/film/kernel.h"

#include <algorithm>
#include <cstring>

#include "core/film/gamut_run.h"
#include "core/film/kernel_rgb.h"
#include "core/film/simd.h"

namespace easelight {
namespace {

using simd::F32x4;
using simd::I32x4;
using simd::MatrixRow;
using simd::Rgb;

// Pixels are worked on in runs, a step of the model after the other, from buffers that stay in the first cache. All
// steps at once would need more constants than the machine has registers: they would be read again for every four
// pixels.
constexpr size_t kRun = 64;

// A value of each pixel of a run, per channel.
using RunOfFloats = std::array<std::array<float, kRun>, 3>;
using RunOfInts = std::array<std::array<int32_t, kRun>, 3>;

inline ConstPlanes PlanesOf(const RunOfFloats& run) { return {run[0].data(), run[1].data(), run[2].data()}; }

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

// The working light of `count` pixels in one channel. kCrossed: whether the affine map has entries off its diagonal.
// Densities are finite, so without those entries the sum is the same in every bit: a zero times a density adds nothing.
template <bool kCrossed>
void LightOfRun(const PrintProgram& p, size_t channel, const ConstPlanes& density, size_t count, float* light) {
  const MatrixRow affine(p.affine[channel]);
  const F32x4 own = simd::Splat(p.affine[channel][channel]);
  const F32x4 offset = simd::Splat(p.offset[channel]);
  for (size_t i = 0; i < count; i += 4) {
    const F32x4 linear = kCrossed ? Times(affine, simd::LoadRgb(density, i)) : own * simd::Load(density[channel] + i);
    simd::Store(light + i, LightOf(p.light[channel], linear + offset));
  }
}

// What `code_of` makes of a run's light after the output matrix, and after the gamut stage where the program has it.
template <bool kCompressed, typename CodeOfLight>
void CodesOfRun(const PrintProgram& p, const RunOfFloats& light, size_t count, RunOfInts& codes,
                const CodeOfLight& code_of) {
  const simd::Matrix output(p.output);
  const simd::GamutRun gamut(p);
  const ConstPlanes planes = PlanesOf(light);
  for (size_t i = 0; i < count; i += 4) {
    const Rgb working = simd::LoadRgb(planes, i);
    Rgb held = Times(output, working);
    if constexpr (kCompressed) held = gamut.Held(working, held);
    simd::Store(codes[0].data() + i, code_of(held.r));
    simd::Store(codes[1].data() + i, code_of(held.g));
    simd::Store(codes[2].data() + i, code_of(held.b));
  }
}

template <typename CodeOfLight>
void CodesOfRun(const PrintProgram& p, const RunOfFloats& light, size_t count, RunOfInts& codes,
                const CodeOfLight& code_of) {
  if (p.gamut.compresses) return CodesOfRun<true>(p, light, count, codes, code_of);
  CodesOfRun<false>(p, light, count, codes, code_of);
}

struct Rgba8Writer {
  static constexpr size_t kChannels = 4;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint8_t* out) {
    const uint8_t* table = p.bytes.codes.data();
    RunOfInts keys;
    CodesOfRun(p, light, count, keys, [=](F32x4 value) { return simd::ByteKeys(table, ByteIndex(value)); });
    for (size_t i = 0; i < count; i += 4) {
      simd::StoreRgba(table, keys[0].data() + i, keys[1].data() + i, keys[2].data() + i, out + kChannels * i);
    }
  }
};

struct Rgb8Writer {
  static constexpr size_t kChannels = 3;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint8_t* out) {
    std::array<uint8_t, 4 * kRun> rgba;
    Rgba8Writer::Write(p, light, count, rgba.data());
    for (size_t i = 0; i < count; ++i) std::copy_n(rgba.begin() + 4 * i, 3, out + 3 * i);
  }
};

struct Rgb16Writer {
  static constexpr size_t kChannels = 3;
  using Sample = uint16_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint16_t* out) {
    RunOfInts codes;
    CodesOfRun(p, light, count, codes, [&p](F32x4 value) { return CodeOf(p.encode, value); });
    for (size_t i = 0; i < count; ++i) {
      for (size_t c = 0; c < 3; ++c) out[3 * i + c] = static_cast<uint16_t>(codes[c][i]);
    }
  }
};

bool IsCrossed(const PrintProgram& p) {
  return p.affine[0][1] != 0 || p.affine[0][2] != 0 || p.affine[1][0] != 0 || p.affine[1][2] != 0 ||
         p.affine[2][0] != 0 || p.affine[2][1] != 0;
}

// `count` is a multiple of 4, at most kRun.
template <bool kCrossed>
void LightOfRun(const PrintProgram& p, const ConstPlanes& density, size_t count, RunOfFloats& light) {
  for (size_t c = 0; c < 3; ++c) LightOfRun<kCrossed>(p, c, density, count, light[c].data());
}

template <typename Writer, bool kCrossed>
void RenderRun(const PrintProgram& p, const ConstPlanes& density, size_t count, typename Writer::Sample* out) {
  RunOfFloats light;
  LightOfRun<kCrossed>(p, density, count, light);
  Writer::Write(p, light, count, out);
}

template <typename Writer, bool kCrossed>
void RenderPixels(const PrintProgram& p, const ConstPlanes& density, size_t count, typename Writer::Sample* out) {
  size_t i = 0;
  const auto rest = [&] { return ConstPlanes{density[0] + i, density[1] + i, density[2] + i}; };
  for (size_t run = kRun; count - i >= 4; i += run) {
    run = std::min(kRun, (count - i) & ~size_t{3});
    RenderRun<Writer, kCrossed>(p, rest(), run, out + i * Writer::kChannels);
  }
  if (i == count) return;
  // The last one to three pixels go through the same four lanes.
  RunOfFloats padded;
  for (size_t c = 0; c < 3; ++c) {
    padded[c].fill(0.0f);
    std::copy_n(rest()[c], count - i, padded[c].begin());
  }
  std::array<typename Writer::Sample, 4 * Writer::kChannels> pixels;
  RenderRun<Writer, kCrossed>(p, PlanesOf(padded), 4, pixels.data());
  std::copy_n(pixels.begin(), (count - i) * Writer::kChannels, out + i * Writer::kChannels);
}

template <typename Writer>
void Render(const PrintProgram& p, const ConstPlanes& density, size_t count, typename Writer::Sample* out) {
  if (IsCrossed(p)) return RenderPixels<Writer, true>(p, density, count, out);
  RenderPixels<Writer, false>(p, density, count, out);
}

// Whether each of four pixels, whose light counts as 1 at most, is outside of an output space.
I32x4 IsOutside(const simd::Matrix& output_from_working, const Rgb& light) {
  const F32x4 white = simd::Splat(1.0f);
  const Rgb output =
      Times(output_from_working, Rgb{simd::Min(light.r, white), simd::Min(light.g, white), simd::Min(light.b, white)});
  constexpr float kTolerance = GamutTest::kTolerance;
  return (Least(output) < simd::Splat(-kTolerance)) | (Most(output) > simd::Splat(1 + kTolerance));
}

// Clears the fourth byte of pixels that are outside. Not on the way of frames that mark nothing.
void MarkOutside(const PrintProgram& p, const ConstPlanes& density, size_t count, const GamutTest& test,
                 uint8_t* rgba) {
  const simd::Matrix output_from_working(test.output_from_working);
  for (size_t at = 0; at < count; at += kRun) {
    const size_t pixels = std::min(kRun, count - at);
    RunOfFloats run{};
    for (size_t c = 0; c < 3; ++c) std::copy_n(density[c] + at, pixels, run[c].begin());
    RunOfFloats light;
    LightOfRun<true>(p, PlanesOf(run), kRun, light);
    for (size_t i = 0; i < pixels; i += 4) {
      const I32x4 outside = IsOutside(output_from_working, simd::LoadRgb(PlanesOf(light), i));
      for (size_t lane = 0; lane < std::min<size_t>(4, pixels - i); ++lane) {
        if (outside[lane]) rgba[4 * (at + i + lane) + 3] = 0;
      }
    }
  }
}

}  // namespace

void RenderRgba8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgba,
                 const GamutTest* test) {
  Render<Rgba8Writer>(program, density, count, rgba);
  if (test != nullptr) MarkOutside(program, density, count, *test, rgba);
}

void RenderRgb8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgb) {
  Render<Rgb8Writer>(program, density, count, rgb);
}

void RenderRgb16(const PrintProgram& program, const ConstPlanes& density, size_t count, uint16_t* rgb) {
  Render<Rgb16Writer>(program, density, count, rgb);
}

}  // namespace easelight
