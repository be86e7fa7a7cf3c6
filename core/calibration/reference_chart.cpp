#include "core/calibration/reference_chart.h"

#include <algorithm>
#include <cmath>

#include "core/base/exact_math.h"
#include "core/color/color_space.h"

namespace easelight {
namespace {

// CIE D50, as profiles have it.
constexpr Chromaticity kD50{.3457, .3585};

// A patch outside the working space has no density there; this is denser than any of them.
constexpr double kLeastLight = 1e-3;

}  // namespace

std::string PatchName(size_t patch) {
  const std::string row(1, static_cast<char>('A' + patch / kPatchColumns));
  return row + std::to_string(patch % kPatchColumns + 1);
}

StatusOr<ReferenceChart> FindReferenceChart(std::string_view name) {
  std::string known;
  for (const ReferenceChart& chart : ReferenceCharts()) {
    if (chart.name == name) return chart;
    known += (known.empty() ? "" : ", ") + chart.name;
  }
  return OutOfRange("chart-reference", {{"name", name}, {"known", known}});
}

StatusOr<PatchColors> PrintDensities(const ReferenceChart& chart, std::string_view working) {
  if (!chart.working.empty() && chart.working != working) {
    return Unsupported("chart-working", {{"chart", chart.title}, {"needed", chart.working}, {"working", working}});
  }
  Matrix3 light_from_patch = Matrix3::Identity();
  if (chart.working.empty()) {
    const Primaries& primaries = FindColorSpace(working)->primaries;
    ASSIGN_OR_RETURN(const Matrix3 xyz_from_light, XyzFromRgb(primaries));
    light_from_patch = xyz_from_light.Inverse() * BradfordAdaptation(kD50, primaries.white);
  }
  PatchColors densities;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3 light = Max(light_from_patch * chart.patches[i], kLeastLight);
    densities[i] = {-ExactLog10(light[0]), -ExactLog10(light[1]), -ExactLog10(light[2])};
  }
  return densities;
}

StatusOr<ScreenPatches> ScreenFromPrintDensities(const PatchColors& densities, std::string_view working) {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  ASSIGN_OR_RETURN(const Matrix3 screen_from_light, RgbFromRgb(srgb.primaries, FindColorSpace(working)->primaries));
  ScreenPatches screen;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3& d = densities[i];
    const Vector3 light = screen_from_light * Vector3(ExactExp10(-d[0]), ExactExp10(-d[1]), ExactExp10(-d[2]));
    for (size_t c = 0; c < 3; ++c) {
      const double encoded = srgb.encoding.EncodedFromLinear(std::clamp(light[c], 0.0, 1.0));
      screen[i][c] = static_cast<uint8_t>(std::lround(255 * encoded));
    }
  }
  return screen;
}

}  // namespace easelight
