// Four floats at once, from the compilers' vector extensions: the same source for SSE2 and WebAssembly SIMD.
//
// Every operation is a single IEEE-754 operation per lane, so lanes and scalars agree in every bit on every machine.
#pragma once

#include <cstdint>
#include <cstring>

#include "core/base/bits.h"
#include "core/film/program.h"

namespace safelight::simd {

using F32x4 = float __attribute__((vector_size(16)));
using I32x4 = int32_t __attribute__((vector_size(16)));
using F64x2 = double __attribute__((vector_size(16)));

inline F32x4 Splat(float v) { return F32x4{v, v, v, v}; }
inline I32x4 Splat(int32_t v) { return I32x4{v, v, v, v}; }

inline F32x4 Load(const float* p) {
  F32x4 v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

inline void Store(float* p, F32x4 v) { std::memcpy(p, &v, sizeof v); }

inline I32x4 Bits(F32x4 v) { return BitCast<I32x4>(v); }
inline F32x4 FromBits(I32x4 v) { return BitCast<F32x4>(v); }

// Lanes of `a` where `mask` is all ones, else of `b`.
inline F32x4 Select(I32x4 mask, F32x4 a, F32x4 b) { return FromBits((mask & Bits(a)) | (~mask & Bits(b))); }

// min and max of which NaN never comes out: a NaN in `v` gives the bound.
inline F32x4 Max(F32x4 v, F32x4 low) { return v > low ? v : low; }
inline F32x4 Min(F32x4 v, F32x4 high) { return v < high ? v : high; }
inline I32x4 Max(I32x4 v, I32x4 low) { return v > low ? v : low; }

// Adding 2^23 to a float of 0..2^22 rounds it to whole (half to even) and leaves the number in the low bits.
inline constexpr float kRounder = 8388608.0f;
inline constexpr int32_t kRounderBits = 0x4B000000;

// The values and slopes of four pieces.
struct Pieces {
  F32x4 value;
  F32x4 slope;
};

// Gathers table[index] for four lanes: four 64-bit loads, then two shuffles.
inline Pieces Gather(const TablePiece* table, I32x4 index) {
  const auto pair = [&](int32_t i, int32_t j) {
    double low;
    double high;
    std::memcpy(&low, table + i, sizeof low);
    std::memcpy(&high, table + j, sizeof high);
    return BitCast<F32x4>(F64x2{low, high});
  };
  const F32x4 first = pair(index[0], index[1]);
  const F32x4 second = pair(index[2], index[3]);
  return {__builtin_shufflevector(first, second, 0, 2, 4, 6), __builtin_shufflevector(first, second, 1, 3, 5, 7)};
}

}  // namespace safelight::simd
