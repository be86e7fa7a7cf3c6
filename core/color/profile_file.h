// Private to core/color: opening ICC profiles, which come from anywhere.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/color/lcms.h"

namespace easelight {

struct OpenedProfile {
  lcms::Context context;  // Outlives the profile.
  lcms::Profile profile;

  cmsHPROFILE handle() const { return profile.get(); }
};

// Errors: kInvalidInput (no profile, a damaged one, one past the limit), kUnsupported (of no device and no space of
// colors), kResourceExhausted.
StatusOr<OpenedProfile> OpenProfile(ByteSpan bytes);

// The profile's own name, at most 128 bytes of printable text; may be empty.
std::string DescriptionOf(cmsHPROFILE profile);

}  // namespace easelight
