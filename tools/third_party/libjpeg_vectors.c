/* What libjpeg-turbo spends its time on, eight or sixteen samples at once.
 *
 * Its own SIMD is assembly for processors, and intrinsics of Arm's that Emscripten lacks in part. This is written with
 * those of SSE2, which every x86-64 has and of which Emscripten makes WebAssembly's, so that all builds run the same
 * code. The arithmetic is that of the library's C: the same products and sums in 32 bits, rounded in the same places, so
 * the same bytes; only coefficients that no encoder makes, of a damaged file, may clip elsewhere. Other processors run
 * the C.
 *
 * third_party.sh puts this in the place of jsimd_none.c, which becomes jsimd_stubs.c and says no to all other steps. */
#ifndef __SSE2__
#include "jsimd_stubs.c"
#else

#define jsimd_can_rgb_ycc stub_can_rgb_ycc
#define jsimd_rgb_ycc_convert stub_rgb_ycc_convert
#define jsimd_can_ycc_rgb stub_can_ycc_rgb
#define jsimd_ycc_rgb_convert stub_ycc_rgb_convert
#define jsimd_can_convsamp stub_can_convsamp
#define jsimd_convsamp stub_convsamp
#define jsimd_can_fdct_islow stub_can_fdct_islow
#define jsimd_fdct_islow stub_fdct_islow
#define jsimd_can_quantize stub_can_quantize
#define jsimd_quantize stub_quantize
#define jsimd_can_huff_encode_one_block stub_can_huff_encode_one_block
#define jsimd_huff_encode_one_block stub_huff_encode_one_block
#define jsimd_can_idct_islow stub_can_idct_islow
#define jsimd_idct_islow stub_idct_islow
#include "jsimd_stubs.c"
#undef jsimd_can_rgb_ycc
#undef jsimd_rgb_ycc_convert
#undef jsimd_can_ycc_rgb
#undef jsimd_ycc_rgb_convert
#undef jsimd_can_convsamp
#undef jsimd_convsamp
#undef jsimd_can_fdct_islow
#undef jsimd_fdct_islow
#undef jsimd_can_quantize
#undef jsimd_quantize
#undef jsimd_can_huff_encode_one_block
#undef jsimd_huff_encode_one_block
#undef jsimd_can_idct_islow
#undef jsimd_idct_islow

#include <emmintrin.h>
#include <stdint.h>
#include <string.h>

int jsimd_can_rgb_ycc(void) { return 1; }
int jsimd_can_ycc_rgb(void) { return 1; }
int jsimd_can_convsamp(void) { return 1; }
int jsimd_can_fdct_islow(void) { return 1; }
int jsimd_can_quantize(void) { return 1; }
int jsimd_can_huff_encode_one_block(void) { return 1; }
int jsimd_can_idct_islow(void) { return 1; }

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

/* ---- colors: jccolor.c and jdcolor.c ------------------------------------------------------------------------------- */

/* A fraction of 65536, rounded as they do it. */
#define FRACTION(x) ((int)((x)*65536 + 0.5))

/* Sixteen pixels of three bytes, to three times sixteen bytes. Each round pairs a byte with the one that lies half of
 * all 48 bytes behind it; after four rounds those of one color are next to each other. */
static void Part(const JSAMPLE *pixels, Vector planes[3]) {
  Vector a = _mm_loadu_si128((const Vector *)pixels);
  Vector b = _mm_loadu_si128((const Vector *)(pixels + 16));
  Vector c = _mm_loadu_si128((const Vector *)(pixels + 32));
  int round;
  for (round = 0; round < 4; ++round) {
    const Vector first = _mm_unpacklo_epi8(a, _mm_unpackhi_epi64(b, b));
    const Vector second = _mm_unpacklo_epi8(_mm_unpackhi_epi64(a, a), c);
    const Vector third = _mm_unpacklo_epi8(b, _mm_unpackhi_epi64(c, c));
    a = first;
    b = second;
    c = third;
  }
  planes[0] = a;
  planes[1] = b;
  planes[2] = c;
}

