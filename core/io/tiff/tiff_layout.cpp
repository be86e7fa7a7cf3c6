#include "core/io/tiff/tiff_layout.h"

#include <algorithm>
#include <string>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// More samples a pixel than any scanner delivers; keeps a row's bytes far from overflow.
constexpr uint32_t kMaxSamples = 32;
// Adobe DNG 1.4: a sensor's data behind a filter of colors.
constexpr uint16_t kPhotometricCfa = 32803;

template <typename T>
T Tag(TIFF* tiff, uint32_t tag) {
  T value = 0;
  TIFFGetFieldDefaulted(tiff, tag, &value);
  return value;
}

// Null for a method that is seldom met.
const char* CompressionName(uint16_t compression) {
  switch (compression) {
    case COMPRESSION_CCITTRLE:
    case COMPRESSION_CCITTFAX3:
    case COMPRESSION_CCITTFAX4:
      return "CCITT fax";
    case COMPRESSION_OJPEG:
      return "old-style JPEG";
    case COMPRESSION_JP2000:
    case 33003:  // Aperio's private numbers.
    case 33005:
      return "JPEG 2000";
    case COMPRESSION_LZMA:
      return "LZMA";
    case COMPRESSION_ZSTD:
      return "Zstandard";
    case COMPRESSION_WEBP:
      return "WebP";
    case COMPRESSION_LERC:
      return "LERC";
    case COMPRESSION_SGILOG:
    case COMPRESSION_SGILOG24:
      return "LogLuv";
    default:
      return nullptr;
  }
}

Status CheckCompression(const TiffLayout& layout) {
  switch (layout.compression) {
    case COMPRESSION_NONE:
    case COMPRESSION_LZW:
    case COMPRESSION_JPEG:
    case COMPRESSION_ADOBE_DEFLATE:
    case COMPRESSION_DEFLATE:
    case COMPRESSION_PACKBITS:
      return OkStatus();
    default:
      break;
  }
  if (const char* name = CompressionName(layout.compression))
    return Unsupported("tiff-compression", {{"method", name}});
  return Unsupported("tiff-compression-number", {{"method", layout.compression}});
}

Status CheckSamples(const TiffLayout& layout, uint16_t format) {
  if (format == SAMPLEFORMAT_INT && layout.bits <= 16) {
    return Unsupported("tiff-signed");
  }
  const bool integer =
      (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID) && layout.bits >= 1 && layout.bits <= 16;
  const bool real = format == SAMPLEFORMAT_IEEEFP && layout.bits == 32;
  if (!integer && !real) {
    const bool is_float = format == SAMPLEFORMAT_IEEEFP;
    return Unsupported(is_float ? SentenceName("tiff-float-bits") : SentenceName("tiff-integer-bits"),
                       {{"bits", layout.bits}});
  }
  if (layout.samples < 1 || layout.samples > kMaxSamples) {
    return Unsupported("tiff-samples", {{"samples", layout.samples}, {"limit", kMaxSamples}});
  }
  return OkStatus();
}

// Sets the kept channels from the photometric interpretation.
Status SetChannels(TIFF* tiff, TiffLayout& layout) {
  uint16_t ink_set = 0;
  switch (layout.photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      layout.channels = 1;
      return OkStatus();
    case PHOTOMETRIC_RGB:
    case kPhotometricLinearRaw:
      layout.channels = layout.photometric != PHOTOMETRIC_RGB && layout.samples == 1 ? 1 : 3;
      break;
    case PHOTOMETRIC_YCBCR:
      if (layout.compression != COMPRESSION_JPEG || layout.separate_planes) return Unsupported("tiff-ycbcr");
      TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
      layout.channels = 3;
      break;
    case PHOTOMETRIC_SEPARATED:
      TIFFGetField(tiff, TIFFTAG_INKSET, &ink_set);
      return Unsupported(ink_set == INKSET_MULTIINK ? SentenceName("tiff-inks") : SentenceName("tiff-cmyk"));
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
    case PHOTOMETRIC_ITULAB:
      return Unsupported("tiff-lab");
    case kPhotometricCfa:
      return Unsupported("tiff-raw");
    default:
      return Unsupported("tiff-photometric", {{"kind", layout.photometric}});
  }
  if (layout.samples < layout.channels) {
    return InvalidInput("tiff-rgb-samples", {{"samples", layout.samples}});
  }
  return OkStatus();
}

// Palette entries have 16 bits; some writers use 8 of them.
Status ReadPalette(TIFF* tiff, TiffLayout& layout) {
  uint16_t* maps[3] = {};
  if (layout.bits > 8 || layout.is_float || TIFFGetField(tiff, TIFFTAG_COLORMAP, &maps[0], &maps[1], &maps[2]) == 0) {
    return InvalidInput("tiff-palette");
  }
  const size_t entries = size_t{1} << layout.bits;
  const bool narrow = std::all_of(std::begin(maps), std::end(maps), [entries](const uint16_t* map) {
    return std::all_of(map, map + entries, [](uint16_t v) { return v < 256; });
  });
  for (size_t i = 0; i < entries; ++i) {
    for (const uint16_t* map : maps) layout.palette.push_back(static_cast<uint8_t>(narrow ? map[i] : map[i] >> 8));
  }
  return OkStatus();
}

Status ReadTiles(TIFF* tiff, TiffLayout& layout) {
  layout.tile_width = Tag<uint32_t>(tiff, TIFFTAG_TILEWIDTH);
  layout.tile_height = Tag<uint32_t>(tiff, TIFFTAG_TILELENGTH);
  if (layout.tile_width == 0 || layout.tile_height == 0) return InvalidInput("tiff-tile-size");
  const uint64_t tile_row_bits = uint64_t{layout.tile_width} * layout.plane_samples() * layout.bits;
  if (tile_row_bits % 8 != 0) return Unsupported("tiff-tile-rows");
  return OkStatus();
}

}  // namespace

StatusOr<TiffLayout> ReadTiffLayout(TIFF* tiff) {
  TiffLayout layout;
  uint32_t width = 0, height = 0;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  RETURN_IF_ERROR(CheckExtent(width, height));
  layout.size = {width, height};
  layout.bits = Tag<uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE);
  layout.samples = Tag<uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL);
  layout.compression = Tag<uint16_t>(tiff, TIFFTAG_COMPRESSION);
  layout.separate_planes = Tag<uint16_t>(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
  layout.least_bit_first = Tag<uint16_t>(tiff, TIFFTAG_FILLORDER) == FILLORDER_LSB2MSB;
  layout.other_byte_order = TIFFIsByteSwapped(tiff) != 0;
  const uint16_t format = Tag<uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT);
  layout.is_float = format == SAMPLEFORMAT_IEEEFP;
  // Without the tag a gray or RGB picture is meant, by the number of samples.
  if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric) == 0) {
    layout.photometric = layout.samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
  }

  RETURN_IF_ERROR(CheckCompression(layout));
  RETURN_IF_ERROR(CheckSamples(layout, format));
  RETURN_IF_ERROR(SetChannels(tiff, layout));
  if (layout.samples == 1) layout.separate_planes = false;
  if (layout.photometric == PHOTOMETRIC_PALETTE) RETURN_IF_ERROR(ReadPalette(tiff, layout));
  layout.tiled = TIFFIsTiled(tiff) != 0;
  layout.rows_per_strip = std::max<uint32_t>(1, std::min(Tag<uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP), height));
  if (layout.tiled) RETURN_IF_ERROR(ReadTiles(tiff, layout));
  return layout;
}

}  // namespace easelight
