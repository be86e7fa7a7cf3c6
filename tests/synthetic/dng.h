// Writes small DNG files of every variant that the tests need, byte by byte (Adobe DNG 1.4), with no library's help.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/image.h"

namespace easelight {

struct DngSpec {
  Extent size{48, 32};   // Of the sensor.
  uint32_t bits = 16;    // Of a sample; packed from the most significant bit on, each row to a whole byte.
  uint32_t samples = 1;  // 1, or 3 for a linear DNG.
  std::array<uint8_t, 4> filter = {0, 1, 1, 2};  // Of 2 x 2 photosites; not written for linear and gray ones.
  std::vector<uint8_t> x_trans;                  // 36 colors, instead of `filter`.
  bool gray = false;                             // A sensor without a filter.
  uint16_t photometric = 0;                      // Instead of what the rest makes of it.
  bool is_float = false;
  Extent tile{};                // Of the tiles that the picture is cut into, several; none where it is 0.
  std::vector<uint32_t> curve;  // LinearizationTable: what stands for each code.
  uint16_t compression = 1;     // What the tag says; 7 with `lossless`, and codes are packed by no other.
  uint32_t lossless = 0;        // The predictor of lossless JPEG, 1..7; 0 where codes are not compressed.
  uint32_t components = 2;      // Of lossless JPEG: how many photosites it has for one pixel.
  uint32_t rows_at_once = 1;    // Of lossless JPEG: how many rows it has for one.
  uint32_t strip_rows = 0;      // Of lossless JPEG without tiles; 0 for all in one strip.
  bool same_tiles = false;      // Of lossless JPEG: codes are those of one tile, which stands for all.
  uint16_t orientation = 1;
  std::vector<uint32_t> black;  // One for all, or the four of a 2 x 2 tile; or one a sample.
  uint32_t white = 65535;
  std::array<double, 3> neutral = {1, 1, 1};  // AsShotNeutral: what a gray card is in the sensor's colors.
  std::array<double, 2> white_xy{};           // AsShotWhiteXY instead, where it is not 0.
  std::array<uint32_t, 4> active_area{};      // Top, left, bottom, right; none where all are 0.
  std::array<uint32_t, 4> masked_area{};      // The same.
  bool dng = true;                            // Else without what only a DNG has, as the raw file of its maker.
  bool preview_first = false;                 // The picture is in a child of a small RGB preview's directory.
  bool big_endian = false;
  std::string make = "Easelight";
  std::string model = "Test";
  std::string extra_camera_text;  // A LensModel.
};

// Codes are row by row, `samples` a photosite. Fewer than the size asks for make a file that ends early.
std::vector<uint8_t> WriteDng(const DngSpec& spec, const std::vector<uint32_t>& codes);

// The codes of a mosaic that sees one color everywhere.
std::vector<uint32_t> FlatCodes(const DngSpec& spec, const std::array<uint32_t, 3>& color);

}  // namespace easelight
