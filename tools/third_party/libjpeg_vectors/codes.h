/* Huffman's codes of a block: jchuff.c. */
#pragma once

#include "vectors.h"

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
