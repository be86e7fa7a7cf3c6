#include "core/engine/draft.h"

#include <algorithm>

#include "core/film/simd.h"

namespace easelight {
namespace {

// Pixels rendered at a time: their densities stay in the first cache, on the stack.
constexpr size_t kRun = 512;

// The sums of the four pairs in eight floats.
simd::F32x4 PairSums(const float* p) {
  const simd::F32x4 first = simd::Load(p);
  const simd::F32x4 second = simd::Load(p + 4);
  return __builtin_shufflevector(first, second, 0, 2, 4, 6) + __builtin_shufflevector(first, second, 1, 3, 5, 7);
}

// `count` pixels of a draft's row from pixel `first` on, from two rows of `width` densities.
void HalveRows(const float* top, const float* bottom, size_t width, size_t first, size_t count, float* out) {
  const size_t whole = std::min(count, width / 2 - std::min(width / 2, first));
  const float* upper = top + 2 * first;
  const float* lower = bottom + 2 * first;
  size_t i = 0;
  for (; i + 4 <= whole; i += 4) {
    simd::Store(out + i, simd::Splat(0.25f) * (PairSums(upper + 2 * i) + PairSums(lower + 2 * i)));
  }
  for (; i < whole; ++i) {
    const size_t at = 2 * (first + i);
    out[i] = 0.25f * ((top[at] + top[at + 1]) + (bottom[at] + bottom[at + 1]));
  }
  if (whole < count) out[whole] = 0.5f * (top[width - 1] + bottom[width - 1]);
}

}  // namespace

Extent DraftSize(Extent size) { return {(size.width + 1) / 2, (size.height + 1) / 2}; }

void RenderDraftRows(const PrintProgram& program, const ConstPlanes& density, Extent size, uint32_t first, uint32_t end,
                     uint8_t* rgba, const GamutTest* test) {
  const Extent draft = DraftSize(size);
  for (uint32_t y = first; y < end; ++y) {
    const size_t top = size_t{2} * y * size.width;
    const size_t bottom = 2 * y + 1 < size.height ? top + size.width : top;
    std::array<std::array<float, kRun>, 3> run;
    for (size_t x = 0; x < draft.width; x += kRun) {
      const size_t count = std::min(kRun, draft.width - x);
      for (size_t c = 0; c < 3; ++c) {
        HalveRows(density[c] + top, density[c] + bottom, size.width, x, count, run[c].data());
      }
      RenderRgba8(program, {run[0].data(), run[1].data(), run[2].data()}, count,
                  rgba + 4 * (size_t{y} * draft.width + x), test);
    }
  }
}

}  // namespace easelight
