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
// The names of LibRaw's decoders of codes that are not compressed: of DNG, and of cameras, in 16 bits each; and of
// those of DNG that are packed as JPEG.
constexpr std::string_view kPlainDng = "packed_dng_load_raw()";
constexpr std::string_view kPlainWords = "unpacked_load_raw()";
constexpr std::string_view kLosslessDng = "lossless_dng_load_raw()";
// DNG 1.0 had another code for the largest of its differences.
constexpr unsigned kDngOneOne = 0x1010000;
// Those that only say no; that of Deflate does so to integers.
constexpr std::pair<std::string_view, std::string_view> kUnreadMethods[] = {
    {"jxl_dng_load_raw_placeholder()", "JPEG XL"},
    {"vc5_dng_load_raw_placeholder()", "VC-5"},
    {"deflate_dng_load_raw()", "Deflate"},
};

// LibRaw allocates that many rows more, for decoders that write past the last.
constexpr uint64_t kSpareRows = 8;

}  // namespace

std::string_view UnreadMethod(std::string_view decoder) {
  for (const auto& [name, method] : kUnreadMethods) {
    if (name == decoder) return method;
  }
  return {};
}

uint64_t CorrectingLibRaw::BytesToUnpack() const {
  const libraw_image_sizes_t& sizes = imgdata.sizes;
  uint64_t width = sizes.width, height = sizes.height;
  if (is_single()) {
    width += sizes.left_margin;
    height += sizes.top_margin;
  }
  width = std::max<uint64_t>(width, sizes.raw_width);
  height = std::max<uint64_t>(height, sizes.raw_height);
  return width * (height + kSpareRows) * (is_single() ? 1 : 4) * sizeof(uint16_t);
}

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

bool CorrectingLibRaw::IsWhole() const {
  const libraw_image_sizes_t& sizes = imgdata.sizes;
  return libraw_internal_data.unpacker_data.data_offset >= 0 && sizes.left_margin + sizes.width <= sizes.raw_width &&
         sizes.top_margin + sizes.height <= sizes.raw_height;
}

std::vector<uint16_t> CorrectingLibRaw::Curve() {
  if (is_curve_linear()) return {};
  return {std::begin(imgdata.color.curve), std::end(imgdata.color.curve)};
}

std::optional<PlainLayout> CorrectingLibRaw::Plain(std::string_view decoder) {
  const auto& unpacker = libraw_internal_data.unpacker_data;
  const bool dng = decoder == kPlainDng;
  if ((!dng && decoder != kPlainWords) || (dng && unpacker.tiff_samples != 1) || !IsWhole()) return std::nullopt;
  PlainLayout plain;
  plain.place = static_cast<uint64_t>(unpacker.data_offset);
  plain.sensor = {imgdata.sizes.raw_width, imgdata.sizes.raw_height};
  plain.big_endian = static_cast<unsigned>(unpacker.order) == kBigEndianOrder;
  if (dng) {
    plain.bits = unpacker.tiff_bps;
    plain.curve = Curve();
    if (unpacker.tile_length < INT_MAX) plain.tile = {unpacker.tile_width, unpacker.tile_length};
  } else {
    plain.unused_bits = unpacker.load_flags;
  }
  return PlainRows::Reads(plain) ? std::optional(std::move(plain)) : std::nullopt;
}

std::optional<LosslessLayout> CorrectingLibRaw::Lossless(std::string_view decoder, ByteSource& source) {
  const auto& unpacker = libraw_internal_data.unpacker_data;
  const bool read = decoder == kLosslessDng && imgdata.idata.dng_version >= kDngOneOne && unpacker.tiff_samples == 1;
  if (!read || !IsWhole()) return std::nullopt;
  std::optional<LosslessLayout> lossless = FindLosslessLayout(source, static_cast<uint64_t>(unpacker.data_offset),
                                                              {imgdata.sizes.raw_width, imgdata.sizes.raw_height});
  if (lossless) lossless->curve = Curve();
  return lossless;
}

}  // namespace easelight
