// Light of colors that are stated as such, not as codes of a device: CIELAB, or what a profile's table makes of inks.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/status.h"

namespace easelight {

// The roots that CIELAB is made of (CIE 15:2004, 8.2.1.1), of XYZ relative to the white of the ICC connection space.
using LabRoots = std::array<float, 3>;

// The ratio to white that a root stands for.
constexpr float RatioFromRoot(float root) {
  constexpr float kKnee = 6.0f / 29.0f;
  constexpr float kSlope = 108.0f / 841.0f;
  constexpr float kOffset = 4.0f / 29.0f;
  return root > kKnee ? root * root * root : kSlope * (root - kOffset);
}

constexpr LabRoots RootsFromLab(float lightness, float a, float b) {
  const float root = (lightness + 16) / 116;
  return {root + a / 500, root, root - b / 200};
}

// Linear light of ProPhoto's primaries, which hold nearly every color of real things; white is 1. What they do not hold
// is below 0, or above 1.
class ConnectionLight {
 public:
  ConnectionLight();

  std::array<float, 3> LightOf(const LabRoots& roots) const;

 private:
  std::array<std::array<float, 3>, 3> rgb_from_ratios_{};
};

// The profile of that light.
StatusOr<std::vector<uint8_t>> ConnectionLightProfile();

}  // namespace easelight
