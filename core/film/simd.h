// Four floats at once, from the compilers' vector extensions: the same source for SSE2 and WebAssembly SIMD.
//
// Every operation is a single IEEE-754 operation per lane, so lanes and scalars agree in every bit on every machine.
// Where compilers miss the one instruction that does a step, the instruction is named.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/base/bits.h"
#include "core/base/exactness.h"
#include "core/film/program.h"

namespace easelight::simd {

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

// Four words as whole numbers.
inline I32x4 LoadWords(const uint16_t* p) {
  using U16x4 = uint16_t __attribute__((vector_size(8)));
  U16x4 v;
  std::memcpy(&v, p, sizeof v);
  return __builtin_convertvector(v, I32x4);
}

// With 0 in the place of the last lane.
inline F32x4 WithoutLast(F32x4 v) { return __builtin_shufflevector(v, F32x4{}, 0, 1, 2, 4); }

inline void Store(float* p, F32x4 v) { std::memcpy(p, &v, sizeof v); }
inline void Store(int32_t* p, I32x4 v) { std::memcpy(p, &v, sizeof v); }

inline I32x4 Bits(F32x4 v) { return BitCast<I32x4>(v); }
inline F32x4 FromBits(I32x4 v) { return BitCast<F32x4>(v); }

// v > low ? v : low, and v < high ? v : high: a NaN in `v` gives the bound. One instruction on both machines, where
// the compilers make four of the vector form.
inline F32x4 Max(F32x4 v, F32x4 low) {
#if defined(__wasm_simd128__)
  return BitCast<F32x4>(wasm_f32x4_pmax(BitCast<v128_t>(low), BitCast<v128_t>(v)));
#elif defined(__SSE2__)
  return BitCast<F32x4>(_mm_max_ps(BitCast<__m128>(v), BitCast<__m128>(low)));
#else
  return v > low ? v : low;
#endif
}
inline F32x4 Min(F32x4 v, F32x4 high) {
#if defined(__wasm_simd128__)
  return BitCast<F32x4>(wasm_f32x4_pmin(BitCast<v128_t>(high), BitCast<v128_t>(v)));
#elif defined(__SSE2__)
  return BitCast<F32x4>(_mm_min_ps(BitCast<__m128>(v), BitCast<__m128>(high)));
#else
  return v < high ? v : high;
#endif
}

// Of numbers from 0 on, as IEEE-754 has it: the nearest float.
inline F32x4 Sqrt(F32x4 v) {
#if defined(__wasm_simd128__)
  return BitCast<F32x4>(wasm_f32x4_sqrt(BitCast<v128_t>(v)));
#elif defined(__SSE2__)
  return BitCast<F32x4>(_mm_sqrt_ps(BitCast<__m128>(v)));
#else
  return F32x4{__builtin_sqrtf(v[0]), __builtin_sqrtf(v[1]), __builtin_sqrtf(v[2]), __builtin_sqrtf(v[3])};
#endif
}

// Whether a comparison holds in all four lanes.
inline bool AllTrue(I32x4 mask) {
#if defined(__wasm_simd128__)
  return wasm_i32x4_all_true(BitCast<v128_t>(mask));
#elif defined(__SSE2__)
  return _mm_movemask_ps(BitCast<__m128>(mask)) == 15;
#else
  return mask[0] && mask[1] && mask[2] && mask[3];
#endif
}

// Whole numbers as floats, rounded half to even; and floats of 0..2^31 as the whole numbers below them.
inline F32x4 Floats(I32x4 v) { return __builtin_convertvector(v, F32x4); }
inline I32x4 Wholes(F32x4 v) { return __builtin_convertvector(v, I32x4); }

// Adding 2^23 to a float of 0..2^22 rounds it to whole (half to even) and leaves the number in the low bits.
inline constexpr float kRounder = 8388608.0f;
inline constexpr int32_t kRounderBits = 0x4B000000;

// Four words as floats. For WebAssembly the compiler converts words lane by lane, so they are the low bits of floats
// from 2^23 on instead.
inline F32x4 FloatsOfWords(const uint16_t* p) { return FromBits(LoadWords(p) | Splat(kRounderBits)) - Splat(kRounder); }

// A piece takes 8 bytes.
inline constexpr int kPieceShift = 3;
static_assert(sizeof(TablePiece) == 1 << kPieceShift);

// The values and slopes of four pieces.
struct Pieces {
  F32x4 value;
  F32x4 slope;
};

// Gathers the pieces at four byte offsets into a table: four 64-bit loads, then two shuffles. Offsets, not indices, as
// callers get them in one operation less. Offsets wrap at 2^32.
inline Pieces Gather(const TablePiece* table, I32x4 byte_offset) {
#if defined(__wasm_simd128__)
  // The table's address is added in all lanes at once.
  const I32x4 address = byte_offset + Splat(static_cast<int32_t>(reinterpret_cast<intptr_t>(table)));
  const v128_t lanes = BitCast<v128_t>(address);
  const auto at = [](int32_t lane) { return reinterpret_cast<const void*>(lane); };
  v128_t first = wasm_v128_load64_zero(at(wasm_i32x4_extract_lane(lanes, 0)));
  v128_t second = wasm_v128_load64_zero(at(wasm_i32x4_extract_lane(lanes, 2)));
  first = wasm_v128_load64_lane(at(wasm_i32x4_extract_lane(lanes, 1)), first, 1);
  second = wasm_v128_load64_lane(at(wasm_i32x4_extract_lane(lanes, 3)), second, 1);
  return {BitCast<F32x4>(wasm_i32x4_shuffle(first, second, 0, 2, 4, 6)),
          BitCast<F32x4>(wasm_i32x4_shuffle(first, second, 1, 3, 5, 7))};
#else
  const char* base = reinterpret_cast<const char*>(table);
  const auto pair = [&](int64_t lanes) {
    double low;
    double high;
    std::memcpy(&low, base + static_cast<uint32_t>(lanes), sizeof low);
    std::memcpy(&high, base + (static_cast<uint64_t>(lanes) >> 32), sizeof high);
    return BitCast<F32x4>(F64x2{low, high});
  };
  using I64x2 = int64_t __attribute__((vector_size(16)));
  const I64x2 lanes = BitCast<I64x2>(byte_offset);  // Two lanes at a time: half the moves out of the vector.
  const F32x4 first = pair(lanes[0]);
  const F32x4 second = pair(lanes[1]);
  return {__builtin_shufflevector(first, second, 0, 2, 4, 6), __builtin_shufflevector(first, second, 1, 3, 5, 7)};
#endif
}

// What StoreRgba finds the bytes at four indices of a table by: their addresses, where those fit into a lane.
inline I32x4 ByteKeys([[maybe_unused]] const uint8_t* table, I32x4 index) {
#if defined(__wasm_simd128__)
  return index + Splat(static_cast<int32_t>(reinterpret_cast<intptr_t>(table)));
#else
  return index;
#endif
}

#if defined(__wasm_simd128__)
// The bytes at four addresses as channel kChannel of four pixels, whose other channels are 0.
template <int kChannel>
inline v128_t ChannelAt(const int32_t* address) {
  const auto at = [=](int i) { return reinterpret_cast<const void*>(address[i]); };
  v128_t pixels = wasm_i32x4_const_splat(0);
  pixels = wasm_v128_load8_lane(at(0), pixels, kChannel);
  pixels = wasm_v128_load8_lane(at(1), pixels, 4 + kChannel);
  pixels = wasm_v128_load8_lane(at(2), pixels, 8 + kChannel);
  return wasm_v128_load8_lane(at(3), pixels, 12 + kChannel);
}
#endif

// Writes four pixels as R, G, B, 255: the bytes of `table` at three times four keys. Keys come from memory, as moving
// lanes out of a vector costs more than reading them back.
inline void StoreRgba([[maybe_unused]] const uint8_t* table, const int32_t* r, const int32_t* g, const int32_t* b,
                      uint8_t* out) {
#if defined(__wasm_simd128__)
  const v128_t opaque = wasm_i32x4_const_splat(static_cast<int32_t>(0xFF000000u));
  const v128_t rg = wasm_v128_or(ChannelAt<0>(r), ChannelAt<1>(g));
  wasm_v128_store(out, wasm_v128_or(rg, wasm_v128_or(ChannelAt<2>(b), opaque)));
#else
  const auto byte = [table](int32_t index) { return uint32_t{table[static_cast<uint32_t>(index)]}; };
  for (int i = 0; i < 4; ++i) {
    const uint32_t pixel = byte(r[i]) | byte(g[i]) << 8 | byte(b[i]) << 16 | 0xFF000000u;
    std::memcpy(out + 4 * i, &pixel, sizeof pixel);
  }
#endif
}

}  // namespace easelight::simd
