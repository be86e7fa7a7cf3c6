// The histogram of a rendered frame, for the editor's display.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/image.h"

namespace safelight {

// How many of the counted pixels have each code, per channel.
struct FrameHistogram {
  std::array<std::array<uint32_t, 256>, 3> counts{};
};

// Counts every `step`-th pixel of every `step`-th row of an RGBA8 frame, from the first; `step` is at least 1. With
// step 4, a 4 MP frame takes 0.25 M counts. Replaces what `histogram` held; allocates nothing.
void CountFrame(const uint8_t* rgba, Extent size, uint32_t step, FrameHistogram& histogram);

}  // namespace safelight
