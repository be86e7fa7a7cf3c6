// What LibRaw itself makes of a camera raw file: the yardstick for what follows its unpacking here.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"

namespace easelight::synthetic {

// LibRaw's numbers of its methods; of X-Trans, kAdaptive is Markesteijn's with one pass, kDirectional with three.
enum class LibRawMethod { kAdaptive = 2, kDirectional = 3, kTrueColor = 11 };

// A DNG, demosaiced by LibRaw with no balance, no curve and in the sensor's own colors: interleaved RGB. Of X-Trans,
// LibRaw wants 512 x 512 at least.
std::vector<uint16_t> DemosaicByLibRaw(const std::vector<uint8_t>& dng, LibRawMethod method);

}  // namespace easelight::synthetic
