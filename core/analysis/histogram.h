// The histogram of a rendered frame, for the editor's display.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/image.h"

namespace easelight {

// How many of the counted pixels have each code, per channel.
struct FrameHistogram {
  std::array<std::array<uint32_t, 256>, 3> counts{};

  void Add(const FrameHistogram& other);
};

// Counts every `step`-th pixel of every `step`-th row of a frame, as far as those rows lie in rows first..end-1, and
// adds them to `histogram`. `rgba` is the whole frame, `width` pixels of RGBA8 a row; `step` is at least 1. Allocates
// nothing.
void CountRows(const uint8_t* rgba, uint32_t width, uint32_t first, uint32_t end, uint32_t step,
               FrameHistogram& histogram);

}  // namespace easelight
