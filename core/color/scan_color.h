// What a scan's file says of its numbers: how a code stands for light, and for the light of which primaries.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/color/chromaticity.h"
#include "core/color/color_table.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// What a camera's raw file says of its sensor's own colors.
struct CameraColor {
  // Multipliers that make neutral light equal in all channels: what the camera took for neutral in this frame, and
  // least 1; and daylight, for all frames of the camera alike, and at most 1.
  std::array<double, 3> as_shot = {1, 1, 1};
  std::array<double, 3> daylight = {1, 1, 1};
  // Linear sRGB from light that has been balanced; white maps to white.
  Matrix3 srgb_from_camera = Matrix3::Identity();
  bool operator==(const CameraColor&) const = default;
};

// By default, what is said of no file at all: linear codes of unknown primaries.
struct ScanColor {
  ChannelCurves curves = AllChannels(TransferCurve::Linear());
  std::optional<Primaries> primaries;       // None where only the scanner knows.
  std::optional<Matrix3> profile_xyz;       // As ProfileXyzFromRgb, but what the file's own profile states.
  std::shared_ptr<const ColorTable> table;  // Of a profile that is a table; the rest is then what holds without it.
  std::optional<CameraColor> camera;        // Of a camera raw file, in place of primaries and profile.
};

}  // namespace easelight