/* The other way round: four pixels of four bytes, of which the last is none, to twelve bytes and four zeros. */
static Vector Joined(Vector pixels) {
  const Vector even = _mm_set_epi32(0, 0x00FFFFFF, 0, 0x00FFFFFF);
  const Vector six = _mm_or_si128(_mm_and_si128(pixels, even), _mm_srli_epi64(_mm_andnot_si128(even, pixels), 8));
  const Vector low = _mm_set_epi32(0, 0, -1, -1);
  return _mm_or_si128(_mm_and_si128(six, low), _mm_srli_si128(_mm_andnot_si128(low, six), 2));
}

static void Join(const Vector planes[3], JSAMPLE *pixels) {
  const Vector zero = _mm_setzero_si128();
  const Vector ab_low = _mm_unpacklo_epi8(planes[0], planes[1]), ab_high = _mm_unpackhi_epi8(planes[0], planes[1]);
  const Vector c_low = _mm_unpacklo_epi8(planes[2], zero), c_high = _mm_unpackhi_epi8(planes[2], zero);
  const Vector p0 = Joined(_mm_unpacklo_epi16(ab_low, c_low)), p1 = Joined(_mm_unpackhi_epi16(ab_low, c_low));
  const Vector p2 = Joined(_mm_unpacklo_epi16(ab_high, c_high)), p3 = Joined(_mm_unpackhi_epi16(ab_high, c_high));
  _mm_storeu_si128((Vector *)pixels, _mm_or_si128(p0, _mm_slli_si128(p1, 12)));
  _mm_storeu_si128((Vector *)(pixels + 16), _mm_or_si128(_mm_srli_si128(p1, 4), _mm_slli_si128(p2, 8)));
  _mm_storeu_si128((Vector *)(pixels + 32), _mm_or_si128(_mm_srli_si128(p2, 8), _mm_slli_si128(p3, 4)));
}

static Vector LowHalf(Vector bytes) { return _mm_unpacklo_epi8(bytes, _mm_setzero_si128()); }
static Vector HighHalf(Vector bytes) { return _mm_unpackhi_epi8(bytes, _mm_setzero_si128()); }

/* 65536 times eight numbers, halved. */
static Wide HalfOf(Vector x) {
  const Vector zero = _mm_setzero_si128();
  const Wide halves = {_mm_srli_epi32(_mm_unpacklo_epi16(zero, x), 1), _mm_srli_epi32(_mm_unpackhi_epi16(zero, x), 1)};
  return halves;
}

/* The upper 16 bits, after `more` was added. */
static Vector Upper(Wide sums, int more) {
  const Vector add = _mm_set1_epi32(more);
  return _mm_packs_epi32(_mm_srai_epi32(_mm_add_epi32(sums.low, add), 16),
                         _mm_srai_epi32(_mm_add_epi32(sums.high, add), 16));
}

/* Weights of 32768 and more do not fit into 16 bits: green's in Y is parted in two, halves are shifted. */
static void YccFromRgb(Vector r, Vector g, Vector b, Vector ycc[3]) {
  const int quarter = FRACTION(0.25), half = 1 << 15, middle = 128 << 16;
  ycc[0] = Upper(Plus(Products(r, FRACTION(0.29900), g, FRACTION(0.58700) - quarter),
                      Products(g, quarter, b, FRACTION(0.11400))),
                 half);
  ycc[1] = Upper(Plus(Products(r, -FRACTION(0.16874), g, -FRACTION(0.33126)), HalfOf(b)), middle + half - 1);
  ycc[2] = Upper(Plus(Products(g, -FRACTION(0.41869), b, -FRACTION(0.08131)), HalfOf(r)), middle + half - 1);
}

