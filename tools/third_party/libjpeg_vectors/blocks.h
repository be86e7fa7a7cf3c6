/* Blocks of 8 x 8: cosines both ways, and quantizing; jfdctint.c, jidctint.c, jcdctmgr.c. */
#pragma once

#include "vectors.h"

/* Cosines in 13 bits, by the names that these files give their factors. */
#define FIX_0_298 2446
#define FIX_0_390 3196
#define FIX_0_541 4433
#define FIX_0_765 6270
#define FIX_0_899 7373
#define FIX_1_175 9633
#define FIX_1_501 12299
#define FIX_1_847 15137
#define FIX_1_961 16069
#define FIX_2_053 16819
#define FIX_2_562 20995
#define FIX_3_072 25172
#define COSINE_BITS 13
#define PASS_BITS 2 /* Of a fraction, between the two passes. */

static void LoadBlock(const short *numbers, Vector rows[8]) {
  int i;
  for (i = 0; i < 8; ++i) rows[i] = _mm_loadu_si128((const Vector *)(numbers + 8 * i));
}
static void StoreBlock(const Vector rows[8], short *numbers) {
  int i;
  for (i = 0; i < 8; ++i) _mm_storeu_si128((Vector *)(numbers + 8 * i), rows[i]);
}

/* Rows to columns: interleaving the first half with the second, three times. */
static void Transpose(Vector rows[8]) {
  int round, i;
  for (round = 0; round < 3; ++round) {
    Vector mixed[8];
    for (i = 0; i < 4; ++i) {
      mixed[2 * i] = _mm_unpacklo_epi16(rows[i], rows[i + 4]);
      mixed[2 * i + 1] = _mm_unpackhi_epi16(rows[i], rows[i + 4]);
    }
    memcpy(rows, mixed, sizeof mixed);
  }
}

/* Samples about 0. */
void jsimd_convsamp(JSAMPARRAY sample_data, JDIMENSION start_col, DCTELEM *workspace) {
  const Vector middle = Eight(CENTERJSAMPLE);
  int i;
  for (i = 0; i < 8; ++i) {
    const Vector row = _mm_loadl_epi64((const Vector *)(sample_data[i] + start_col));
    _mm_storeu_si128((Vector *)(workspace + 8 * i), _mm_sub_epi16(LowHalf(row), middle));
  }
}

/* What a pass does to eight columns at once. Its sums of products are multiplied out, so that each output takes two
 * steps; the outputs 0 and 4, which have no products, are left to the caller, as sums. */
static void ForwardPass(Vector v[8], int bits) {
  const Vector s0 = _mm_add_epi16(v[0], v[7]), s1 = _mm_add_epi16(v[1], v[6]);
  const Vector s2 = _mm_add_epi16(v[2], v[5]), s3 = _mm_add_epi16(v[3], v[4]);
  const Vector d0 = _mm_sub_epi16(v[0], v[7]), d1 = _mm_sub_epi16(v[1], v[6]);
  const Vector d2 = _mm_sub_epi16(v[2], v[5]), d3 = _mm_sub_epi16(v[3], v[4]);
  const Vector s03 = _mm_add_epi16(s0, s3), d03 = _mm_sub_epi16(s0, s3);
  const Vector s12 = _mm_add_epi16(s1, s2), d12 = _mm_sub_epi16(s1, s2);
  const Vector d13 = _mm_add_epi16(d1, d3), d02 = _mm_add_epi16(d0, d2);
  const Wide z3 = Products(d13, FIX_1_175 - FIX_1_961, d02, FIX_1_175);
  const Wide z4 = Products(d02, FIX_1_175 - FIX_0_390, d13, FIX_1_175);
  v[0] = _mm_add_epi16(s03, s12);
  v[4] = _mm_sub_epi16(s03, s12);
  v[2] = Descaled(Products(d03, FIX_0_541 + FIX_0_765, d12, FIX_0_541), bits);
  v[6] = Descaled(Products(d03, FIX_0_541, d12, FIX_0_541 - FIX_1_847), bits);
  v[7] = Descaled(Plus(Products(d3, FIX_0_298 - FIX_0_899, d0, -FIX_0_899), z3), bits);
  v[5] = Descaled(Plus(Products(d2, FIX_2_053 - FIX_2_562, d1, -FIX_2_562), z4), bits);
  v[3] = Descaled(Plus(Products(d1, FIX_3_072 - FIX_2_562, d2, -FIX_2_562), z3), bits);
  v[1] = Descaled(Plus(Products(d0, FIX_1_501 - FIX_0_899, d3, -FIX_0_899), z4), bits);
}

