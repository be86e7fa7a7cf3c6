// What the header of a camera raw file says of its colors, for a decoder that reads the picture itself.
#include <libraw/libraw.h>

#include <algorithm>
#include <exception>
#include <memory>

#include "core/io/codecs.h"
#include "core/io/raw/raw_color.h"
#include "core/io/raw/raw_stream.h"
#include "core/io/tiff_directories.h"

namespace easelight {
namespace {

// Adobe DNG 1.4: what a gray card is in the sensor's colors.
constexpr uint16_t kNeutralTag = 50728;
// Multipliers further apart are none that a device uses.
constexpr double kMostBalance = 256;

// LibRaw takes a scanner's infrared channel for a fourth color, and misses the neutral of three.
void ReadNeutral(TiffDirectories& directories, CameraColor& color) {
  if (directories.all().empty()) return;
  std::vector<double> neutral = directories.Numbers(directories.all().front(), kNeutralTag, 4);
  if (neutral.size() < 3) return;
  neutral.resize(3);
  const auto [least, largest] = std::minmax_element(neutral.begin(), neutral.end());
  if (!(*least > 0 && *largest <= *least * kMostBalance)) return;
  for (size_t c = 0; c < 3; ++c) color.as_shot[c] = *largest / neutral[c];
}

std::optional<CameraColor> ColorOfHeader(ByteSource& source) {
  RawStream stream(source);
  // Some 300 KB, too much for a stack.
  const auto raw = std::make_unique<LibRaw>();
  if (raw->open_datastream(&stream) != LIBRAW_SUCCESS) return std::nullopt;
  TiffDirectories directories(source);
  std::optional<CameraColor> color = ColorOfRaw(raw->imgdata, AsShotWhite(directories));
  if (color && raw->imgdata.idata.colors > 3) ReadNeutral(directories, *color);
  return color;
}

}  // namespace

std::optional<CameraColor> CameraColorOf(ByteSource& source) {
  try {
    return ColorOfHeader(source);
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  } catch (const LibRaw_exceptions&) {
    return std::nullopt;
  }
}

}  // namespace easelight
