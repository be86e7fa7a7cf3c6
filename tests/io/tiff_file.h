// Writes small TIFF files of every variant with libtiff itself, not with our encoder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "tests/io/sample_files.h"

namespace easelight {

struct TiffSpec {
  Extent size{37, 23};
  uint32_t bits = 8;
  uint32_t samples = 3;
  bool is_float = false;     // Codes are then code / 1000; of other widths than 32 bits code / 2048, below 1.
  int photometric = 2;       // PHOTOMETRIC_RGB
  int compression = 1;       // COMPRESSION_NONE
  int predictor = 0;         // 0: none set.
  int lossless = 0;          // With COMPRESSION_JPEG: the predictor of lossless JPEG. 0: what libtiff writes.
  uint32_t block_width = 1;  // Of YCbCr: pixels that share the color of the first of them.
  uint32_t block_height = 1;
  bool separate_planes = false;
  uint32_t rows_per_strip = 5;
  uint32_t tile = 0;   // Side of a tile; 0 for strips.
  int fill_order = 0;  // 0: none set.
  int orientation = 0;
  bool thumbnail_first = false;
  std::string mode = "w";  // As for TIFFOpen: "wb" big-endian, "w8" BigTIFF.
  std::vector<uint8_t> icc_profile;
  std::vector<uint16_t> palette;  // All reds, all greens, all blues.
};
std::vector<uint8_t> WriteTiff(const TiffSpec& spec, const std::vector<uint32_t>& codes);
// Codes for it: of as many bits as a float has room for.
std::vector<uint32_t> TestCodes(const TiffSpec& spec);
// The float that a code of `spec` stands for.
float FloatOfCode(const TiffSpec& spec, uint32_t code);

// Changes the value of a tag with one LONG or SHORT in a little-endian classic TIFF of one directory; without a value,
// takes the tag away. False where there is none.
bool PatchTiff(std::vector<uint8_t>& file, uint16_t tag, std::optional<uint32_t> value);

}  // namespace easelight