void jsimd_fdct_islow(DCTELEM *data) {
  const Vector half = Eight(1 << (PASS_BITS - 1));
  Vector v[8];
  LoadBlock(data, v);
  Transpose(v);
  ForwardPass(v, COSINE_BITS - PASS_BITS);
  v[0] = _mm_slli_epi16(v[0], PASS_BITS);
  v[4] = _mm_slli_epi16(v[4], PASS_BITS);
  Transpose(v);
  ForwardPass(v, COSINE_BITS + PASS_BITS);
  v[0] = _mm_srai_epi16(_mm_add_epi16(v[0], half), PASS_BITS);
  v[4] = _mm_srai_epi16(_mm_add_epi16(v[4], half), PASS_BITS);
  StoreBlock(v, data);
}

/* Division by multiplication: the reciprocal and then the scale, of which the upper halves stay. */
void jsimd_quantize(JCOEFPTR coef_block, DCTELEM *divisors, DCTELEM *workspace) {
  int i;
  for (i = 0; i < DCTSIZE2; i += 8) {
    const Vector reciprocal = _mm_loadu_si128((const Vector *)(divisors + i));
    const Vector correction = _mm_loadu_si128((const Vector *)(divisors + DCTSIZE2 + i));
    const Vector scale = _mm_loadu_si128((const Vector *)(divisors + 2 * DCTSIZE2 + i));
    const Vector value = _mm_loadu_si128((const Vector *)(workspace + i));
    const Vector sign = _mm_srai_epi16(value, 15);
    const Vector magnitude = _mm_sub_epi16(_mm_xor_si128(value, sign), sign);
    const Vector product = _mm_mulhi_epu16(_mm_add_epi16(magnitude, correction), reciprocal);
    const Vector quotient = _mm_mulhi_epu16(product, scale);
    _mm_storeu_si128((Vector *)(coef_block + i), _mm_sub_epi16(_mm_xor_si128(quotient, sign), sign));
  }
}

/* The other way round, multiplied out as well. */
static void InversePass(Vector v[8], int bits) {
  const Wide z3 = Plus(Products(v[7], FIX_1_175 - FIX_1_961, v[3], FIX_1_175 - FIX_1_961),
                       Products(v[5], FIX_1_175, v[1], FIX_1_175));
  const Wide z4 = Plus(Products(v[5], FIX_1_175 - FIX_0_390, v[1], FIX_1_175 - FIX_0_390),
                       Products(v[7], FIX_1_175, v[3], FIX_1_175));
  const Wide odd0 = Plus(Products(v[7], FIX_0_298 - FIX_0_899, v[1], -FIX_0_899), z3);
  const Wide odd1 = Plus(Products(v[5], FIX_2_053 - FIX_2_562, v[3], -FIX_2_562), z4);
  const Wide odd2 = Plus(Products(v[3], FIX_3_072 - FIX_2_562, v[5], -FIX_2_562), z3);
  const Wide odd3 = Plus(Products(v[1], FIX_1_501 - FIX_0_899, v[7], -FIX_0_899), z4);
  const Wide sum = Products(v[0], 1 << COSINE_BITS, v[4], 1 << COSINE_BITS);
  const Wide difference = Products(v[0], 1 << COSINE_BITS, v[4], -(1 << COSINE_BITS));
  const Wide turn2 = Products(v[2], FIX_0_541, v[6], FIX_0_541 - FIX_1_847);
  const Wide turn3 = Products(v[2], FIX_0_541 + FIX_0_765, v[6], FIX_0_541);
  const Wide even0 = Plus(sum, turn3), even3 = Minus(sum, turn3);
  const Wide even1 = Plus(difference, turn2), even2 = Minus(difference, turn2);
  v[0] = Descaled(Plus(even0, odd3), bits);
  v[7] = Descaled(Minus(even0, odd3), bits);
  v[1] = Descaled(Plus(even1, odd2), bits);
  v[6] = Descaled(Minus(even1, odd2), bits);
  v[2] = Descaled(Plus(even2, odd1), bits);
  v[5] = Descaled(Minus(even2, odd1), bits);
  v[3] = Descaled(Plus(even3, odd0), bits);
  v[4] = Descaled(Minus(even3, odd0), bits);
}

void jsimd_idct_islow(j_decompress_ptr cinfo, jpeg_component_info *compptr, JCOEFPTR coef_block,
                      JSAMPARRAY output_buf, JDIMENSION output_col) {
  const Vector middle = _mm_set1_epi8((char)CENTERJSAMPLE);
  Vector v[8], factors[8];
  int i;
  (void)cinfo;
  LoadBlock(coef_block, v);
  LoadBlock((const short *)compptr->dct_table, factors);
  for (i = 0; i < 8; ++i) v[i] = _mm_mullo_epi16(v[i], factors[i]);
  InversePass(v, COSINE_BITS - PASS_BITS);
  Transpose(v);
  InversePass(v, COSINE_BITS + PASS_BITS + 3);
  Transpose(v);
  for (i = 0; i < 8; ++i) {
    const Vector samples = _mm_add_epi8(_mm_packs_epi16(v[i], v[i]), middle);
    _mm_storel_epi64((Vector *)(output_buf[i] + output_col), samples);
  }
}
