#include "core/io/cicp.h"

#include "core/color/color_space.h"

namespace easelight {
namespace {

constexpr Chromaticity kD65{.3127, .3290};
constexpr Chromaticity kIlluminantC{.310, .316};
constexpr Chromaticity kDciWhite{.314, .351};

// ITU-T H.273 (07/2021), table 2.
std::optional<Primaries> PrimariesOf(int number) {
  switch (number) {
    case 1:
      return FindColorSpace("srgb")->primaries;
    case 4:
      return Primaries{{{{.67, .33}, {.21, .71}, {.14, .08}}}, kIlluminantC};
    case 5:
      return Primaries{{{{.64, .33}, {.29, .60}, {.15, .06}}}, kD65};
    case 6:
    case 7:
      return Primaries{{{{.630, .340}, {.310, .595}, {.155, .070}}}, kD65};
    case 8:
      return Primaries{{{{.681, .319}, {.243, .692}, {.145, .049}}}, kIlluminantC};
    case 9:
      return FindColorSpace("rec2020")->primaries;
    case 11:
      return Primaries{FindColorSpace("display-p3")->primaries.rgb, kDciWhite};
    case 12:
      return FindColorSpace("display-p3")->primaries;
    case 22:
      return Primaries{{{{.630, .340}, {.295, .605}, {.155, .077}}}, kD65};
    default:
      return std::nullopt;
  }
}

// Table 3: the inverse of the curve that a camera applies.
std::optional<TransferCurve> CurveOf(int number) {
  switch (number) {
    case 1:
    case 6:
    case 14:
    case 15:
      return TransferCurve::Parametric({.g = 1 / .45, .a = 1 / 1.099, .b = .099 / 1.099, .c = 1 / 4.5, .d = .081});
    case 4:
      return TransferCurve::Power(2.2);
    case 5:
      return TransferCurve::Power(2.8);
    case 7:
      return TransferCurve::Parametric({.g = 1 / .45, .a = 1 / 1.1115, .b = .1115 / 1.1115, .c = 1 / 4., .d = .0912});
    case 8:
      return TransferCurve::Linear();
    case 13:
      return TransferCurve::Srgb();
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<CicpColor> ColorFromCicp(const std::array<double, 4>& cicp) {
  const std::optional<Primaries> primaries = PrimariesOf(static_cast<int>(cicp[0]));
  const std::optional<TransferCurve> curve = CurveOf(static_cast<int>(cicp[1]));
  const bool full_range_rgb = cicp[2] == 0 && cicp[3] == 1;
  if (!primaries || !curve || !full_range_rgb) return std::nullopt;
  return CicpColor{*primaries, *curve};
}

}  // namespace easelight
