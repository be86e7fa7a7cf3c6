// Deflates noise: Huffman's codes and runs of one byte, and no search for what was there before.
//
// Differences of film grain are noise, in which longer matches are rare and save less than their codes cost. Without the
// search nothing is left of Deflate but counting bytes and writing codes, which is many times as fast as zlib's Z_RLE,
// at the same size, and needs no memory of its own; docs/dependencies.md has the figures.
#pragma once

#include <cstddef>

#include "core/base/bytes.h"

namespace easelight {

// The most that DeflateRuns makes of so many bytes.
size_t MostDeflatedBytes(size_t bytes);

// Writes Deflate blocks (RFC 1951) of `bytes` to `out`, which has room for the most, and returns their size. They begin
// and end with a whole byte and look at nothing before them: what is made of one piece after the other, on any threads,
// makes one stream if only the last says so. Allocates nothing.
size_t DeflateRuns(ByteSpan bytes, bool last, uint8_t* out);

}  // namespace easelight
