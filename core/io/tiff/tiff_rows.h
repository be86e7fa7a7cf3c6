// The rows of a TIFF picture in order, decompressed but still packed as the file packs samples.
#pragma once

#include <functional>
#include <memory>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/tiff/tiff_client.h"
#include "core/io/tiff/tiff_layout.h"

namespace easelight {

class TiffRows {
 public:
  virtual ~TiffRows() = default;

  // Reads the next row of every plane: plane p's bytes go to `out` + p * layout.plane_row_bytes(). Samples of
  // 16 bits and more come in native byte order. Not to be called after the last row.
  virtual Status ReadRow(uint8_t* out) = 0;

  // Reads the next `count` rows, one behind the other.
  virtual Status ReadRows(uint8_t* out, uint32_t count, size_t row_bytes) {
    for (uint32_t i = 0; i < count; ++i) RETURN_IF_ERROR(ReadRow(out + i * row_bytes));
    return OkStatus();
  }
};

// Uncompressed strips, read straight from the file however large a strip is. Errors: kTruncated, before any row, when
// the file is too short for its strips.
StatusOr<std::unique_ptr<TiffRows>> OpenPlainRows(TiffClient& client, const TiffLayout& layout, ByteSource& source);

// Strips of any compression, one loaded strip a plane. `source` and `directory` (its offset) serve to open further
// handles on planes that are stored apart. Errors: kResourceExhausted (a strip above kMaxStripBytes), kTruncated.
StatusOr<std::unique_ptr<TiffRows>> OpenStripRows(TiffClient& client, const TiffLayout& layout, ByteSource& source,
                                                  uint64_t directory);

// Fills `out` with a tile's rows. An error of kInvalidInput is put in words by who asks.
using DecodeTile = std::function<Status(uint32_t tile, MutableByteSpan out)>;

// Tiles in bands of rows, decoded by libtiff unless `decode` is given. Errors: kResourceExhausted (a tile above
// kMaxTileBytes), kTruncated.
StatusOr<std::unique_ptr<TiffRows>> OpenTileRows(TiffClient& client, const TiffLayout& layout, DecodeTile decode = {});

// Strips or tiles of lossless JPEG. Errors: as the others, and kUnsupported.
StatusOr<std::unique_ptr<TiffRows>> OpenLosslessRows(TiffClient& client, const TiffLayout& layout, ByteSource& source);

// Strips of YCbCr in blocks of pixels that share their color; each pixel comes with its three samples. Errors: as
// OpenStripRows, also of a strip that is too large unpacked.
StatusOr<std::unique_ptr<TiffRows>> OpenYcbcrRows(TiffClient& client, const TiffLayout& layout);

// Checks that strips or tiles 0..count-1 lie inside the file, compressed bytes as the file counts them, and that none
// is longer than `limit`.
Status CheckStoredBytes(TiffClient& client, uint32_t count, uint64_t limit, SentenceName piece);

// Turns differences between 24-bit samples of neighboring pixels into the samples: `samples` a pixel.
void AddDifferences24(uint8_t* row, size_t pixels, size_t samples);

}  // namespace easelight
