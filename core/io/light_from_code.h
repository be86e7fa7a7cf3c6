// From a sensor's codes to light: the black and white levels of a camera raw file or a scanner's linear one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/status.h"

namespace easelight {

// What the file says. Colors are 0 red, 1 green, 2 blue, 3 the green of blue's rows.
struct RawLevels {
  std::array<uint32_t, 4> white{};        // Of a color.
  uint32_t black = 0;                     // Of all photosites; what follows is added.
  std::array<uint32_t, 4> color_black{};  // Of a color.
  uint32_t tile_rows = 0, tile_columns = 0;
  std::vector<uint32_t> tile_black;  // Of a place in a tile that repeats; empty if there is none.
  // Of each row, and of each sample of a row; empty if there are none.
  std::vector<int32_t> row_black, column_black;
};

// Scales codes so that black is 0 and white 65535, in linear light, the same for every color: white balance is the
// grade's (CameraInput). So frames of a roll are alike whatever the camera took for neutral, each code that a sensor
// counts stays one of its own, and nothing is clipped that it has seen.
class LightFromCode {
 public:
  // Errors: kInvalidInput where white is not above black.
  static StatusOr<LightFromCode> Create(const RawLevels& levels);

  // One row. `colors` repeats from its first sample on.
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
  Scale ScaleAt(uint32_t y, uint32_t x, uint8_t color) const;

  RawLevels levels_;
  std::vector<Scale> row_;  // The scales of a row, until they repeat.
};

}  // namespace easelight
