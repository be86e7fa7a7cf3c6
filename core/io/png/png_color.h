// What a PNG's chunks say of its color.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/sentence.h"
#include "core/base/status.h"
#include "core/io/windowed_reader.h"

namespace easelight {

// Beside a profile. Zeros where the file says nothing.
struct PngColor {
  std::array<double, 4> cicp{};            // ITU-T H.273: primaries, transfer, matrix, whether full range.
  bool srgb = false;                       // The chunk sRGB.
  double gamma = 0;                        // gAMA: code = light^gamma.
  std::array<double, 8> chromaticities{};  // cHRM: x and y of white, red, green, blue.
  bool operator==(const PngColor&) const = default;
};

struct PngColorChunks {
  PngColor color;
  std::vector<uint8_t> icc_profile;
  Sentence profile_lost;  // Why there is none although the file has one.
};

// Takes a chunk of any type, whose data lies at `at`; those that say nothing of color, and damaged ones, leave `chunks`
// alone, and a damaged iCCP says so. The first of each type counts. Not through libpng, which knows no cICP, drops
// profiles without a word and lets the order of the chunks decide.
Status ReadPngColorChunk(std::string_view type, WindowedReader& reader, uint64_t at, uint64_t bytes,
                         PngColorChunks& chunks);

}  // namespace easelight
