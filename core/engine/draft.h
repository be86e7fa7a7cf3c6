// The draft: a frame at half the resolution a side, from densities that are at hand, for devices that cannot render the
// full one between two refreshes of the screen.
#pragma once

#include "core/base/image.h"
#include "core/base/thread_pool.h"
#include "core/film/kernel.h"

namespace safelight {

// The size of a draft of planes of `size`: half, rounded up.
Extent DraftSize(Extent size);

// Renders planes of `size` as a draft: DraftSize(size).pixels() times R, G, B, 255. Each pixel is the mean density of
// four; at odd edges the last row and column stand in twice. Allocates nothing.
void RenderDraft(const PrintProgram& program, const ConstPlanes& density, Extent size, ThreadPool& pool, uint8_t* rgba);

}  // namespace safelight
