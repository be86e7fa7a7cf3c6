// How far the channels of a camera or scanner see each other's light, from three flat frames without film, each under
// one of the lights.
#pragma once

#include "core/calibration/input_matrix.h"
#include "core/recipe/recipe.h"

namespace easelight {

struct SensorCrosstalk {
  Matrix3 input;         // From the scan's light to that of the three lights; its rows sum to 1.
  double condition = 0;  // As ConditionOf: how much it magnifies noise.
};

// `frames`: what the three channels see under the red, the green and the blue light, in linear light; how bright each
// frame is does not matter. Errors: kOutOfRange for a frame without light, and where the three are too much alike, so
// that the condition passes kMostSensorCondition.
inline constexpr double kMostSensorCondition = 12;
StatusOr<SensorCrosstalk> CrosstalkFromFlats(const std::array<Vector3, 3>& frames);

}  // namespace easelight
