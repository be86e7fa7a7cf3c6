/* What libjpeg-turbo spends its time on, eight or sixteen samples at once.
 *
 * Its own SIMD is assembly for processors, and intrinsics of Arm's that Emscripten lacks in part. This is written with
 * those of SSE2, which every x86-64 has and of which Emscripten makes WebAssembly's, so that all builds run the same
 * code. The arithmetic is that of the library's C: the same products and sums in 32 bits, rounded in the same places, so
 * the same bytes; only coefficients that no encoder makes, of a damaged file, may clip elsewhere. Other processors run
 * the C.
 *
 * third_party.sh puts this in the place of the library's own jsimd_none.c, which becomes jsimd_stubs.c and says no to
 * all other steps. */
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

#include "blocks.h"
#include "codes.h"
#include "colors.h"

int jsimd_can_rgb_ycc(void) { return 1; }
int jsimd_can_ycc_rgb(void) { return 1; }
int jsimd_can_convsamp(void) { return 1; }
int jsimd_can_fdct_islow(void) { return 1; }
int jsimd_can_quantize(void) { return 1; }
int jsimd_can_huff_encode_one_block(void) { return 1; }
int jsimd_can_idct_islow(void) { return 1; }

#endif
