#include "core/calibration/sensor_crosstalk.h"

#include "core/base/exact_math.h"

namespace easelight {

Vector3 LightOfFlat(const SampledChart& sampled) {
  Vector3 light;
  for (const SampledPatch& part : sampled) {
    for (size_t c = 0; c < 3; ++c) light[c] += ExactExp10(-part.density[c]) / kPatchCount;
  }
  return light;
}

StatusOr<SensorCrosstalk> CrosstalkFromFlats(const std::array<Vector3, 3>& frames) {
  std::array<Vector3, 3> seen;
  for (size_t i = 0; i < 3; ++i) {
    if (!(frames[i].Sum() > 0)) return OutOfRange("flats-dark", {{"number", i + 1}});
    seen[i] = frames[i] / frames[i].Sum();
  }
  // What the channels see is a mix of the lights; the inverse of the mix parts them, and white is to stay white.
  const Matrix3 mix = Matrix3::Columns(seen[0], seen[1], seen[2]);
  SensorCrosstalk crosstalk;
  const auto refused = [] { return OutOfRange("flats-alike", {{"limit", kMostSensorCondition}}); };
  if (!(ConditionOf(mix) <= kMostSensorCondition)) return refused();
  crosstalk.input = mix.Inverse();
  for (Vector3& row : crosstalk.input.rows) {
    if (!(row.Sum() > 0)) return refused();
    row /= row.Sum();
  }
  crosstalk.condition = ConditionOf(crosstalk.input);
  if (!(crosstalk.condition <= kMostSensorCondition)) return refused();
  return crosstalk;
}

}  // namespace easelight
