// Writes small PNG and JPEG files of every variant with the codec libraries themselves, not with our encoders.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/image.h"

namespace easelight {

// Codes of a picture, pixel by pixel, smooth with some noise: something for every predictor and filter.
std::vector<uint32_t> TestCodes(Extent size, uint32_t samples, uint32_t bits, uint32_t seed = 1);

// Codes of any width packed from the most significant bit on, 16 bits in the given byte order.
std::vector<uint8_t> PackCodes(const uint32_t* codes, size_t n, uint32_t bits, bool big_endian);

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

}  // namespace easelight
