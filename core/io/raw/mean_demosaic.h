// Demosaicing by means, for filters that nothing better is known for, and for what lies beyond a mosaic's edges.
#pragma once

#include <array>
#include <cstdint>

#include "core/io/raw/color_filter.h"

namespace easelight {

// How many photosites a mean looks at on each side.
inline constexpr uint32_t kMeanReach = 2;

// Whether each mean of a picture has something of each color: a window of 5 x 5, what is left of one along the edges,
// and in the corners.
bool HasMeans(const ColorFilter& filter, Extent size);

// What a photosite of the mosaic sees, and for the colors that it does not see the mean of the 5 x 5 around it,
// weighted by a tent; only of what is there. Of a scene that changes by at most 2 % of full scale from photosite to
// photosite, no value is off by more than 1 %, or 3 % in the two outermost rows and columns. That is soft: detail of
// the size of a photosite is lost in all but the seen color.
std::array<uint16_t, 3> MeanColors(const ColorFilter& filter, const MosaicBand& band, uint32_t y, uint32_t x);

}  // namespace easelight
