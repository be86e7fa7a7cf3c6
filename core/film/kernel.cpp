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

// What lies at a place, of 0..2^22, in pieces about whole places.
inline F32x4 ValueAt(const TablePiece* pieces, F32x4 place) {
  const F32x4 rounded = place + simd::Splat(simd::kRounder);
  // (bits - rounder) << 3, with the subtraction moved past the shift: both wrap at 2^32.
  const I32x4 offset = (simd::Bits(rounded) << simd::kPieceShift) - simd::Splat(kRounderOffset);
  const F32x4 fraction = place - (rounded - simd::Splat(simd::kRounder));
  const simd::Pieces piece = simd::Gather(pieces, offset);
  return piece.value + piece.slope * fraction;
}

template <int kLast>
inline F32x4 Inside(F32x4 steps) {
  return simd::Min(simd::Max(steps, simd::Splat(0.0f)), simd::Splat(float{kLast}));
}

inline F32x4 ValueOf(const CurveTable& table, F32x4 steps) {
  return simd::Max(ValueAt(table.pieces.data(), Inside<CurveTable::kSteps>(steps)), simd::Splat(0.0f));
}

template <bool kSteep>
inline F32x4 LightOf(const PrintTable& table, F32x4 steps) {
  const F32x4 place =
      kSteep ? ValueAt(table.cells.data(), Inside<PrintTable::kCells>(steps)) : Inside<PrintTable::kSteps>(steps);
  return simd::Max(ValueAt(table.pieces.data(), place), simd::Splat(0.0f));
}

// To what a table has keys for.
template <typename Table>
F32x4 Clipped(F32x4 light) {
  return simd::Min(simd::Max(light, simd::Splat(Table::kLeastLight)), simd::Splat(1.0f));
}

// Not rounded.
inline F32x4 EncodedOf(const EncodeTable& table, F32x4 light) {
  const F32x4 inside = Clipped<EncodeTable>(light);
  // ((bits >> shift) - (first - 1)) << 3, likewise.
  const I32x4 key =
      (simd::Bits(inside) >> (EncodeTable::kShift - simd::kPieceShift)) & simd::Splat(~0 << simd::kPieceShift);
  const I32x4 offset = key - simd::Splat((EncodeTable::kFirstKey - 1) << simd::kPieceShift);
  const simd::Pieces piece = simd::Gather(table.pieces.data(), offset);
  return piece.value + piece.slope * inside;
}

// To whole numbers, of 0..2^22.
inline I32x4 Rounded(F32x4 value) {
  return simd::Bits(value + simd::Splat(simd::kRounder)) - simd::Splat(simd::kRounderBits);
}

inline I32x4 CodeOf(const EncodeTable& table, F32x4 light) { return Rounded(EncodedOf(table, light)); }

// Where the light's codes lie in the table of bytes.
inline I32x4 ByteIndex(F32x4 light) {
  return (simd::Bits(Clipped<ByteTable>(light)) >> ByteTable::kShift) - simd::Splat(ByteTable::kBlackKey);
}

// The working light of `count` pixels in one channel. kCrossed: whether the affine map has entries off its diagonal.
// Densities are finite, so without those entries the sum is the same in every bit: a zero times a density adds nothing.
template <bool kCrossed, bool kSteep>
void LightOfRun(const PrintProgram& p, size_t channel, const ConstPlanes& density, size_t count, float* light) {
  const PrintTable& table = p.LightTable(channel);
  const MatrixRow affine(p.affine[channel]);
  const F32x4 own = simd::Splat(p.affine[channel][channel]);
  const F32x4 offset = simd::Splat(p.offset[channel]);
  for (size_t i = 0; i < count; i += 4) {
    const F32x4 linear = kCrossed ? Times(affine, simd::LoadRgb(density, i)) : own * simd::Load(density[channel] + i);
    simd::Store(light + i, LightOf<kSteep>(table, linear + offset));
  }
}

// What `code_of` makes of a run's light in each channel after the output matrix, and after the gamut stage where the
// program has it.
template <bool kCompressed, typename Run, typename CodeOfLight>
void CodesOfRun(const PrintProgram& p, const RunOfFloats& light, size_t count, Run& codes, const CodeOfLight& code_of) {
  const simd::Matrix output(p.output);
  const simd::GamutRun gamut(p);
  const ConstPlanes planes = PlanesOf(light);
  for (size_t i = 0; i < count; i += 4) {
    const Rgb working = simd::LoadRgb(planes, i);
    Rgb held = Times(output, working);
    if constexpr (kCompressed) held = gamut.Held(working, held);
    simd::Store(codes[0].data() + i, code_of(0, held.r));
    simd::Store(codes[1].data() + i, code_of(1, held.g));
    simd::Store(codes[2].data() + i, code_of(2, held.b));
  }
}

