// LibRaw with what it leaves to the reader, or does not tell.
#pragma once

#include <libraw/libraw.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/io/raw/color_filter.h"
#include "core/io/raw/lossless_rows.h"
#include "core/io/raw/plain_rows.h"

namespace easelight {

// How a DNG is packed of which LibRaw has but the name of a decoder; empty for any other.
std::string_view UnreadMethod(std::string_view decoder);

class CorrectingLibRaw final : public LibRaw {
 public:
  // Whether it unpacks one sample a photosite, else four.
  bool is_single() const { return imgdata.idata.filters != 0 || imgdata.idata.colors == 1; }
  // What unpack() allocates for the picture.
  uint64_t BytesToUnpack() const;

  // The black level of Phase One's backs, and the seams of their sensor. In place, as each value depends on itself.
  int CorrectPhaseOne();

  // Of a mosaic. Greens in blue's rows are 3.
  ColorFilter Filter();

  // Where the codes of one color a photosite lie, where they are not compressed, or packed as lossless JPEG in a DNG,
  // which is `source`; `decoder` is LibRaw's name of it. None where LibRaw does more than to read them.
  std::optional<PlainLayout> Plain(std::string_view decoder);
  std::optional<LosslessLayout> Lossless(std::string_view decoder, ByteSource& source);

 private:
  // Whether the picture lies within the sensor.
  bool IsWhole() const;
  std::vector<uint16_t> Curve();
};

}  // namespace easelight
