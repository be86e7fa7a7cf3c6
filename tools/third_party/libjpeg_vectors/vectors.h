/* Numbers of 16 bits, eight at a time, and their products in 32. */
#pragma once

#include <emmintrin.h>
#include <stdint.h>
#include <string.h>

typedef __m128i Vector;

/* Eight numbers of 16 bits, and what madd takes: a in the even places, b in the odd ones. */
static Vector Eight(int a) { return _mm_set1_epi16((short)a); }
static Vector Pairs(int a, int b) { return _mm_set1_epi32((int)((uint32_t)(uint16_t)a | (uint32_t)(uint16_t)b << 16)); }

/* Sums of eight pairs of products. */
typedef struct {
  Vector low, high;
} Wide;

/* a * ka + b * kb */
static Wide Products(Vector a, int ka, Vector b, int kb) {
  const Vector k = Pairs(ka, kb);
  const Wide sums = {_mm_madd_epi16(_mm_unpacklo_epi16(a, b), k), _mm_madd_epi16(_mm_unpackhi_epi16(a, b), k)};
  return sums;
}
static Wide Plus(Wide a, Wide b) {
  const Wide sums = {_mm_add_epi32(a.low, b.low), _mm_add_epi32(a.high, b.high)};
  return sums;
}
static Wide Minus(Wide a, Wide b) {
  const Wide differences = {_mm_sub_epi32(a.low, b.low), _mm_sub_epi32(a.high, b.high)};
  return differences;
}
/* Divided by 2^bits, to the nearest, halves up. */
static Vector Descaled(Wide sums, int bits) {
  const Vector half = _mm_set1_epi32(1 << (bits - 1));
  return _mm_packs_epi32(_mm_srai_epi32(_mm_add_epi32(sums.low, half), bits),
                         _mm_srai_epi32(_mm_add_epi32(sums.high, half), bits));
}

/* Bytes as numbers of 16 bits. */
static Vector LowHalf(Vector bytes) { return _mm_unpacklo_epi8(bytes, _mm_setzero_si128()); }
static Vector HighHalf(Vector bytes) { return _mm_unpackhi_epi8(bytes, _mm_setzero_si128()); }
