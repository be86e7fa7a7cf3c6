// The draft: a frame at half the resolution a side, from densities that are at hand, for devices that cannot render the
// full one between two refreshes of the screen.
#pragma once

#include "core/base/image.h"
#include "core/film/kernel.h"

namespace easelight {

// The size of a draft of planes of `size`: half, rounded up.
Extent DraftSize(Extent size);

// Renders rows first..end-1 of a draft of planes of `size` into `rgba`, the whole draft: DraftSize(size).pixels() times
// R, G, B, 255, or as RenderRgba8 has it with a test. Each pixel is the mean density of four; at odd edges the last row
// and column stand in twice. Allocates nothing.
void RenderDraftRows(const PrintProgram& program, const ConstPlanes& density, Extent size, uint32_t first, uint32_t end,
                     uint8_t* rgba, const GamutTest* test = nullptr);

}  // namespace easelight
