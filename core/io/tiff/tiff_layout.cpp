#include "core/io/tiff/tiff_layout.h"

#include <algorithm>
#include <initializer_list>
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
    case 52546:  // Adobe DNG 1.7.
      return "JPEG XL";
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

bool IsOneOf(uint32_t value, std::initializer_list<uint32_t> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Status CheckSamples(const TiffLayout& layout, uint16_t format) {
  // Those of CIELAB are signed in part, and some writers say so.
  const bool lab = IsOneOf(layout.photometric, {PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB});
  if (format == SAMPLEFORMAT_INT && !lab) return Unsupported("tiff-signed");
  if (layout.is_float) {
    if (!IsOneOf(layout.bits, {16, 24, 32, 64})) return Unsupported("tiff-float-bits", {{"bits", layout.bits}});
  } else if (!IsOneOf(format, {SAMPLEFORMAT_UINT, SAMPLEFORMAT_INT, SAMPLEFORMAT_VOID})) {
    return Unsupported("tiff-complex");
  } else if (layout.bits < 1 || (layout.bits > 16 && !IsOneOf(layout.bits, {24, 32}))) {
    return Unsupported("tiff-integer-bits", {{"bits", layout.bits}});
  }
  if (layout.samples < 1 || layout.samples > kMaxSamples) {
    return Unsupported("tiff-samples", {{"samples", layout.samples}, {"limit", kMaxSamples}});
  }
  return OkStatus();
}

// LZW and Deflate may hold differences between samples in place of the samples. Those of 24 bits are added up here, as
// libtiff does not.
Status SetPredictor(TIFF* tiff, TiffLayout& layout) {
  if (!IsOneOf(layout.compression, {COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE}))
    return OkStatus();
  uint16_t predictor = PREDICTOR_NONE;
  TIFFGetField(tiff, TIFFTAG_PREDICTOR, &predictor);
  layout.differences_left = predictor == PREDICTOR_HORIZONTAL && layout.bits == 24;
  const bool read = predictor == PREDICTOR_NONE ||
                    (predictor == PREDICTOR_HORIZONTAL && IsOneOf(layout.bits, {8, 16, 24, 32, 64})) ||
                    (predictor == PREDICTOR_FLOATINGPOINT && layout.is_float);
  return read ? OkStatus() : Unsupported("tiff-predictor", {{"predictor", predictor}, {"bits", layout.bits}});
}

// Samples of kinds of color that have two widths only.
Status CheckWholeBytes(const TiffLayout& layout, SentenceName refusal, bool deep) {
  const bool read = !layout.is_float && (layout.bits == 8 || (deep && layout.bits == 16));
  return read ? OkStatus() : Unsupported(refusal, {{"bits", layout.bits}});
}

// Without JPEG, whose decoder makes RGB of it.
Status SetYcbcr(TIFF* tiff, TiffLayout& layout) {
  RETURN_IF_ERROR(CheckWholeBytes(layout, SentenceName("tiff-ycbcr-bits"), false));
  uint16_t width = 2, height = 2;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_YCBCRSUBSAMPLING, &width, &height);
  layout.block_width = width;
  layout.block_height = height;
  if (!IsOneOf(width, {1, 2, 4}) || !IsOneOf(height, {1, 2, 4})) return InvalidInput("tiff-ycbcr-blocks");
  const bool plain = layout.samples == 3 && !layout.separate_planes && TIFFIsTiled(tiff) == 0;
  return plain || !layout.in_blocks() ? OkStatus() : Unsupported("tiff-ycbcr");
}

// Sets the kept channels from the photometric interpretation.
Status SetChannels(TIFF* tiff, TiffLayout& layout) {
  uint16_t ink_set = INKSET_CMYK;
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
      layout.channels = 3;
      if (layout.compression != COMPRESSION_JPEG) RETURN_IF_ERROR(SetYcbcr(tiff, layout));
      if (layout.compression == COMPRESSION_JPEG && layout.separate_planes) return Unsupported("tiff-ycbcr");
      break;
    case PHOTOMETRIC_SEPARATED:
      TIFFGetField(tiff, TIFFTAG_INKSET, &ink_set);
      if (ink_set != INKSET_CMYK) return Unsupported("tiff-inks");
      RETURN_IF_ERROR(CheckWholeBytes(layout, SentenceName("tiff-cmyk-bits"), true));
      layout.channels = 4;
      break;
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
      RETURN_IF_ERROR(CheckWholeBytes(layout, SentenceName("tiff-lab-bits"), true));
      layout.channels = 3;
      break;
    case kPhotometricCfa:
      return Unsupported("tiff-raw");
    default:
      return Unsupported("tiff-photometric", {{"kind", layout.photometric}});
  }
  if (layout.samples < layout.channels) {
    return InvalidInput("tiff-color-samples", {{"samples", layout.samples}, {"needed", layout.channels}});
  }
  return OkStatus();
}

// Palette entries have 16 bits; some writers use 8 of them.
Status ReadPalette(TIFF* tiff, TiffLayout& layout) {
  uint16_t* maps[3] = {};
  if (layout.bits > 16 || layout.is_float || TIFFGetField(tiff, TIFFTAG_COLORMAP, &maps[0], &maps[1], &maps[2]) == 0) {
    return InvalidInput("tiff-palette");
  }
  const size_t entries = size_t{1} << layout.bits;
  const bool narrow = std::all_of(std::begin(maps), std::end(maps), [entries](const uint16_t* map) {
    return std::all_of(map, map + entries, [](uint16_t v) { return v < 256; });
  });
  layout.palette.reserve(3 * entries);
  for (size_t i = 0; i < entries; ++i) {
    for (const uint16_t* map : maps) layout.palette.push_back(static_cast<uint16_t>(narrow ? map[i] * 257 : map[i]));
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
  RETURN_IF_ERROR(SetPredictor(tiff, layout));
  RETURN_IF_ERROR(SetChannels(tiff, layout));
  if (layout.samples == 1) layout.separate_planes = false;
  if (layout.photometric == PHOTOMETRIC_PALETTE) RETURN_IF_ERROR(ReadPalette(tiff, layout));
  layout.tiled = TIFFIsTiled(tiff) != 0;
  layout.rows_per_strip = std::max<uint32_t>(1, std::min(Tag<uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP), height));
  if (layout.tiled) RETURN_IF_ERROR(ReadTiles(tiff, layout));
  return layout;
}

void PrepareToRead(TIFF* tiff, const TiffLayout& layout) {
  if (layout.compression == COMPRESSION_JPEG && layout.photometric == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  }
  if (layout.differences_left) TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_NONE);
}

}  // namespace easelight
