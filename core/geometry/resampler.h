// The resampler: light between pixels, or of several pixels together, weighed along both axes.
//
// Light lies as four floats a pixel - red, green, blue, and one that means nothing -, so that a pixel is one vector.
// Values are sums along a row first, then down the rows, in that order: a picture that is not straightened has the same
// bits whether its rows are summed once for all (ResampleAcross, ResampleDown) or for each pixel (ResamplePoints).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/image.h"
#include "core/geometry/frame_map.h"

namespace easelight {

inline constexpr size_t kPixelFloats = 4;

// Pixels that a value is made of along an axis: `count` from `first` on, which may lie outside of the picture.
struct Taps {
  int first = 0;
  int count = 0;
};

// How pixels of an axis are weighed. At full size, where a turned picture asks for values between pixels: Catmull-Rom
// (Keys 1981, a = -1/2), which keeps sharpness. Reduced by `scale` > 1: a tent of that radius, so that every source
// pixel counts.
class AxisKernel {
 public:
  // The most source pixels that an output pixel may cover.
  static constexpr int kMostScale = 64;
  static constexpr int kMostTaps = 2 * kMostScale + 1;

  // `scale`: source pixels per output pixel, 1 to kMostScale.
  explicit AxisKernel(double scale);

  // How far, in source pixels, a value reaches from its middle.
  double radius() const { return radius_; }
  // The most pixels that a value has; it has so many or one less.
  int most_taps() const { return static_cast<int>(2.0 * radius_) + 1; }

  // Of the value at `position` (pixel i covers i to i + 1): its taps; their weights go to `weights`.
  Taps TapsAt(double position, float* weights) const;

 private:
  double Weight(double distance) const;

  bool reduce_;
  double radius_;
};

// A rectangle of a level as light.
struct LightBlock {
  const float* pixels;  // Rows without gaps.
  PixelRect rect;       // Of the level.
};

// Values of a row of `count` pixels under any map: pixel i has its middle at level_from_frame(first_x + i + 0.5,
// y + 0.5). Places past the block's edge take the edge's value; light never comes out below 0. The kernel reaches no
// further than kMostPointRadius.
inline constexpr double kMostPointRadius = 3;
void ResamplePoints(const LightBlock& block, const AxisKernel& kernel, const Affine2& level_from_frame,
                    uint32_t first_x, uint32_t y, size_t count, const std::array<float*, 3>& out);

// Of `taps.size()` values along a row: the sums of the row's pixels. `row` begins with pixel `first` and has
// `most_taps` pixels, which are the kernel's, from the first of every value on; the weights of value i begin at i *
// most_taps.
void ResampleAcross(const float* row, int first, std::span<const Taps> taps, const float* weights, size_t most_taps,
                    float* out);

// The sums of such rows, `count` pixels of each of `lines`, as planes; never below 0.
void ResampleDown(std::span<const float* const> lines, const float* weights, size_t count,
                  const std::array<float*, 3>& out);

}  // namespace easelight
