// Reads a chart's patches off a picture that comes in runs of a row: the trimmed mean of the densities inside of each.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/calibration/chart_corners.h"
#include "core/calibration/chart_layout.h"
#include "core/film/kernel.h"

namespace easelight {

struct SampledPatch {
  Vector3 density;    // The mean without the highest and lowest fifth.
  double spread = 0;  // Between the ends of what is left, in the channel where it is widest.
  uint64_t pixels = 0;
};

using SampledChart = std::array<SampledPatch, kPatchCount>;

// Counts densities in steps, so that a picture of any size takes the same memory. Maximum error of a mean: half a step.
class PatchSampler {
 public:
  static constexpr double kStep = 1.0 / 4096;

  // The corners lie in a picture of this size, as it is stored. Errors: those of Homography.
  static StatusOr<PatchSampler> Create(const ChartCorners& corners, Extent size);

  // Whether a part of the picture may have pixels of a patch: only such parts need be added.
  bool Needs(const PixelRect& part) const;

  // Takes `count` pixels of row `y` from `x` on. Each pixel may come once.
  void AddRun(uint32_t x, uint32_t y, uint32_t count, const ConstPlanes& density);

  // Errors: kOutOfRange where a patch has fewer than kLeastPixels.
  static constexpr uint64_t kLeastPixels = 16;
  StatusOr<SampledChart> Finish() const;

 private:
  static constexpr double kMostDensity = 5;
  static constexpr size_t kSteps = static_cast<size_t>(kMostDensity / kStep);

  // A patch's inside, in pixels, and the counts of its densities, channel after channel.
  struct Patch {
    std::array<PicturePoint, 4> corners;
    std::vector<uint32_t> counts;
  };

  std::vector<Patch> patches_;
};

}  // namespace easelight
