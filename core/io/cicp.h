// Coding-independent code points (ITU-T H.273): the primaries and curves of video, by number.
#pragma once

#include <array>
#include <optional>

#include "core/color/chromaticity.h"
#include "core/color/transfer_curve.h"

namespace easelight {

struct CicpColor {
  Primaries primaries;
  TransferCurve curve;
};

// The color that a PNG's cICP chunk states: primaries, transfer, matrix, full range. None for what is not read: other
// than full-range RGB, curves of light beyond white, and reserved numbers.
std::optional<CicpColor> ColorFromCicp(const std::array<double, 4>& cicp);

}  // namespace easelight
