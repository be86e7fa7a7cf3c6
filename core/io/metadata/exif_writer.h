// Writes EXIF afresh, little-endian: a block for JPEG and PNG, or single directories for a TIFF file.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/io/metadata/exif.h"

namespace easelight {

// Pixels an inch, where a file must say something and nothing is known (EXIF 2.32, 4.6.5).
inline constexpr uint16_t kUnknownResolution = 72;

// A block with its TIFF header, and with what EXIF requires beside the entries; `size` is that of the picture it is
// written for, which is upright. Empty where there are no entries. At most kMaxExifBlockBytes.
std::vector<uint8_t> ExifBlockFromEntries(const ExifEntries& entries, Extent size);

// The values, 12 bytes for each of the entries that can be, and what is required.
inline constexpr size_t kMaxExifBlockBytes = kMaxExifBytes + 1024;

// The camera's or the location's directory as a TIFF file, classic or `big`, has it at offset `at`, which must be even.
// Empty where there are no such entries. With what follows it padded to an even number of bytes.
std::vector<uint8_t> TiffDirectoryFromEntries(const ExifEntries& entries, ExifDirectory directory, uint64_t at,
                                              bool big);

}  // namespace easelight
