// Writes minilab dumps: samples as they lie, with Pakon's header or without one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"

namespace easelight {

struct DumpSpec {
  Extent size{60, 40};
  uint32_t bits = 16;  // Of a sample: 8 or 16.
  bool header = true;
  bool interleaved = false;
};

// `codes` are RGB, pixel by pixel.
std::vector<uint8_t> WriteDump(const DumpSpec& spec, const std::vector<uint32_t>& codes);

// Codes as those of a negative, red far above green above blue: of 14 bits in 16, or 8.
std::vector<uint32_t> NegativeCodes(const DumpSpec& spec);

}  // namespace easelight
