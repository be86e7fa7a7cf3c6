// Writes small test files of every variant with the codec libraries themselves, not with our encoders.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/image.h"

namespace easelight {

// Codes of a picture, pixel by pixel, smooth with some noise: something for every predictor and filter.
std::vector<uint32_t> TestCodes(Extent size, uint32_t samples, uint32_t bits, uint32_t seed = 1);

// An EXIF block that says nothing but the orientation.
std::vector<uint8_t> OrientationBlock(uint8_t orientation, bool big_endian);

struct PngSpec {
  Extent size{37, 23};
  int color_type = 2;  // PNG_COLOR_TYPE_RGB
  int bits = 8;
  bool interlaced = false;
  bool transparency = false;     // A tRNS chunk.
  std::vector<uint8_t> palette;  // RGB triples.
  std::vector<uint8_t> icc_profile;
  std::vector<uint8_t> exif;
  double gamma = 0;
};
uint32_t SamplesOf(const PngSpec& spec);
std::vector<uint8_t> WritePng(const PngSpec& spec, const std::vector<uint32_t>& codes);

struct JpegSpec {
  Extent size{37, 23};
  int components = 3;  // 1, 3 (RGB given) or 4 (CMYK).
  int quality = 90;
  bool progressive = false;
  bool scans_apart = false;  // Not progressive, and each component has a scan of its own.
  bool arithmetic = false;
  bool subsampled = true;
  bool rgb_inside = false;  // Stored as RGB, not YCbCr.
  int restart_rows = 0;
  std::vector<uint8_t> icc_profile;
  std::vector<uint8_t> exif;
};
std::vector<uint8_t> WriteJpeg(const JpegSpec& spec, const std::vector<uint32_t>& codes);
// What libjpeg's own decoder makes of a file.
std::vector<uint8_t> DecodeJpegPlainly(const std::vector<uint8_t>& file);

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
