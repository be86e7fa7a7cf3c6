// Procedural scenes: the light that a camera would see, known exactly.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/image.h"
#include "core/color/chromaticity.h"

namespace easelight::synthetic {

// The light at (x, y): linear sRGB, where 1 is a white sheet in the scene's main light; from about 0.001 to 30. x runs
// 0..1.5 from left to right, y 0..1 from top to bottom.
using SceneLight = Vector3 (*)(double x, double y);

struct Scene {
  std::string_view name;
  SceneLight light;
  // The light that falls on the scene, per channel, relative to what the film is balanced for.
  Vector3 illuminant;
};

// All scenes, of the kinds that automatic grading gets wrong in different ways.
std::span<const Scene> Scenes();

// The scene of that name; it must exist.
const Scene& FindScene(std::string_view name);

// A lake with hills, a house, people and a chart: the editor's sample.
Vector3 LakeLight(double x, double y);

// The light of a scene as interleaved linear RGB, sampled at pixel centers (without the illuminant).
struct Picture {
  Extent size;
  std::vector<float> rgb;

  Vector3 at(uint32_t x, uint32_t y) const;
};
Picture TakePicture(SceneLight light, Extent size);

}  // namespace easelight::synthetic
