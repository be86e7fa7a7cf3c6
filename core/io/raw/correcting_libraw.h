// LibRaw with what it leaves to the reader, or does not tell.
#pragma once

#include <libraw/libraw.h>

#include <optional>
#include <string_view>

#include "core/io/raw/color_filter.h"
#include "core/io/raw/plain_rows.h"

namespace easelight {

class CorrectingLibRaw final : public LibRaw {
 public:
  // The black level of Phase One's backs, and the seams of their sensor. In place, as each value depends on itself.
  int CorrectPhaseOne();

  // Of a mosaic. Greens in blue's rows are 3.
  ColorFilter Filter();

  // Where the codes of one color a photosite lie, where they are not compressed; `decoder` is LibRaw's name of it. None
  // where LibRaw makes more of them: some cameras' black level is that of photosites under the sensor's frame.
  std::optional<PlainLayout> Plain(std::string_view decoder);
};

}  // namespace easelight
