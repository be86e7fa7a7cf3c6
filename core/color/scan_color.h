// What a scan's file says of its numbers: how a code stands for light, and for the light of which primaries.
#pragma once

#include <memory>
#include <optional>

#include "core/color/chromaticity.h"
#include "core/color/color_table.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// By default, what is said of no file at all: linear codes of unknown primaries.
struct ScanColor {
  ChannelCurves curves = AllChannels(TransferCurve::Linear());
  std::optional<Primaries> primaries;       // None where only the scanner knows: camera raw files.
  std::optional<Matrix3> profile_xyz;       // As ProfileXyzFromRgb, but what the file's own profile states.
  std::shared_ptr<const ColorTable> table;  // Of a profile that is a table; the rest is then what holds without it.
};

}  // namespace easelight
