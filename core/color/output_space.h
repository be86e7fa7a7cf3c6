// Where developed light goes: the space that codes are written in.
#pragma once

#include <cstdint>
#include <memory>

#include "core/color/chromaticity.h"
#include "core/color/output_profile.h"
#include "core/color/transfer_curve.h"

namespace easelight {

struct OutputSpace {
  Primaries primaries;
  TransferCurve encoding = TransferCurve::Srgb();
  // One channel, the luminance of light as profiles state it, takes the place of the primaries' three.
  bool gray = false;
  // Takes the place of all above: a profile's own colors. Or, if it is a proof, comes before: the look of a print.
  std::shared_ptr<const OutputProfile> profile = nullptr;

  // One channel or three.
  size_t channels() const { return (profile ? profile->gray : gray) ? 1 : 3; }

  // Profiles are the same where they are one object.
  bool operator==(const OutputSpace&) const = default;
};

}  // namespace easelight