static void YccFromRgb16(const JSAMPLE *rgb, JSAMPLE *y, JSAMPLE *cb, JSAMPLE *cr) {
  Vector planes[3], low[3], high[3];
  Part(rgb, planes);
  YccFromRgb(LowHalf(planes[0]), LowHalf(planes[1]), LowHalf(planes[2]), low);
  YccFromRgb(HighHalf(planes[0]), HighHalf(planes[1]), HighHalf(planes[2]), high);
  _mm_storeu_si128((Vector *)y, _mm_packus_epi16(low[0], high[0]));
  _mm_storeu_si128((Vector *)cb, _mm_packus_epi16(low[1], high[1]));
  _mm_storeu_si128((Vector *)cr, _mm_packus_epi16(low[2], high[2]));
}

/* Weights of more than half: what is over or under a whole. cb and cr are about 0. */
static void RgbFromYcc(Vector y, Vector cb, Vector cr, Vector rgb[3]) {
  const Vector two = Eight(2);
  const int quarter = 1 << 14, half = 1 << 15;
  rgb[0] = _mm_add_epi16(_mm_add_epi16(y, cr), Upper(Products(cr, FRACTION(1.40200) - 65536, two, quarter), 0));
  rgb[1] = _mm_add_epi16(_mm_sub_epi16(y, cr),
                         Upper(Products(cb, -FRACTION(0.34414), cr, 65536 - FRACTION(0.71414)), half));
  /* 1.772 is two less 0.228. */
  rgb[2] = _mm_add_epi16(_mm_add_epi16(y, _mm_add_epi16(cb, cb)),
                         Upper(Products(cb, FRACTION(1.77200) - 2 * 65536, two, quarter), 0));
}

static void RgbFromYcc16(const JSAMPLE *y, const JSAMPLE *cb, const JSAMPLE *cr, JSAMPLE *rgb) {
  const Vector middle = Eight(128);
  const Vector luma = _mm_loadu_si128((const Vector *)y);
  const Vector blue = _mm_loadu_si128((const Vector *)cb), red = _mm_loadu_si128((const Vector *)cr);
  Vector low[3], high[3], planes[3];
  int c;
  RgbFromYcc(LowHalf(luma), _mm_sub_epi16(LowHalf(blue), middle), _mm_sub_epi16(LowHalf(red), middle), low);
  RgbFromYcc(HighHalf(luma), _mm_sub_epi16(HighHalf(blue), middle), _mm_sub_epi16(HighHalf(red), middle), high);
  for (c = 0; c < 3; ++c) planes[c] = _mm_packus_epi16(low[c], high[c]);
  Join(planes, rgb);
}

/* Where a pixel has its colors, in any order and with a byte that is none. */
typedef struct {
  int red, green, blue, bytes;
} PixelLayout;

static PixelLayout LayoutOf(J_COLOR_SPACE space) {
  const PixelLayout layout = {rgb_red[space], rgb_green[space], rgb_blue[space], rgb_pixelsize[space]};
  return layout;
}

/* Pixels that are laid out otherwise, and what is left of a row, go through sixteen of their own. */
static void Gather(const JSAMPLE *pixels, PixelLayout layout, JDIMENSION count, JSAMPLE rgb[48]) {
  JDIMENSION i;
  for (i = 0; i < count; ++i, pixels += layout.bytes) {
    rgb[3 * i] = pixels[layout.red];
    rgb[3 * i + 1] = pixels[layout.green];
    rgb[3 * i + 2] = pixels[layout.blue];
  }
}

static void Scatter(const JSAMPLE rgb[48], PixelLayout layout, JDIMENSION count, JSAMPLE *pixels) {
  JDIMENSION i;
  for (i = 0; i < count; ++i, pixels += layout.bytes) {
    if (layout.bytes == 4) memset(pixels, 0xFF, 4);
    pixels[layout.red] = rgb[3 * i];
    pixels[layout.green] = rgb[3 * i + 1];
    pixels[layout.blue] = rgb[3 * i + 2];
  }
}