template <typename Run, typename CodeOfLight>
void CodesOfRun(const PrintProgram& p, const RunOfFloats& light, size_t count, Run& codes, const CodeOfLight& code_of) {
  if (p.gamut.compresses) return CodesOfRun<true>(p, light, count, codes, code_of);
  CodesOfRun<false>(p, light, count, codes, code_of);
}

struct Rgba8Writer {
  static constexpr size_t kChannels = 4;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint8_t* out) {
    const uint8_t* table = p.bytes.codes.data();
    RunOfInts keys;
    CodesOfRun(p, light, count, keys, [=](size_t, F32x4 value) { return simd::ByteKeys(table, ByteIndex(value)); });
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
    CodesOfRun(p, light, count, codes, [&p](size_t, F32x4 value) { return CodeOf(p.encode, value); });
    for (size_t i = 0; i < count; ++i) {
      for (size_t c = 0; c < 3; ++c) out[3 * i + c] = static_cast<uint16_t>(codes[c][i]);
    }
  }
};

inline F32x4 Between(F32x4 near, F32x4 far, float share) { return near + simd::Splat(share) * (far - near); }

// What lies at a place in the profile's table, 0..side - 1 on each axis, between eight nodes.
inline F32x4 NodeBetween(const ProfileEncoding& profile, float l, float a, float b) {
  const auto last = static_cast<int32_t>(profile.side) - 2;
  const auto cell_of = [&](float place) { return std::min(static_cast<int32_t>(place), last); };
  const int32_t cell_l = cell_of(l), cell_a = cell_of(a), cell_b = cell_of(b);
  constexpr size_t kAlongB = OutputTable::kNodeFloats;
  const size_t along_a = kAlongB * profile.side;
  const size_t along_l = along_a * profile.side;
  const float* corner = profile.nodes + along_l * static_cast<size_t>(cell_l) + along_a * static_cast<size_t>(cell_a) +
                        kAlongB * static_cast<size_t>(cell_b);
  const float share_a = a - static_cast<float>(cell_a);
  const float share_b = b - static_cast<float>(cell_b);
  const auto on_edge = [&](const float* at) { return Between(simd::Load(at), simd::Load(at + kAlongB), share_b); };
  const auto on_side = [&](const float* at) { return Between(on_edge(at), on_edge(at + along_a), share_a); };
  return Between(on_side(corner), on_side(corner + along_l), l - static_cast<float>(cell_l));
}

// From the roots that CIELAB is made of to what lies there in the profile's table.
void LookUp(const ProfileEncoding& profile, size_t count, RunOfFloats& run) {
  constexpr auto kRootShare = static_cast<float>(OutputTable::kRootShare);
  const auto scaled = [&](float factor) { return simd::Splat(factor * profile.range * CurveTable::kSteps); };
  for (size_t i = 0; i < count; i += 4) {
    const Rgb root = simd::LoadRgb(PlanesOf(run), i);
    // CIE 15:2004, 8.2.1.1, and the encoding of ICC.1:2010, 6.3.4.2: L* of 0..100, a* and b* of -128..127.
    const F32x4 l = root.g * scaled(1.16f / kRootShare) - scaled(0.16f);
    const F32x4 a = (root.r - root.g) * scaled(500.0f / 255 / kRootShare) + scaled(128.0f / 255);
    const F32x4 b = (root.g - root.b) * scaled(200.0f / 255 / kRootShare) + scaled(128.0f / 255);
    simd::Store(run[0].data() + i, ValueOf(profile.axes[0], l));
    simd::Store(run[1].data() + i, ValueOf(profile.axes[1], a));
    simd::Store(run[2].data() + i, ValueOf(profile.axes[2], b));
  }
  for (size_t i = 0; i < count; ++i) {
    const F32x4 node = NodeBetween(profile, run[0][i], run[1][i], run[2][i]);
    for (size_t c = 0; c < 3; ++c) run[c][i] = node[c];
  }
}

// CIE 15:2004, 8.2.1.1, backwards.
inline F32x4 RatioFromRoot(F32x4 root) {
  const F32x4 line = (root - simd::Splat(4.0f / 29)) * simd::Splat(108.0f / 841);
  return root > simd::Splat(6.0f / 29) ? root * root * root : line;
}

// The codes of a proof, of the roots of what is seen.
void SeenCodesOfRun(const PrintProgram& p, const RunOfFloats& roots, size_t count, RunOfInts& codes) {
  const auto& [red, green, blue] = p.profile.seen;
  const std::array<MatrixRow, 3> seen = {MatrixRow(red), MatrixRow(green), MatrixRow(blue)};
  for (size_t i = 0; i < count; i += 4) {
    const Rgb root = simd::LoadRgb(PlanesOf(roots), i);
    const Rgb xyz = {RatioFromRoot(root.r), RatioFromRoot(root.g), RatioFromRoot(root.b)};
    for (size_t c = 0; c < 3; ++c) simd::Store(codes[c].data() + i, CodeOf(p.encode, Times(seen[c], xyz)));
  }
}

