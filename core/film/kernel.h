// The kernel: from density planes to encoded codes. The preview, the 1:1 view and every export run this code alone.
//
// Input: three planes of float densities D (any finite values). Output: codes 0..max_code of the program.
// It allocates nothing, calls no library, and gives the same bytes on every machine and at any split into runs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/film/program.h"

namespace easelight {

// Three planes of the same length.
using ConstPlanes = std::array<const float*, 3>;
using Planes = std::array<float*, 3>;

// Renders `count` pixels as R, G, B, 255 bytes; with a test, as R, G, B, 0 where a color is outside of its space. The
// program's max_code is 255.
void RenderRgba8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgba,
                 const GamutTest* test = nullptr);

// Renders `count` pixels as interleaved RGB codes. The program's max_code is 255 or 65535 to match.
void RenderRgb8(const PrintProgram& program, const ConstPlanes& density, size_t count, uint8_t* rgb);
void RenderRgb16(const PrintProgram& program, const ConstPlanes& density, size_t count, uint16_t* rgb);

}  // namespace easelight
