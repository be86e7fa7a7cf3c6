#include "core/color/connection_light.h"

#include "core/color/color_space.h"
#include "core/color/icc_profile.h"

namespace easelight {
namespace {

const Primaries& LightPrimaries() { return FindColorSpace("prophoto")->primaries; }

}  // namespace

ConnectionLight::ConnectionLight() {
  // As readers of the profile will take it; a row of XYZ for white is the white.
  const Matrix3 xyz = ProfileXyzFromRgb(LightPrimaries()).value();
  const Matrix3 rgb_from_ratios = xyz.Inverse() * Matrix3::Diagonal(xyz * Vector3::Constant(1));
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) {
      rgb_from_ratios_[row][column] = static_cast<float>(rgb_from_ratios(row, column));
    }
  }
}

std::array<float, 3> ConnectionLight::LightOf(const LabRoots& roots) const {
  const std::array<float, 3> ratios = {RatioFromRoot(roots[0]), RatioFromRoot(roots[1]), RatioFromRoot(roots[2])};
  std::array<float, 3> light;
  for (size_t c = 0; c < 3; ++c) {
    const std::array<float, 3>& row = rgb_from_ratios_[c];
    light[c] = row[0] * ratios[0] + row[1] * ratios[1] + row[2] * ratios[2];
  }
  return light;
}

StatusOr<std::vector<uint8_t>> ConnectionLightProfile() {
  return MakeIccProfile(LightPrimaries(), TransferCurve::Linear(), "ProPhoto RGB, linear");
}

}  // namespace easelight
