#include "tests/synthetic/color_chart.h"

#include "core/color/color_space.h"

namespace easelight::synthetic {
namespace {

constexpr Chromaticity kD50{.3457, .3585};

// CIE XYZ under D50: the chart "original_color" that the DiVERE project (MIT licence) measured.
constexpr double kXyz[kChartColumns * kChartRows][3] = {
    {0.1136, 0.0983, 0.0478}, {0.3811, 0.3362, 0.1853}, {0.1653, 0.1786, 0.2547}, {0.1114, 0.1347, 0.0524},
    {0.2420, 0.2287, 0.3283}, {0.3045, 0.4144, 0.3445}, {0.4074, 0.3126, 0.0513}, {0.1201, 0.1091, 0.2876},
    {0.2915, 0.1890, 0.0974}, {0.0835, 0.0628, 0.1042}, {0.3427, 0.4332, 0.0833}, {0.4770, 0.4293, 0.0601},
    {0.0681, 0.0560, 0.2078}, {0.1414, 0.2233, 0.0729}, {0.2144, 0.1278, 0.0387}, {0.5889, 0.5993, 0.0708},
    {0.2991, 0.1895, 0.2214}, {0.1248, 0.1806, 0.2914}, {0.8437, 0.8807, 0.6939}, {0.5665, 0.5900, 0.4830},
    {0.3496, 0.3649, 0.3015}, {0.1836, 0.1906, 0.1567}, {0.0845, 0.0882, 0.0739}, {0.0304, 0.0315, 0.0266},
};

std::array<Vector3, kChartColumns * kChartRows> MakePatches() {
  const Primaries& srgb = FindColorSpace("srgb")->primaries;
  const Matrix3 adapted = BradfordAdaptation(kD50, srgb.white);
  const Matrix3 xyz_from_srgb = XyzFromRgb(srgb).value();
  std::array<Vector3, kChartColumns * kChartRows> patches;
  for (size_t i = 0; i < patches.size(); ++i) {
    const Vector3 xyz(kXyz[i][0], kXyz[i][1], kXyz[i][2]);
    patches[i] = xyz_from_srgb.Inverse() * (adapted * xyz);
    // Cyan lies just outside sRGB; film and print see light, which is never negative.
    patches[i] = Max(patches[i], 0.0);
  }
  return patches;
}

}  // namespace

const std::array<Vector3, kChartColumns * kChartRows>& ChartPatches() {
  static const auto patches = MakePatches();
  return patches;
}

}  // namespace easelight::synthetic
