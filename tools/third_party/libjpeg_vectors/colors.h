/* Red, green and blue to brightness and color, and back: jccolor.c and jdcolor.c. */
#pragma once

#include "vectors.h"

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
