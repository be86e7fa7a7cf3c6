// The color spaces known by name: primaries, white and, for output spaces, the transfer curve they are encoded with.
#pragma once

#include <span>
#include <string_view>

#include "core/color/chromaticity.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// What a space may be used for. Every named space may be an input space.
enum class SpaceUse { kInput, kWorking, kOutput };

struct ColorSpace {
  std::string_view name;   // As in a recipe: "display-p3".
  std::string_view title;  // As people write it: "Display P3".
  SpaceUse use;
  Primaries primaries;
  TransferCurve encoding;  // Of files in this space; linear for working and input spaces.
};

// All named spaces, working spaces first.
std::span<const ColorSpace> ColorSpaces();

// The space of that name, or null.
const ColorSpace* FindColorSpace(std::string_view name);

}  // namespace easelight
