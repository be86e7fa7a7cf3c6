// How a TIFF directory says that its picture is stored, and whether that can be read.
#pragma once

#include <tiffio.h>

#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

// Adobe DNG 1.4: a sensor's data in colors.
inline constexpr uint16_t kPhotometricLinearRaw = 34892;

struct TiffLayout {
  Extent size;
  uint32_t bits = 1;      // Of a sample: 1..16, 24 or 32; of a float 16, 24, 32 or 64.
  uint32_t samples = 1;   // Of a pixel in the file, extra channels included.
  uint32_t channels = 1;  // Kept: 1 (gray, palette index), 3, or 4 (CMYK); and one more where colors are divided by it.
  uint16_t photometric = 0;  // PHOTOMETRIC_...
  uint16_t compression = 1;  // COMPRESSION_...
  bool separate_planes = false;
  bool is_float = false;
  bool least_bit_first = false;
  bool other_byte_order = false;  // Than this machine's.
  bool differences_left = false;  // Rows come as differences (predictor 2) of samples that libtiff does not add up.
  uint32_t block_width = 1;       // Of YCbCr without JPEG: the pixels that share their color.
  uint32_t block_height = 1;
  bool tiled = false;
  uint32_t rows_per_strip = 0;
  uint32_t tile_width = 0;
  uint32_t tile_height = 0;
  std::vector<uint16_t> palette;  // RGB of each index, for a palette picture.

  // Light as a DNG says it, by its levels; see tiff_linear.h.
  bool is_linear() const { return photometric == kPhotometricLinearRaw; }
  // Planes that are read: one, or one for each kept channel.
  uint32_t planes() const { return separate_planes ? channels : 1; }
  // Samples of a pixel in one plane.
  uint32_t plane_samples() const { return separate_planes ? 1 : samples; }
  uint32_t strips_of_plane() const { return (size.height - 1) / rows_per_strip + 1; }
  // Bytes of a row of one plane as the file packs it.
  uint64_t plane_row_bytes() const { return (uint64_t{size.width} * plane_samples() * bits + 7) / 8; }
  bool in_blocks() const { return block_width * block_height != 1; }
  // Samples of `bits` fill whole bytes and lie in no other order than pixels and channels.
  bool is_plain() const { return compression == COMPRESSION_NONE && !least_bit_first && !tiled; }
};

// Reads the layout of the handle's current directory and refuses what is not read, with the reason: kUnsupported,
// kOutOfRange, kInvalidInput.
StatusOr<TiffLayout> ReadTiffLayout(TIFF* tiff);

// Sets a handle, whose directory has this layout, up for reading: JPEG-compressed YCbCr comes as RGB, and differences
// that libtiff does not add up come as they are.
void PrepareToRead(TIFF* tiff, const TiffLayout& layout);

}  // namespace easelight
