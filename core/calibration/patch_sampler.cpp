#include "core/calibration/patch_sampler.h"

#include <algorithm>
#include <cmath>

namespace easelight {
namespace {

// Of a patch's width and height, about its middle: its frame, and the next patch's, stay outside also where the corners
// are off by a fifth of a patch.
constexpr double kInside = 0.5;

// What is left out at either end: dust, scratches, reflections.
constexpr double kTrimmed = 0.2;

// Where a horizontal line crosses a convex quadrangle: from the first to the last, empty where it does not.
std::pair<double, double> Crossing(const std::array<PicturePoint, 4>& corners, double y) {
  double first = HUGE_VAL;
  double last = -HUGE_VAL;
  for (size_t i = 0; i < 4; ++i) {
    const PicturePoint a = corners[i];
    const PicturePoint b = corners[(i + 1) % 4];
    if ((a.y <= y) == (b.y <= y)) continue;
    const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    first = std::min(first, x);
    last = std::max(last, x);
  }
  return {first, last};
}

struct Trimmed {
  double mean;
  double spread;
};

// Of counts by step, without the given part at either end.
Trimmed TrimmedMean(std::span<const uint32_t> counts, uint64_t pixels) {
  const double from = kTrimmed * static_cast<double>(pixels);
  const double to = (1 - kTrimmed) * static_cast<double>(pixels);
  double below = 0, sum = 0, weight = 0;
  double low = -1, high = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double above = below + counts[i];
    const double taken = std::min(above, to) - std::max(below, from);
    below = above;
    if (taken <= 0) continue;
    const double density = (static_cast<double>(i) + 0.5) * PatchSampler::kStep;
    sum += taken * density;
    weight += taken;
    if (low < 0) low = density;
    high = density;
  }
  return {sum / weight, high - low};
}

}  // namespace

StatusOr<PatchSampler> PatchSampler::Create(const ChartCorners& corners, Extent size) {
  ASSIGN_OR_RETURN(const Homography place, Homography::FromCorners(corners));
  PatchSampler sampler;
  for (size_t patch = 0; patch < kPatchCount; ++patch) {
    const double u = (static_cast<double>(patch % kPatchColumns) + 0.5) / kPatchColumns;
    const double v = (static_cast<double>(patch / kPatchColumns) + 0.5) / kPatchRows;
    const double du = 0.5 * kInside / kPatchColumns;
    const double dv = 0.5 * kInside / kPatchRows;
    Patch inside;
    inside.corners = {place(u - du, v - dv), place(u + du, v - dv), place(u + du, v + dv), place(u - du, v + dv)};
    for (PicturePoint& corner : inside.corners) corner = {corner.x * size.width, corner.y * size.height};
    inside.counts.resize(3 * kSteps);
    sampler.patches_.push_back(std::move(inside));
  }
  return sampler;
}

bool PatchSampler::Needs(const PixelRect& part) const {
  const double right = double(part.x) + part.width, bottom = double(part.y) + part.height;
  return std::any_of(patches_.begin(), patches_.end(), [&](const Patch& patch) {
    const auto [left_most, right_most] = std::minmax_element(patch.corners.begin(), patch.corners.end(),
                                                             [](PicturePoint a, PicturePoint b) { return a.x < b.x; });
    const auto [top_most, bottom_most] = std::minmax_element(patch.corners.begin(), patch.corners.end(),
                                                             [](PicturePoint a, PicturePoint b) { return a.y < b.y; });
    return left_most->x < right && right_most->x > part.x && top_most->y < bottom && bottom_most->y > part.y;
  });
}

void PatchSampler::AddRun(uint32_t x, uint32_t y, uint32_t count, const ConstPlanes& density) {
  for (Patch& patch : patches_) {
    // Pixels whose middle lies inside.
    const auto [first, last] = Crossing(patch.corners, y + 0.5);
    if (!(first < last)) continue;
    const double left = x, right = double(x) + count;
    const auto begin = static_cast<uint32_t>(std::ceil(std::clamp(first - 0.5, left, right)) - left);
    const auto end = static_cast<uint32_t>(std::ceil(std::clamp(last - 0.5, left, right)) - left);
    for (size_t c = 0; c < 3; ++c) {
      uint32_t* counts = patch.counts.data() + c * kSteps;
      for (uint32_t i = begin; i < end; ++i) {
        const double step = std::clamp(density[c][i] / kStep, 0.0, static_cast<double>(kSteps - 1));
        ++counts[static_cast<size_t>(step)];
      }
    }
  }
}

StatusOr<SampledChart> PatchSampler::Finish() const {
  SampledChart chart;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const std::span<const uint32_t> all(patches_[i].counts);
    uint64_t pixels = 0;
    for (const uint32_t count : all.first(kSteps)) pixels += count;
    if (pixels < kLeastPixels) {
      return OutOfRange("chart-small", {{"patch", PatchName(i)}, {"pixels", pixels}, {"least", kLeastPixels}});
    }
    chart[i].pixels = pixels;
    for (size_t c = 0; c < 3; ++c) {
      const auto [mean, spread] = TrimmedMean(all.subspan(c * kSteps, kSteps), pixels);
      chart[i].density[c] = mean;
      chart[i].spread = std::max(chart[i].spread, spread);
    }
  }
  return chart;
}

}  // namespace easelight