static int IsPlain(PixelLayout layout) {
  return layout.bytes == 3 && layout.red == 0 && layout.green == 1 && layout.blue == 2;
}

void jsimd_rgb_ycc_convert(j_compress_ptr cinfo, JSAMPARRAY input_buf, JSAMPIMAGE output_buf, JDIMENSION output_row,
                           int num_rows) {
  const PixelLayout layout = LayoutOf(cinfo->in_color_space);
  const JDIMENSION width = cinfo->image_width, whole = IsPlain(layout) ? width / 16 * 16 : 0;
  JSAMPLE rgb[48] = {0}, ycc[3][16];
  JDIMENSION x;
  int c;
  for (; num_rows > 0; --num_rows, ++input_buf, ++output_row) {
    JSAMPROW out[3];
    for (c = 0; c < 3; ++c) out[c] = output_buf[c][output_row];
    for (x = 0; x < whole; x += 16) YccFromRgb16(*input_buf + 3 * x, out[0] + x, out[1] + x, out[2] + x);
    for (; x < width; x += 16) {
      const JDIMENSION count = width - x < 16 ? width - x : 16;
      Gather(*input_buf + x * layout.bytes, layout, count, rgb);
      YccFromRgb16(rgb, ycc[0], ycc[1], ycc[2]);
      for (c = 0; c < 3; ++c) memcpy(out[c] + x, ycc[c], count);
    }
  }
}

void jsimd_ycc_rgb_convert(j_decompress_ptr cinfo, JSAMPIMAGE input_buf, JDIMENSION input_row, JSAMPARRAY output_buf,
                           int num_rows) {
  const PixelLayout layout = LayoutOf(cinfo->out_color_space);
  const JDIMENSION width = cinfo->output_width, whole = IsPlain(layout) ? width / 16 * 16 : 0;
  JSAMPLE rgb[48], ycc[3][16] = {{0}};
  JDIMENSION x;
  int c;
  for (; num_rows > 0; --num_rows, ++output_buf, ++input_row) {
    JSAMPROW in[3];
    for (c = 0; c < 3; ++c) in[c] = input_buf[c][input_row];
    for (x = 0; x < whole; x += 16) RgbFromYcc16(in[0] + x, in[1] + x, in[2] + x, *output_buf + 3 * x);
    for (; x < width; x += 16) {
      const JDIMENSION count = width - x < 16 ? width - x : 16;
      for (c = 0; c < 3; ++c) memcpy(ycc[c], in[c] + x, count);
      RgbFromYcc16(ycc[0], ycc[1], ycc[2], rgb);
      Scatter(rgb, layout, count, *output_buf + x * layout.bytes);
    }
  }
}

/* ---- blocks: jfdctint.c, jidctint.c, jcdctmgr.c ------------------------------------------------------------------- */

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

/* ---- codes: jchuff.c ---------------------------------------------------------------------------------------------- */

/* As the file declares them for itself. */
typedef struct {
  uint64_t put_buffer;
  int free_bits;
  int last_dc_val[MAX_COMPS_IN_SCAN];
} SavedBits;
typedef struct {
  JOCTET *next_output_byte;
  size_t free_in_buffer;
  SavedBits cur;
} WorkingState;

/* Where a coefficient of a block comes in the file: the inverse of jpeg_natural_order. */
static const uint8_t zigzag_place[DCTSIZE2] = {
  0,  1,  5,  6,  14, 15, 27, 28, 2,  4,  7,  13, 16, 26, 29, 42, 3,  8,  12, 17, 25, 30,
  41, 43, 9,  11, 18, 24, 31, 40, 44, 53, 10, 19, 23, 32, 39, 45, 52, 54, 20, 22, 33, 38,
  46, 51, 55, 60, 21, 34, 37, 47, 50, 56, 59, 61, 35, 36, 48, 49, 57, 58, 62, 63,
};

