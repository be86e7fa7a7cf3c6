// The demosaicing of Bayer's filter that Easelight had before: a yardstick.
#pragma once

#include <cstdint>
#include <vector>

#include "core/io/raw/color_filter.h"

namespace easelight {

// By Malvar, He and Cutler ("High-quality linear interpolation for demosaicing of Bayer-patterned color images", ICASSP
// 2004), figure 2. Interleaved RGB; the mosaic is mirrored at its edges.
std::vector<uint16_t> DemosaicByMalvar(const ColorFilter& filter, Extent size, const std::vector<uint16_t>& mosaic);

}  // namespace easelight
