// What a JPEG's markers say beside the picture: its EXIF block, its XMP packet and its ICC profile.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/status.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/windowed_reader.h"

namespace easelight {

struct JpegMarkers {
  ExifBlock exif;
  std::vector<uint8_t> xmp;          // Empty when absent. Longer packets go on in segments that are not read.
  std::vector<uint8_t> icc_profile;  // Empty when absent or lost.
  Sentence profile_lost;             // Why there is none although the file has one.
};

// Walks the segments before the picture. Damage ends the walk without an error: the decoder proper will say what is
// wrong. Read here and not through libjpeg, which would keep every segment of those kinds in memory without a bound.
StatusOr<JpegMarkers> ReadJpegMarkers(WindowedReader& reader);

}  // namespace easelight
