// The black level of a sensor by its photosites that lie under the frame, where a file says which these are.
#pragma once

#include <libraw/libraw.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "core/io/raw/color_filter.h"

namespace easelight {

class MaskedAreas {
 public:
  // Those of a picture that LibRaw has opened. As LibRaw has it, there are none but behind Bayer's filter; `filter` is
  // the one that it starts from at the corner of the sensor, with 3 for the second green.
  MaskedAreas(const libraw_data_t& raw, const ColorFilter& filter);

  // How many rows of the sensor must be added; 0 where there are no such areas.
  uint32_t rows() const { return rows_; }

  // Adds the codes of row y.
  void AddRow(uint32_t y, std::span<const uint16_t> codes);

  // The mean of each color of the filter. None where a color has no such photosites, or these count nothing.
  std::optional<std::array<uint32_t, 4>> Black() const;

 private:
  const libraw_image_sizes_t& sizes_;
  const ColorFilter filter_;
  uint32_t rows_ = 0;
  std::array<uint64_t, 4> sums_{};
  std::array<uint64_t, 4> counts_{};
  uint64_t zeros_ = 0;
};

}  // namespace easelight
