// The bounds that every decoder keeps, and the errors that say so when a file breaks one.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

// An interlaced PNG is complete only after its last pass, so it is held whole: 40 MiB, the budget of the strips.
inline constexpr uint64_t kMaxInterlacedBytes = 40 * kMebibyte;
// A JPEG of several scans needs all its coefficients until the last: what is larger goes through the store's file. 44
// MiB leave 4 of the 48 MiB codec zone for the rest.
inline constexpr uint64_t kMaxHeldCoefficientBytes = 44 * kMebibyte;
// Each scan costs a pass over the whole picture; encoders write about ten, and some as many as twenty.
inline constexpr int kMaxJpegScans = 100;
// A compressed TIFF strip is loaded whole, one for each plane that is read.
inline constexpr uint64_t kMaxStripBytes = 40 * kMebibyte;
// One tile, packed and unpacked, is held beside the band of rows that it contributes to; see tiff_tile_rows.cpp.
inline constexpr uint64_t kMaxTileBytes = 16 * kMebibyte;
// What LibRaw unpacks of camera raw files it unpacks whole, in memory that the view lends: 128 of its 132 MiB, a mosaic
// of 67 megapixels.
inline constexpr uint64_t kMaxUnpackedBytes = 128 * kMebibyte;
// A larger profile is a table for a printer; it could not be used and is left out.
inline constexpr uint64_t kMaxIccBytes = 4 * kMebibyte;
// A larger XMP packet is the history of somebody's edits and not looked at.
inline constexpr uint64_t kMaxXmpBytes = kMebibyte;

// Errors: kOutOfRange when a side or the product of the sides breaks a limit of image.h, kInvalidInput when one is 0.
Status CheckExtent(uint64_t width, uint64_t height);

// Rounded up.
uint64_t MebibytesFrom(uint64_t bytes);

// The error of this name for a picture that must be held whole and does not fit: its size, how much it needs, the
// limit, and the size in pixels, of the same shape, at which it would fit.
Status TooLargeToHold(SentenceName name, Extent size, uint64_t bytes, uint64_t limit);

// "the file ends after row 12 of 480".
Status TruncatedAfterRow(uint32_t row, uint32_t rows);

// Errors of a caller: the span given to ReadRows cannot hold one row.
Status CheckRowSpan(size_t span_bytes, size_t row_bytes);

}  // namespace easelight