/* Bits on their way into bytes. */
typedef struct {
  uint64_t bits;
  int room;
  JOCTET *out;
} BitWriter;

/* Eight bytes; behind one of all ones comes one of zeros. */
static void PutBytes(BitWriter *writer, uint64_t bytes) {
  int shift;
  if (bytes & 0x8080808080808080u & ~(bytes + 0x0101010101010101u)) {
    for (shift = 56; shift >= 0; shift -= 8) {
      *writer->out++ = (JOCTET)(bytes >> shift);
      if ((JOCTET)(bytes >> shift) == 0xFF) *writer->out++ = 0;
    }
  } else {
    const uint64_t swapped = __builtin_bswap64(bytes);
    memcpy(writer->out, &swapped, 8);
    writer->out += 8;
  }
}

static void PutBits(BitWriter *writer, uint32_t code, int size) {
  writer->room -= size;
  if (writer->room < 0) {
    PutBytes(writer, writer->bits << (size + writer->room) | code >> -writer->room);
    writer->room += 64;
    writer->bits = code;
  } else {
    writer->bits = writer->bits << size | code;
  }
}

/* A symbol of the table, which says how many bits of the value follow, and these: of a negative one those of the value
 * less 1. */
static void PutValue(BitWriter *writer, const c_derived_tbl *table, int symbol, int value, int size) {
  const uint32_t bits = (uint32_t)(value + (value >> 31)) & ((1u << size) - 1);
  PutBits(writer, table->ehufco[symbol] << size | bits, table->ehufsi[symbol] + size);
}

static int SizeOf(int value) {
  const unsigned magnitude = (unsigned)(value < 0 ? -value : value);
  return magnitude == 0 ? 0 : 32 - __builtin_clz(magnitude);
}

/* One bit for each coefficient that is not 0, in the order of the file. */
static uint64_t NonzeroOf(const short *block) {
  const Vector zero = _mm_setzero_si128();
  uint64_t nonzero = 0, ordered = 0;
  int i;
  for (i = 0; i < 4; ++i) {
    const Vector first = _mm_cmpeq_epi16(_mm_loadu_si128((const Vector *)(block + 16 * i)), zero);
    const Vector second = _mm_cmpeq_epi16(_mm_loadu_si128((const Vector *)(block + 16 * i + 8)), zero);
    nonzero |= (uint64_t)(uint16_t)~_mm_movemask_epi8(_mm_packs_epi16(first, second)) << (16 * i);
  }
  for (; nonzero != 0; nonzero &= nonzero - 1) ordered |= 1ull << zigzag_place[__builtin_ctzll(nonzero)];
  return ordered;
}

JOCTET *jsimd_huff_encode_one_block(void *state, JOCTET *buffer, JCOEFPTR block, int last_dc_val, c_derived_tbl *dctbl,
                                    c_derived_tbl *actbl) {
  SavedBits *saved = &((WorkingState *)state)->cur;
  BitWriter writer = {saved->put_buffer, saved->free_bits, buffer};
  const int difference = block[0] - last_dc_val;
  uint64_t left = NonzeroOf(block) & ~1ull;
  int last = 0;
  PutValue(&writer, dctbl, SizeOf(difference), difference, SizeOf(difference));
  for (; left != 0; left &= left - 1) {
    const int place = __builtin_ctzll(left);
    const int value = block[jpeg_natural_order[place]], size = SizeOf(value);
    int run = place - last - 1;
    last = place;
    for (; run > 15; run -= 16) PutBits(&writer, actbl->ehufco[0xF0], actbl->ehufsi[0xF0]);
    PutValue(&writer, actbl, run << 4 | size, value, size);
  }
  if (last != DCTSIZE2 - 1) PutBits(&writer, actbl->ehufco[0], actbl->ehufsi[0]);
  saved->put_buffer = writer.bits;
  saved->free_bits = writer.room;
  return writer.out;
}

#endif
