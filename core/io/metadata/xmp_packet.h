// XMP: the packet that carries a picture's grading link, and finding the link in a packet again.
//
// A link is only a text here: what it says is for those to read who know recipes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

// The namespace of our properties. Made once, by chance, and for all versions: other programs keep it with the picture.
inline constexpr std::string_view kXmpNamespace = "urn:uuid:c64381ec-1a16-4c96-91bc-7263c78c0296#";

// The longest link that is written or read, and the longest packet that is written: an APP1 segment of JPEG has 65 533
// bytes, less the 29 of its name (XMP part 3, 1.1.3).
inline constexpr size_t kMaxGradeLinkBytes = 16 * 1024;
inline constexpr size_t kMaxWrittenXmpBytes = 65533 - 29;

struct XmpGrade {
  std::string_view link;
  std::string_view source_name;  // Of the scan's file, in whatever bytes the file system gives; cut after 255.
  Extent source_size;            // Of the scan, upright.
  std::string_view source_rows;  // Where not all of the scan's file could be read: the rows that were there, of all.
  std::string_view creator;      // The program's name and version.
};

// Whether `link` can be one: the characters of a URL (RFC 3986), at least one, at most kMaxGradeLinkBytes.
// Errors: kInvalidInput, kOutOfRange.
Status CheckGradeLink(std::string_view link);

// The packet, without dates: the same for the same grade. Errors: those of CheckGradeLink; kOutOfRange for a packet
// over kMaxWrittenXmpBytes, which takes a link full of ampersands.
StatusOr<std::vector<uint8_t>> XmpFromGrade(const XmpGrade& grade);

// The link of a packet in UTF-8, also after another program has written it anew: as an attribute or an element, by any
// prefix. Empty where there is none or none that passes CheckGradeLink. Takes time in proportion to the packet.
std::string LinkFromXmp(ByteSpan packet);

// The same of the rows of its source, as XmpGrade has them.
std::string SourceRowsFromXmp(ByteSpan packet);

}  // namespace easelight
