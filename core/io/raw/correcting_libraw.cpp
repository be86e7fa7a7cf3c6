#include "core/io/raw/correcting_libraw.h"

#include <algorithm>
#include <climits>
#include <iterator>
#include <utility>

namespace easelight {
namespace {

// LibRaw's `filters`: 0 no mosaic, 1 the tile of a Leaf back, 9 X-Trans; else eight rows of two columns.
constexpr unsigned kLeafFilter = 1;
constexpr unsigned kXTransFilter = 9;
// How LibRaw calls the byte order of "MM".
constexpr unsigned kBigEndianOrder = 0x4D4D;
// The names of LibRaw's decoders of codes that are not compressed: of DNG, and of cameras, in 16 bits each.
constexpr std::string_view kPlainDng = "packed_dng_load_raw()";
constexpr std::string_view kPlainWords = "unpacked_load_raw()";

}  // namespace

int CorrectingLibRaw::CorrectPhaseOne() {
  if (!is_phaseone_compressed()) return LIBRAW_SUCCESS;
  const int error = phase_one_subtract_black(imgdata.rawdata.raw_image, imgdata.rawdata.raw_image);
  imgdata.color.black = 0;
  std::fill(std::begin(imgdata.color.cblack), std::end(imgdata.color.cblack), 0u);
  return error != LIBRAW_SUCCESS ? error : phase_one_correct();
}

ColorFilter CorrectingLibRaw::Filter() {
  const unsigned filters = imgdata.idata.filters;
  ColorFilter filter{8, 2, {}};
  if (filters == kXTransFilter) filter = {6, 6, {}};
  if (filters == kLeafFilter) filter = {16, 16, {}};
  for (uint32_t y = 0; y < filter.rows; ++y) {
    for (uint32_t x = 0; x < filter.columns; ++x) {
      filter.colors.push_back(static_cast<uint8_t>(COLOR(static_cast<int>(y), static_cast<int>(x))));
    }
  }
  return filter;
}

std::optional<PlainLayout> CorrectingLibRaw::Plain(std::string_view decoder) {
  const auto& unpacker = libraw_internal_data.unpacker_data;
  const libraw_image_sizes_t& sizes = imgdata.sizes;
  const bool dng = decoder == kPlainDng;
  if ((!dng && decoder != kPlainWords) || (dng && unpacker.tiff_samples != 1)) return std::nullopt;
  const bool framed =
      std::any_of(std::begin(sizes.mask), std::end(sizes.mask), [](const int* mask) { return mask[3] > 0; });
  if (framed || unpacker.data_offset < 0) return std::nullopt;
  PlainLayout plain;
  plain.place = static_cast<uint64_t>(unpacker.data_offset);
  plain.sensor = {sizes.raw_width, sizes.raw_height};
  plain.big_endian = static_cast<unsigned>(unpacker.order) == kBigEndianOrder;
  if (dng) {
    plain.bits = unpacker.tiff_bps;
    if (!is_curve_linear()) plain.curve.assign(std::begin(imgdata.color.curve), std::end(imgdata.color.curve));
    if (unpacker.tile_length < INT_MAX) plain.tile = {unpacker.tile_width, unpacker.tile_length};
  } else {
    plain.unused_bits = unpacker.load_flags;
  }
  const bool whole =
      sizes.left_margin + sizes.width <= sizes.raw_width && sizes.top_margin + sizes.height <= sizes.raw_height;
  return whole && PlainRows::Reads(plain) ? std::optional(std::move(plain)) : std::nullopt;
}

}  // namespace easelight
