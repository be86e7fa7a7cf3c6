// Outputs that an ICC profile describes: how light becomes the codes of its device, and how a print looks on a screen.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/color/chromaticity.h"
#include "core/color/output_table.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// What becomes of colors that a device does not have. In the order of ICC.1:2010, 7.2.15.
enum class RenderingIntent : uint8_t { kPerceptual, kRelative, kSaturation, kAbsolute };

inline constexpr std::array<RenderingIntent, 4> kRenderingIntents = {
    RenderingIntent::kPerceptual, RenderingIntent::kRelative, RenderingIntent::kSaturation, RenderingIntent::kAbsolute};

// How an intent is called: "perceptual", "relative", "saturation", "absolute".
std::string_view IntentName(RenderingIntent intent);

struct ProfileRendering {
  RenderingIntent intent = RenderingIntent::kRelative;
  bool black_point = false;  // Black point compensation: black becomes the darkest that the device has.
  bool operator==(const ProfileRendering&) const = default;
};

// What a profile's device writes.
enum class DeviceColors : uint8_t { kGray, kRgb, kCmyk };

struct DeviceFacts {
  std::string description;  // As DescribeIccProfile.
  DeviceColors colors = DeviceColors::kRgb;
};

// What an ICC profile is for, if for an output. Errors: kInvalidInput (no profile, or a damaged one), kUnsupported (of
// other colors, of no device, or of one that nothing can be written for).
StatusOr<DeviceFacts> ReadDeviceFacts(ByteSpan profile);

// From light to codes. By formula: a matrix and each channel's curve. By table: the same to the roots that CIELAB is
// made of, and then the table.
struct OutputProfile {
  std::string description;                                      // As DescribeIccProfile.
  bool gray = false;                                            // One channel: the three are alike.
  Matrix3 light_from_xyz = Matrix3::Identity();                 // From XYZ as of profiles: ProfileXyzFromRgb.
  Vector3 black;                                                // Added to that: where black is moved to.
  ChannelCurves curves = AllChannels(TransferCurve::Linear());  // Whose encoded values are codes, or the roots.
  std::optional<OutputTable> table;
  bool proof = false;   // The table leads from roots to the roots of what is seen, which the space itself encodes.
  uint64_t digest = 0;  // Outputs of equal digests are equal.
};

// The output of files in a profile's space, RGB or gray. It is a table where lcms2 would use one: the profile's own,
// or, where that is of another make than usual, one of 65 nodes a side. Against lcms2, in codes of 255: 0.1, and of
// such others up to 12 at the edge of a hard printer's colors. Version 4 compensates black in its perceptual and
// saturation intents, whatever is asked for. Errors: as above, and kUnsupported for CMYK.
StatusOr<std::shared_ptr<const OutputProfile>> ReadOutputProfile(ByteSpan profile, const ProfileRendering& rendering);

struct SoftProof {
  ProfileRendering rendering;
  bool paper_white = false;  // Paper and ink as they are; else paper is as white as the screen.
  bool operator==(const SoftProof&) const = default;
};

// A print by the profile's device (RGB, gray or CMYK), for any screen: a table of 65 nodes a side. Errors: as
// ReadDeviceFacts.
StatusOr<std::shared_ptr<const OutputProfile>> ReadSoftProof(ByteSpan profile, const SoftProof& proof);

}  // namespace easelight