// The codes of a run in an output that is a profile.
void ProfileCodesOfRun(const PrintProgram& p, const RunOfFloats& light, size_t count, RunOfInts& codes) {
  const ProfileEncoding& profile = p.profile;
  RunOfFloats encoded;
  CodesOfRun(p, light, count, encoded, [&](size_t c, F32x4 value) {
    return EncodedOf(profile.curves[c], value + simd::Splat(profile.black[c]));
  });
  const bool has_table = profile.nodes != nullptr;
  if (has_table) LookUp(profile, count, encoded);
  if (profile.proof) return SeenCodesOfRun(p, encoded, count, codes);
  for (size_t c = 0; c < 3; ++c) {
    for (size_t i = 0; i < count; i += 4) {
      const F32x4 value = simd::Load(encoded[c].data() + i);
      const F32x4 steps = value * simd::Splat(float{CurveTable::kSteps});
      simd::Store(codes[c].data() + i, Rounded(has_table ? ValueOf(profile.codes[c], steps) : value));
    }
  }
}

// Pixels of `kWritten` channels that came from the program's profile; a fourth one is opaque.
template <typename SampleOfPixel, size_t kWritten>
struct ProfileWriter {
  static constexpr size_t kChannels = kWritten;
  using Sample = SampleOfPixel;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, Sample* out) {
    RunOfInts codes;
    ProfileCodesOfRun(p, light, count, codes);
    for (size_t i = 0; i < count; ++i) {
      for (size_t c = 0; c < std::min<size_t>(kWritten, 3); ++c)
        out[kWritten * i + c] = static_cast<Sample>(codes[c][i]);
      if constexpr (kWritten == 4) out[kWritten * i + 3] = 255;
    }
  }
};

// Of an output of one channel, all three are alike: the first of those that frames show.
struct Gray8Writer {
  static constexpr size_t kChannels = 1;
  using Sample = uint8_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint8_t* out) {
    std::array<uint8_t, 4 * kRun> rgba;
    Rgba8Writer::Write(p, light, count, rgba.data());
    for (size_t i = 0; i < count; ++i) out[i] = rgba[4 * i];
  }
};

struct Gray16Writer {
  static constexpr size_t kChannels = 1;
  using Sample = uint16_t;
  static void Write(const PrintProgram& p, const RunOfFloats& light, size_t count, uint16_t* out) {
    RunOfInts codes;
    CodesOfRun(p, light, count, codes, [&p](size_t, F32x4 value) { return CodeOf(p.encode, value); });
    for (size_t i = 0; i < count; ++i) out[i] = static_cast<uint16_t>(codes[0][i]);
  }
};

bool IsCrossed(const PrintProgram& p) {
  return p.affine[0][1] != 0 || p.affine[0][2] != 0 || p.affine[1][0] != 0 || p.affine[1][2] != 0 ||
         p.affine[2][0] != 0 || p.affine[2][1] != 0;
}

// `count` is a multiple of 4, at most kRun.
template <bool kCrossed>
void LightOfRun(const PrintProgram& p, const ConstPlanes& density, size_t count, RunOfFloats& light) {
  for (size_t c = 0; c < 3; ++c) {
    if (p.LightTable(c).is_steep) {
      LightOfRun<kCrossed, true>(p, c, density, count, light[c].data());
    } else {
      LightOfRun<kCrossed, false>(p, c, density, count, light[c].data());
    }
  }
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
  if (program.by_profile) {
    Render<ProfileWriter<uint8_t, 4>>(program, density, count, rgba);
  } else {
    Render<Rgba8Writer>(program, density, count, rgba);
  }
  if (test != nullptr) MarkOutside(program, density, count, *test, rgba);
}

void RenderRgb8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgb) {
  if (program.by_profile) return Render<ProfileWriter<uint8_t, 3>>(program, density, count, rgb);
  Render<Rgb8Writer>(program, density, count, rgb);
}

void RenderRgb16(const PrintProgram& program, const ConstPlanes& density, size_t count, uint16_t* rgb) {
  if (program.by_profile) return Render<ProfileWriter<uint16_t, 3>>(program, density, count, rgb);
  Render<Rgb16Writer>(program, density, count, rgb);
}

void RenderGray8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* gray) {
  if (program.by_profile) return Render<ProfileWriter<uint8_t, 1>>(program, density, count, gray);
  Render<Gray8Writer>(program, density, count, gray);
}

void RenderGray16(const PrintProgram& program, const ConstPlanes& density, size_t count, uint16_t* gray) {
  if (program.by_profile) return Render<ProfileWriter<uint16_t, 1>>(program, density, count, gray);
  Render<Gray16Writer>(program, density, count, gray);
}

}  // namespace easelight
