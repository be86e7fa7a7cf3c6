// The gamut stage in the kernel: four pixels of light at a time.
#pragma once

#include <cstdint>

#include "core/film/kernel_rgb.h"
#include "core/film/program.h"

namespace easelight::simd {

// The cube root of 1e-18 or more. Maximum relative error 3e-7.
inline F32x4 CubeRoot(F32x4 x) {
  // A third of the exponent, and of the mantissa with it: within 6 %. Each of Halley's steps cubes the error.
  constexpr int32_t kTwoThirdsOfBias = 0x2A5137A0;
  F32x4 root = FromBits(Wholes(Floats(Bits(x)) * Splat(1.0f / 3.0f)) + Splat(kTwoThirdsOfBias));
  for (int i = 0; i < 2; ++i) {
    const F32x4 cube = root * root * root;
    root = root * ((cube + x + x) / (cube + cube + x));
  }
  return root;
}

// A program's gamut stage, ready to run. What is done to a pixel depends on no other.
class GamutRun {
 public:
  explicit GamutRun(const PrintProgram& p)
      : cones_(p.gamut.cones_from_working),
        output_(p.gamut.output_from_cones),
        luminance_(p.gamut.luminance),
        boundary_(&p.gamut.boundary) {}

  // Light that the output space holds, of light of the working space and of what the output matrix makes of it.
  Rgb Held(const Rgb& working, const Rgb& output) const {
    const I32x4 plain = IsPlain(working, output);
    return AllTrue(plain) ? output : Compressed(working, output, plain);
  }

 private:
  // This share of gray in the least channel, and as far from white in the most: such colors are within the knee, in
  // every output space there is, and the rest of the work is saved.
  static constexpr float kPlain = 0.22f;
  static constexpr float kLeastCone = 1e-18f;
  static constexpr float kLeastChroma = 1e-6f;

  I32x4 IsPlain(const Rgb& working, const Rgb& output) const {
    const F32x4 gray = Splat(kPlain) * Times(luminance_, working);
    return (Least(output) >= gray) & (Most(output) <= gray + Splat(1 - kPlain));
  }

  // Apart from the loop around it, which few pixels leave.
  __attribute__((noinline)) Rgb Compressed(const Rgb& working, const Rgb& output, I32x4 plain) const {
    const Rgb cones = Times(cones_, working);
    const Rgb roots = {CubeRoot(Positive(cones.r)), CubeRoot(Positive(cones.g)), CubeRoot(Positive(cones.b))};
    const F32x4 lightness = Times(OklabRow(0), roots);
    const F32x4 share = ChromaShare(lightness, Times(OklabRow(1), roots), Times(OklabRow(2), roots));
    const auto moved = [&](F32x4 root) {
      const F32x4 towards_gray = lightness + share * (root - lightness);
      return towards_gray * towards_gray * towards_gray;
    };
    const Rgb held = Times(output_, Rgb{moved(roots.r), moved(roots.g), moved(roots.b)});
    const I32x4 kept = plain | (share >= Splat(1.0f));
    return {kept ? output.r : held.r, kept ? output.g : held.g, kept ? output.b : held.b};
  }

  static F32x4 Positive(F32x4 cone) { return Max(cone, Splat(kLeastCone)); }
  static F32x4 Magnitude(F32x4 v) { return FromBits(Bits(v) & Splat(0x7FFFFFFF)); }

  static MatrixRow OklabRow(size_t row) {
    return MatrixRow({static_cast<float>(kOklabFromRoots(row, 0)), static_cast<float>(kOklabFromRoots(row, 1)),
                      static_cast<float>(kOklabFromRoots(row, 2))});
  }

  // f(x) / x: how much of its chroma a color keeps; 1 or more up to the knee.
  F32x4 ChromaShare(F32x4 lightness, F32x4 a, F32x4 b) const {
    constexpr auto kKnee = static_cast<float>(kGamutKnee);
    const F32x4 chroma = Max(Magnitude(a) + Magnitude(b), Splat(kLeastChroma));
    const F32x4 along = b / chroma;
    const F32x4 hue = a >= Splat(0.0f) ? Splat(1.0f) + along : Splat(3.0f) - along;
    const F32x4 x = chroma / Max(MostChroma(lightness, hue), Splat(kLeastChroma));
    const F32x4 past = x - Splat(kKnee);
    const F32x4 compressed = Splat(kKnee) + Splat(1 - kKnee) * past / (past + Splat(1 - kKnee));
    return x <= Splat(kKnee) ? Splat(1.0f) : compressed / x;
  }

  F32x4 MostChroma(F32x4 lightness, F32x4 hue) const {
    constexpr int kRows = GamutBoundary::kLightnessSteps;
    constexpr int kHues = GamutBoundary::kHueSteps;
    const F32x4 below_white = Sqrt(Min(Max(Splat(1.0f) - lightness, Splat(0.0f)), Splat(1.0f)));
    const F32x4 up = (Splat(1.0f) - below_white) * Splat(static_cast<float>(kRows));
    const F32x4 round = Min(Max(hue, Splat(0.0f)), Splat(4.0f)) * Splat(static_cast<float>(kHues / 4));
    const I32x4 row = Below(up, kRows - 1);
    const I32x4 column = Below(round, kHues - 1);
    const F32x4 along_hue = round - Floats(column);
    const I32x4 offset = (row * Splat(kHues) + column) << kPieceShift;
    const TablePiece* table = boundary_->rows[0].data();
    const Pieces lower = Gather(table, offset);
    const Pieces upper = Gather(table, offset + Splat(kHues << kPieceShift));
    const F32x4 below = lower.value + lower.slope * along_hue;
    const F32x4 above = upper.value + upper.slope * along_hue;
    return below + (above - below) * (up - Floats(row));
  }

  // The whole number below, `last` at most.
  static I32x4 Below(F32x4 v, int32_t last) {
    const I32x4 whole = Wholes(v);
    return whole < Splat(last) ? whole : Splat(last);
  }

  Matrix cones_;
  Matrix output_;
  MatrixRow luminance_;
  const GamutBoundary* boundary_;
};

}  // namespace easelight::simd
