// The segments of a JPEG that are written: how their contents begin, and what they hold at most.
#pragma once

#include <cstddef>
#include <string_view>

namespace easelight {

// ITU-T T.81, B.1.1.4: a segment's length has 16 bits and counts itself.
inline constexpr size_t kMaxSegmentBytes = 65533;

// ICC.1:2010, B.4: a profile is cut into at most 255 pieces of at most this many bytes.
inline constexpr size_t kMaxIccBytesInJpeg = size_t{255} * (kMaxSegmentBytes - 14);

// EXIF 2.32, 4.7.2, and XMP part 3, 1.1.3: what an APP1 segment begins with.
inline constexpr std::string_view kExifSegmentName("Exif\0", 6);
inline constexpr std::string_view kXmpSegmentName("http://ns.adobe.com/xap/1.0/", 29);

}  // namespace easelight
