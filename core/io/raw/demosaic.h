// Demosaicing: from the one color that each photosite of a sensor sees to three a pixel, row by row.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/base/status.h"

namespace easelight {

// A sensor's color filter: a tile of `rows` by `columns` that repeats from the picture's top left corner on.
struct ColorFilter {
  uint32_t rows = 0;
  uint32_t columns = 0;
  std::vector<uint8_t> colors;  // Row by row; 0 red, 1 green, 2 blue.

  uint8_t ColorAt(uint32_t y, uint32_t x) const { return colors[(y % rows) * columns + x % columns]; }
};

// How many photosites a pixel looks at on each side.
inline constexpr uint32_t kDemosaicReach = 2;

// Makes rows of interleaved RGB. Integer arithmetic, so that every build gives the same bytes; a field of one color
// comes out as it is.
//
// A Bayer filter is interpolated linearly with gradient correction, by Malvar, He and Cutler ("High-quality linear
// interpolation for demosaicing of Bayer-patterned color images", ICASSP 2004), figure 2. Of a scene that changes by at
// most 2 % from photosite to photosite, no value is off by more than 0.4 % of full scale, or 5 % in the two outermost
// rows and columns, which lean on a mirror.
//
// Any other filter, X-Trans above all, is averaged: what a photosite does not see is the mean of the 5 x 5 around it,
// weighted by a tent. Off by at most 1 % of the same scene, 3 % at the edges. That is soft: detail of the size of a
// photosite is lost in all but the seen color, and hard edges get colored fringes two pixels wide. Scans of film have
// neither to speak of.
class Demosaicer {
 public:
  // Errors: kUnsupported for a filter that does not have all colors in each 5 x 5, or a picture smaller than that.
  static StatusOr<Demosaicer> Create(ColorFilter filter, Extent size);

  // Writes row y, `size.width` pixels. rows[i] is row y - 2 + i of the mosaic, where there is one, and may be read from
  // kDemosaicReach before its first photosite to as many behind its last; see MirrorColumns and MirroredRow.
  void MakeRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const;

  // The mosaic goes on beyond its edges as in a mirror that stands on the outermost photosite, so that a Bayer filter
  // goes on as well. Fills the kDemosaicReach values before and behind a row of `width`.
  static void MirrorColumns(uint16_t* row, uint32_t width);
  // Which row stands for row `y`, -2 to height + 1.
  static uint32_t MirroredRow(int64_t y, uint32_t height);

 private:
  Demosaicer(ColorFilter filter, Extent size, bool bayer) : filter_(std::move(filter)), size_(size), bayer_(bayer) {}

  void MakeBayerRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const;
  void MakeMeanRow(uint32_t y, const std::array<const uint16_t*, 5>& rows, uint16_t* rgb) const;

  ColorFilter filter_;
  Extent size_;
  bool bayer_;
};

}  // namespace easelight
