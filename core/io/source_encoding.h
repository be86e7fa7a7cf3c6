// What `encoding: auto` means for a scan: the transfer curve its file states, or the custom of its format.
#pragma once

#include <optional>
#include <string>

#include "core/color/chromaticity.h"
#include "core/color/transfer_curve.h"
#include "core/io/decoder.h"

namespace easelight {

struct ScanEncoding {
  TransferCurve curve = TransferCurve::Srgb();
  std::optional<Primaries> primaries;  // Of the embedded profile; none for an untagged or gray scan.
  std::string space_name;              // As in a recipe, when the primaries are a named space's; else empty.
  Sentence note;                       // For the interface: "Linear: a 16-bit TIFF without a color profile".
};

// Linear for a camera raw file. A recognized profile's curve; else linear for an untagged 16-bit or float TIFF (what
// scanner software writes as raw), a PNG's gamma where it has one, and sRGB for the rest (as the PNG specification and
// EXIF say).
ScanEncoding AutoEncoding(const ScanInfo& info);

}  // namespace easelight
