// ICC profiles: what a scan's says of its codes, and making the output spaces'.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/color/color_space.h"
#include "core/color/scan_color.h"

namespace easelight {

// Larger ones are not read.
inline constexpr size_t kMaxProfileBytes = size_t{4} << 20;

// What an embedded profile says, in the form that the input stage runs on.
struct ProfileDescription {
  std::string description;  // The profile's own name, at most 128 bytes of printable text; may be empty.
  std::string space;        // "srgb", "display-p3", "adobe-rgb", ... when the primaries match; else empty.
  bool gray = false;        // Made for one channel: it says nothing of primaries.
  // Curves are linear, sRGB or a power where they are that, else the profile's own: within 1e-7 of its light. Primaries
  // are given in the connection space, whose white is D50, or are those of the space named where that is the same in 8
  // bits. Where they cannot be used there are none, nor is a matrix, and `reason` says why.
  ScanColor color;
  Sentence reason;
};

// Describes a profile of RGB or gray, in whatever form: matrix and curves, or a table (A2B), of version 2 or 4. Where a
// profile has both, the table counts, as with Little CMS.
// Errors: kInvalidInput (no profile, or a damaged one), kUnsupported (of other colors, or no profile of a device).
StatusOr<ProfileDescription> DescribeIccProfile(ByteSpan profile);

// The profile of linear-light RGB `primaries` encoded with `encoding`, of version 2.4, which readers of version 4 take
// for the same. The same bytes every time and on every machine: no date, no platform.
StatusOr<std::vector<uint8_t>> MakeIccProfile(const Primaries& primaries, const TransferCurve& encoding,
                                              std::string_view title);

// Likewise of grays: one channel, of luminance relative to white's.
StatusOr<std::vector<uint8_t>> MakeGrayIccProfile(const TransferCurve& encoding, std::string_view title);

}  // namespace easelight
