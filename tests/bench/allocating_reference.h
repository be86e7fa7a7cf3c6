// The model developed the allocating way: whole pictures in float64, a new array for every operation, one thread.
//
// It is what the engine's memory is measured against, and, being the model itself, the oracle of whole pictures.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/color/output_space.h"
#include "core/film/grade.h"

namespace easelight {

// Which arrays live until the preview is done.
enum class Keeping {
  kAll,   // Each operation's result has a name in one function, as such programs are written.
  kLast,  // Each array is freed as soon as the next one is made: the least that this way can do with.
};

// 8-bit RGB from interleaved 16-bit scan codes. `after_operation` is called with each operation's name while its
// arrays are in memory.
std::vector<uint8_t> AllocatingDevelop(const Grade& grade, const OutputSpace& out, std::span<const uint16_t> codes,
                                       Keeping keeping,
                                       const std::function<void(std::string_view)>& after_operation = {});

}  // namespace easelight
