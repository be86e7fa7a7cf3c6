#include "core/film/reread.h"

#include <algorithm>

#include "core/base/exact_math.h"
#include "core/film/input_stage.h"

namespace easelight {
namespace {

// To the light of the input; monochrome kinds have a gray, which any input shows as three equal codes.
StatusOr<Matrix3> InputFromWorking(const Grade& grade) {
  if (IsMonochrome(grade.film)) return Matrix3::Identity();
  ASSIGN_OR_RETURN(const Matrix3 matrix, WorkingFromInput(grade));
  return matrix.Inverse();
}

}  // namespace

StatusOr<std::array<double, 3>> DensityReadAnew(const std::array<double, 3>& density, const Grade& from,
                                                const Grade& to) {
  if (from.table || to.table) return density;
  ASSIGN_OR_RETURN(const Matrix3 input_from_working, InputFromWorking(from));
  ASSIGN_OR_RETURN(const Matrix3 working_from_input, WorkingFromInput(to));
  Vector3 light;
  for (size_t c = 0; c < 3; ++c) light[c] = ExactExp10(-density[c]);
  light = input_from_working * light;
  for (size_t c = 0; c < 3; ++c) {
    const double code = from.input_encoding[c].EncodedFromLinear(std::clamp(light[c], 0.0, 1.0));
    light[c] = to.input_encoding[c].LinearFromEncoded(code);
  }
  light = working_from_input * light;
  std::array<double, 3> read{};
  for (size_t c = 0; c < 3; ++c) read[c] = -ExactLog10(std::max(light[c], double{kLeastTransmittance}));
  return read;
}

}  // namespace easelight
