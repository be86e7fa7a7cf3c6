// ICC profiles: recognizing a scan's, and making the output spaces'.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/color/color_space.h"

namespace easelight {

// What an embedded profile says, as far as a recipe can use it.
struct ProfileDescription {
  std::string description;             // The profile's own name, at most 128 bytes of printable text; may be empty.
  std::string space;                   // "srgb", "display-p3", "adobe-rgb", ... when the primaries match; else empty.
  std::optional<Primaries> primaries;  // Of an RGB matrix profile, adapted back to its own white; none for gray.
  std::optional<TransferCurve> encoding;  // Linear, sRGB or a power when the tone curves are one of those within 0.2 %.
};

// Describes an RGB or gray matrix/TRC profile. Primaries match a named output space when each chromaticity is within
// 0.002. Errors: kInvalidInput (no profile), kUnsupported (a LUT, CMYK or Lab profile).
StatusOr<ProfileDescription> DescribeIccProfile(ByteSpan profile);

// The ICC version 4 (or 2.x where lcms2 writes it) profile of linear-light RGB `primaries` encoded with `encoding`. The
// same bytes every time and on every machine: no date, no platform.
StatusOr<std::vector<uint8_t>> MakeIccProfile(const Primaries& primaries, const TransferCurve& encoding,
                                              std::string_view title);

}  // namespace easelight
