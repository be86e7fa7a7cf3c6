// How frames are made for the screen.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/status.h"
#include "core/color/output_space.h"

namespace easelight {

struct FrameLook {
  OutputSpace screen;
  std::optional<Primaries> warn_outside;  // Pixels whose colors this space does not hold have 0 for their fourth byte.

  bool operator==(const FrameLook&) const = default;
};

// For an sRGB screen, with nothing marked.
FrameLook PlainLook();

// For a screen of a space by name, with the colors marked that another does not hold; empty marks none.
// Errors: kOutOfRange.
StatusOr<FrameLook> FrameLookFrom(std::string_view screen, std::string_view warn_outside);

}  // namespace easelight
