#include "core/engine/draft.h"

#include <algorithm>

#include "core/film/simd.h"

namespace easelight {
namespace {

// Pixels rendered at a time: their densities stay in the first cache, on the stack.
constexpr uint32_t kRun = 512;

// The sums of the four pairs in eight floats.
simd::F32x4 PairSums(const float* p) {
  const simd::F32x4 first = simd::Load(p);
  const simd::F32x4 second = simd::Load(p + 4);
  return __builtin_shufflevector(first, second, 0, 2, 4, 6) + __builtin_shufflevector(first, second, 1, 3, 5, 7);
}

// `count` pixels of a draft's row, from two rows of `width` densities.
void HalveRows(const float* top, const float* bottom, size_t width, size_t count, float* out) {
  const size_t whole = std::min(count, width / 2);
  size_t i = 0;
  for (; i + 4 <= whole; i += 4) {
    simd::Store(out + i, simd::Splat(0.25f) * (PairSums(top + 2 * i) + PairSums(bottom + 2 * i)));
  }
  for (; i < whole; ++i) {
    const size_t at = 2 * i;
    out[i] = 0.25f * ((top[at] + top[at + 1]) + (bottom[at] + bottom[at + 1]));
  }
  if (whole < count) out[whole] = 0.5f * (top[width - 1] + bottom[width - 1]);
}

// Densities of pixels left..right-1 of a row, in one piece.
class RowOfPlanes {
 public:
  RowOfPlanes(const PlaneCache& planes, uint32_t y, uint32_t left, uint32_t right) {
    planes.ForRuns(y, left, right, [&](uint32_t x, uint32_t count, const ConstPlanes& run) {
      for (size_t c = 0; c < 3; ++c) {
        if (count == right - left) {
          at_[c] = run[c];
        } else {
          std::copy_n(run[c], count, joined_[c].data() + (x - left));
          at_[c] = joined_[c].data();
        }
      }
    });
  }
  const float* operator[](size_t channel) const { return at_[channel]; }

 private:
  std::array<const float*, 3> at_;
  std::array<std::array<float, 2 * kRun>, 3> joined_;  // Where the planes' seam lies between.
};

}  // namespace

Extent DraftSize(Extent size) { return {(size.width + 1) / 2, (size.height + 1) / 2}; }

void RenderDraftRows(const PrintProgram& program, const PlaneCache& planes, uint32_t first, uint32_t end, uint8_t* rgba,
                     const GamutTest* test) {
  const Extent size = planes.view().size();
  const Extent draft = DraftSize(size);
  for (uint32_t y = first; y < end; ++y) {
    std::array<std::array<float, kRun>, 3> run;
    for (uint32_t x = 0; x < draft.width; x += kRun) {
      const uint32_t count = std::min(kRun, draft.width - x);
      const uint32_t right = std::min(2 * (x + count), size.width);
      const RowOfPlanes top(planes, 2 * y, 2 * x, right);
      const RowOfPlanes bottom(planes, std::min(2 * y + 1, size.height - 1), 2 * x, right);
      for (size_t c = 0; c < 3; ++c) HalveRows(top[c], bottom[c], right - 2 * x, count, run[c].data());
      RenderRgba8(program, {run[0].data(), run[1].data(), run[2].data()}, count,
                  rgba + 4 * (size_t{y} * draft.width + x), test);
    }
  }
}

}  // namespace easelight
