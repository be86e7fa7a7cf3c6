// Writes Fujifilm's raw files, as its cameras do without compression: 16 bits a photosite, Bayer's filter.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"

namespace easelight {

// Codes row by row. Fewer than the size asks for make a file that ends early.
std::vector<uint8_t> WriteRaf(Extent size, const std::vector<uint32_t>& codes);

}  // namespace easelight
