// From a sensor's codes to light: black level, white level and white balance of a camera raw file.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/status.h"

namespace easelight {

// What the file says. Colors are 0 red, 1 green, 2 blue, 3 the green of blue's rows.
struct RawLevels {
  uint32_t white = 0;
  uint32_t black = 0;                     // Of all photosites; what follows is added.
  std::array<uint32_t, 4> color_black{};  // Of a color.
  uint32_t tile_rows = 0, tile_columns = 0;
  std::vector<uint32_t> tile_black;  // Of a place in a tile that repeats; empty if there is none.
  std::array<float, 4> as_shot{};    // The camera's multipliers for neutral light; not above 0 where unknown.
};

// Scales codes so that black is 0 and white 65535, in linear light, and then by the camera's white balance.
//
// Its multipliers are divided by the largest of them, so that nothing is clipped that the sensor has seen: white light
// comes out neutral, and white only in the color with that multiplier. For the densities of a negative that is a
// constant for each color, which the automatic start takes up; for slides and digital pictures it makes neutral light
// neutral. Without multipliers colors stay as the sensor sees them.
class LightFromCode {
 public:
  // Errors: kInvalidInput where white is not above black.
  static StatusOr<LightFromCode> Create(const RawLevels& levels);

  // One row of one sample a photosite. `colors` repeats from the row's first photosite on.
  void ConvertRow(uint32_t y, std::span<const uint8_t> colors, std::span<uint16_t> codes);

 private:
  // light = (code - black) * gain / 2^30: 16 bits times 46 at the most.
  static constexpr int kGainBits = 30;
  struct Scale {
    uint32_t black;
    uint64_t gain;
  };

  explicit LightFromCode(const RawLevels& levels) : levels_(levels) {}
  uint32_t BlackAt(uint32_t y, uint32_t x, uint8_t color) const;
  Scale ScaleOf(uint32_t black, uint8_t color) const;

  RawLevels levels_;
  std::array<double, 4> balance_{};  // 0..1.
  std::vector<Scale> row_;           // The scales of a row, until they repeat.
};

}  // namespace easelight
