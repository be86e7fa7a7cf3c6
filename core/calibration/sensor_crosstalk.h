// How far the channels of a camera or scanner see each other's light, from three flat frames without film, each under
// one of the lights.
#pragma once

#include "core/calibration/input_matrix.h"
#include "core/calibration/patch_sampler.h"
#include "core/recipe/recipe.h"

namespace easelight {

struct SensorCrosstalk {
  Matrix3 input;         // From the scan's light to that of the three lights; its rows sum to 1.
  double condition = 0;  // As ConditionOf: how much it magnifies noise.
};

// The corners by which a whole frame is sampled.
inline constexpr ChartCorners kWholeFrame = {PicturePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}};

// The light of a frame without a picture in it: the mean over parts of it.
Vector3 LightOfFlat(const SampledChart& sampled);

// `frames`: what the three channels see under the red, the green and the blue light, in linear light; how bright each
// frame is does not matter. Errors: kOutOfRange for a frame without light, and where the three are too much alike, so
// that the condition passes kMostSensorCondition.
inline constexpr double kMostSensorCondition = 12;
StatusOr<SensorCrosstalk> CrosstalkFromFlats(const std::array<Vector3, 3>& frames);

}  // namespace easelight
