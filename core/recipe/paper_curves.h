// The digitized curves of printing papers and print films, as figures.
#pragma once

#include <span>
#include <string_view>

#include "core/film/print_curve.h"

namespace easelight {

// A material's curve: either `rgb` alone (black-and-white paper) or one a channel.
struct PaperCurve {
  std::string_view name;
  std::span<const CurvePoint> rgb;
  std::span<const CurvePoint> r;
  std::span<const CurvePoint> g;
  std::span<const CurvePoint> b;
};

std::span<const PaperCurve> PaperCurves();

}  // namespace easelight
