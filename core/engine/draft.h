// The draft: a frame at half the resolution a side, from densities that are at hand, for devices that cannot render the
// full one between two refreshes of the screen.
#pragma once

#include "core/engine/plane_cache.h"

namespace easelight {

// The size of a draft of planes of `size`: half, rounded up.
Extent DraftSize(Extent size);

// Renders rows first..end-1 of a draft of the cache's view into `rgba`, the whole draft: DraftSize of the view's size
// in pixels times R, G, B, 255, or as RenderRgba8 has it with a test. Each pixel is the mean density of four; at odd
// edges the last row and column stand in twice. Allocates nothing.
void RenderDraftRows(const PrintProgram& program, const PlaneCache& planes, uint32_t first, uint32_t end, uint8_t* rgba,
                     const GamutTest* test = nullptr);

}  // namespace easelight
