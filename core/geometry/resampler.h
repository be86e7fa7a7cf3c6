// The resampler: one picture value from a block of linear light, at any position and scale.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/image.h"
#include "core/geometry/frame_map.h"

namespace easelight {

// Three planes of linear light for a rectangle of a level.
struct LinearBlock {
  std::array<const float*, 3> planes;
  PixelRect rect;  // What the planes cover, in pixels of the level; rows without gaps.
};

// How pixels are weighed. At full size, where a turned picture asks for values between pixels: Catmull-Rom (Keys 1981,
// a = -1/2), which keeps sharpness. Reduced by `scale` > 1: a tent of that radius, so that every source pixel counts.
class Resampler {
 public:
  // `scale`: source pixels per output pixel, 1 to 2.
  explicit Resampler(double scale);

  // How far, in source pixels, a value reaches from its middle.
  double radius() const { return radius_; }

  // Values of a row of `count` pixels: pixel i has its middle at level_from_frame(first_x + i + 0.5, y + 0.5).
  // Coordinates past the block's edge take the edge's value; light never comes out below 0.
  void Row(const LinearBlock& block, const Affine2& level_from_frame, uint32_t first_x, uint32_t y, size_t count,
           const std::array<float*, 3>& out) const;

 private:
  static constexpr int kMostTaps = 6;
  struct Taps {
    int first;  // Index along one axis of the block; may lie outside.
    int count;
    std::array<float, kMostTaps> weights;
  };

  Taps TapsAt(double position, uint32_t origin) const;
  double Weight(double distance) const;

  bool reduce_;
  double radius_;
};

}  // namespace easelight
