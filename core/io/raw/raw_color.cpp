#include "core/io/raw/raw_color.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "core/color/color_space.h"

namespace easelight {
namespace {

// Multipliers further apart are none that a camera uses, and would leave no light of a color.
constexpr float kMostBalance = 256;
// Of a camera's matrix; LibRaw's table stays below 5.
constexpr double kMostFactor = 100;
// A matrix below this leaves no color.
constexpr double kLeastDeterminant = 1e-3;
// Adobe DNG 1.4: AsShotWhiteXY.
constexpr uint16_t kWhiteTag = 50729;

// None where a color's is not known. The second green shares the first's.
std::optional<std::array<double, 3>> MultipliersFrom(std::span<const float, 4> file) {
  const float least = *std::min_element(file.begin(), file.begin() + 3);
  const float largest = *std::max_element(file.begin(), file.begin() + 3);
  if (!(least > 0 && largest <= least * kMostBalance)) return std::nullopt;
  return std::array<double, 3>{double{file[0]}, double{file[1]}, double{file[2]}};
}

std::array<double, 3> Over(std::array<double, 3> multipliers, double divisor) {
  for (double& multiplier : multipliers) multiplier /= divisor;
  return multipliers;
}

// A fourth color is a second green.
std::optional<Matrix3> MatrixFrom(const libraw_data_t& raw) {
  Matrix3 matrix;
  for (size_t row = 0; row < 3; ++row) {
    const auto& factors = raw.color.rgb_cam[row];
    for (size_t column = 0; column < 3; ++column) matrix(row, column) = static_cast<double>(factors[column]);
    if (raw.idata.colors == 4) matrix(row, 1) += static_cast<double>(factors[3]);
    for (size_t column = 0; column < 3; ++column) {
      if (!(std::abs(matrix(row, column)) <= kMostFactor)) return std::nullopt;
    }
  }
  if (!(std::abs(matrix.Determinant()) >= kLeastDeterminant)) return std::nullopt;
  return matrix;
}

// Where a DNG says by the color of its light what is neutral, LibRaw multiplies that into its matrix, as if XYZ were
// scaled from the light to D65; so its multipliers are those of the picture. These are daylight's: what the camera sees
// of D65, scaled back.
std::optional<std::array<double, 3>> DaylightFrom(const std::array<double, 3>& as_shot, const Chromaticity& white,
                                                  const Matrix3& srgb_from_camera) {
  const auto xyz_from_srgb = XyzFromRgb(FindColorSpace("srgb")->primaries);
  if (!xyz_from_srgb.ok()) return std::nullopt;
  const Vector3 d65 = *xyz_from_srgb * Vector3::Constant(1);
  const Vector3 light(white.x, white.y, 1 - white.x - white.y);
  if (!(light[0] > 0 && light[1] > 0 && light[2] > 0)) return std::nullopt;
  const Vector3 seen = srgb_from_camera.Inverse() * (xyz_from_srgb->Inverse() * Over(Times(d65, d65), light));
  std::array<float, 4> daylight{};
  for (size_t c = 0; c < 3; ++c) daylight[c] = seen[c] > 0 ? static_cast<float>(as_shot[c] / seen[c]) : 0;
  return MultipliersFrom(daylight);
}

}  // namespace

std::optional<CameraColor> ColorOfRaw(const libraw_data_t& raw, const std::optional<Chromaticity>& white) {
  if (raw.idata.colors < 3) return std::nullopt;
  CameraColor color;
  auto daylight = MultipliersFrom(raw.color.pre_mul).value_or(color.daylight);
  const auto as_shot = MultipliersFrom(raw.color.cam_mul).value_or(daylight);
  const auto matrix = MatrixFrom(raw);
  if (white && matrix) daylight = DaylightFrom(daylight, *white, *matrix).value_or(daylight);
  color.daylight = Over(daylight, *std::max_element(daylight.begin(), daylight.end()));
  color.as_shot = Over(as_shot, *std::min_element(as_shot.begin(), as_shot.end()));
  color.srgb_from_camera = matrix.value_or(color.srgb_from_camera);
  return color;
}

std::optional<Chromaticity> AsShotWhite(TiffDirectories& directories) {
  if (directories.all().empty()) return std::nullopt;
  const std::vector<double> white = directories.Numbers(directories.all().front(), kWhiteTag, 2);
  return white.size() == 2 ? std::optional(Chromaticity{white[0], white[1]}) : std::nullopt;
}

}  // namespace easelight
