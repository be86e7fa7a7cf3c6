#include "tests/io/sample_files.h"

#include <png.h>
#include <tiffio.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <random>

#include "tests/io/lossless_jpeg_file.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

// Packs codes of any width from the most significant bit on, 16 bits in the given byte order.
std::vector<uint8_t> Pack(const uint32_t* codes, size_t n, uint32_t bits, bool big_endian) {
  std::vector<uint8_t> bytes;
  if (bits == 16) {
    for (size_t i = 0; i < n; ++i) {
      const uint8_t high = static_cast<uint8_t>(codes[i] >> 8), low = static_cast<uint8_t>(codes[i]);
      bytes.push_back(big_endian ? high : low);
      bytes.push_back(big_endian ? low : high);
    }
    return bytes;
  }
  uint32_t held = 0, held_bits = 0;
  for (size_t i = 0; i < n; ++i) {
    held = held << bits | codes[i];
    for (held_bits += bits; held_bits >= 8; held_bits -= 8)
      bytes.push_back(static_cast<uint8_t>(held >> (held_bits - 8)));
  }
  if (held_bits > 0) bytes.push_back(static_cast<uint8_t>(held << (8 - held_bits)));
  return bytes;
}

void OnPngWrite(png_structp png, png_bytep bytes, size_t n) {
  auto* out = static_cast<std::vector<uint8_t>*>(png_get_io_ptr(png));
  out->insert(out->end(), bytes, bytes + n);
}

struct TiffMemory {
  MemoryBlockFile file;
  uint64_t position = 0;
};

tmsize_t TiffRead(thandle_t self, void* out, tmsize_t n) {
  auto& memory = *static_cast<TiffMemory*>(self);
  const Status status = memory.file.ReadAt(memory.position, MutableByteSpan(static_cast<uint8_t*>(out), n));
  memory.position += n;
  return status.ok() ? n : -1;
}

tmsize_t TiffWrite(thandle_t self, void* bytes, tmsize_t n) {
  auto& memory = *static_cast<TiffMemory*>(self);
  const Status status = memory.file.WriteAt(memory.position, ByteSpan(static_cast<uint8_t*>(bytes), n));
  memory.position += n;
  return status.ok() ? n : -1;
}

toff_t TiffSeek(thandle_t self, toff_t offset, int whence) {
  auto& memory = *static_cast<TiffMemory*>(self);
  memory.position = offset + (whence == SEEK_CUR ? memory.position : whence == SEEK_END ? memory.file.size() : 0);
  return memory.position;
}

toff_t TiffSize(thandle_t self) { return static_cast<TiffMemory*>(self)->file.size(); }
int TiffClose(thandle_t) { return 0; }

// The bits of a float below 1 as a float of 16, 24, 32 or 64 bits.
uint64_t FloatSample(float value, uint32_t bits) {
  if (bits == 64) return std::bit_cast<uint64_t>(double{value});
  const uint32_t code = std::bit_cast<uint32_t>(value);
  if (bits == 32 || code == 0) return code;
  const uint32_t mantissa_bits = bits == 16 ? 10 : 16;
  const uint32_t bias = bits == 16 ? 15 : 63;
  return ((code >> 23) - 127 + bias) << mantissa_bits | (code & 0x7FFFFF) >> (23 - mantissa_bits);
}

// One row of one plane as bytes for libtiff: samples of 16 bits and more in native order.
std::vector<uint8_t> TiffRow(const TiffSpec& spec, const std::vector<uint32_t>& codes, uint32_t y, int plane) {
  std::vector<uint32_t> row;
  for (uint32_t x = 0; x < spec.size.width; ++x) {
    const size_t pixel = (size_t{y} * spec.size.width + x) * spec.samples;
    for (uint32_t s = 0; s < spec.samples; ++s) {
      if (plane < 0 || s == static_cast<uint32_t>(plane)) row.push_back(codes[pixel + s]);
    }
  }
  if (!spec.is_float && spec.bits <= 16) return Pack(row.data(), row.size(), spec.bits, false);
  const size_t sample_bytes = spec.bits / 8;
  std::vector<uint8_t> bytes(row.size() * sample_bytes);
  for (size_t i = 0; i < row.size(); ++i) {
    const uint64_t sample = spec.is_float ? FloatSample(FloatOfCode(spec, row[i]), spec.bits) : row[i];
    std::memcpy(bytes.data() + sample_bytes * i, &sample, sample_bytes);
  }
  return bytes;
}

// The streams of a strip or tile of `rows` rows and `columns` columns from (x, y) on; what lies outside is 0.
void WriteLosslessPiece(TIFF* tiff, const TiffSpec& spec, const std::vector<uint32_t>& codes, uint32_t x, uint32_t y,
                        uint32_t columns, uint32_t rows, int plane) {
  std::vector<uint32_t> piece;
  for (uint32_t row = y; row < y + rows; ++row) {
    for (uint32_t column = x; column < x + columns; ++column) {
      const bool inside = row < spec.size.height && column < spec.size.width;
      const size_t pixel = (size_t{row} * spec.size.width + column) * spec.samples;
      for (uint32_t s = 0; s < spec.samples; ++s) {
        if (plane < 0 || s == static_cast<uint32_t>(plane)) piece.push_back(inside ? codes[pixel + s] : 0);
      }
    }
  }
  LosslessJpegSpec jpeg{
      .width = columns, .height = rows, .components = plane < 0 ? spec.samples : 1, .bits = spec.bits};
  jpeg.predictor = static_cast<uint32_t>(spec.lossless);
  std::vector<uint8_t> bytes = WriteLosslessJpeg(jpeg, piece);
  const auto size = static_cast<tmsize_t>(bytes.size());
  const auto of_plane = static_cast<uint16_t>(std::max(plane, 0));
  if (spec.tile != 0)
    TIFFWriteRawTile(tiff, TIFFComputeTile(tiff, x, y, 0, of_plane), bytes.data(), size);
  else
    TIFFWriteRawStrip(tiff, TIFFComputeStrip(tiff, y, of_plane), bytes.data(), size);
}

void WriteLosslessPieces(TIFF* tiff, const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  const uint32_t columns = spec.tile != 0 ? spec.tile : spec.size.width;
  const uint32_t most_rows = spec.tile != 0 ? spec.tile : spec.rows_per_strip;
  for (int plane = spec.separate_planes ? 0 : -1; plane < (spec.separate_planes ? int(spec.samples) : 0); ++plane) {
    for (uint32_t y = 0; y < spec.size.height; y += most_rows) {
      const uint32_t rows = spec.tile != 0 ? spec.tile : std::min(most_rows, spec.size.height - y);
      for (uint32_t x = 0; x < spec.size.width; x += columns) {
        WriteLosslessPiece(tiff, spec, codes, x, y, columns, rows, plane);
      }
    }
  }
}

void WriteTiffTiles(TIFF* tiff, const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  std::vector<uint8_t> tile(static_cast<size_t>(TIFFTileSize(tiff)));
  const size_t tile_row = tile.size() / spec.tile;
  for (int plane = spec.separate_planes ? 0 : -1; plane < (spec.separate_planes ? int(spec.samples) : 0); ++plane) {
    for (uint32_t y0 = 0; y0 < spec.size.height; y0 += spec.tile) {
      std::vector<std::vector<uint8_t>> rows;
      for (uint32_t y = y0; y < std::min(y0 + spec.tile, spec.size.height); ++y) {
        rows.push_back(TiffRow(spec, codes, y, plane));
      }
      for (uint32_t x0 = 0; x0 < spec.size.width; x0 += spec.tile) {
        std::fill(tile.begin(), tile.end(), uint8_t{0});
        const size_t at = size_t{x0} * (plane < 0 ? spec.samples : 1) * spec.bits / 8;
        for (size_t y = 0; y < rows.size(); ++y) {
          std::memcpy(tile.data() + y * tile_row, rows[y].data() + at, std::min(tile_row, rows[y].size() - at));
        }
        TIFFWriteTile(tiff, tile.data(), x0, y0, 0, static_cast<uint16_t>(std::max(plane, 0)));
      }
    }
  }
}

void WriteTiffStrips(TIFF* tiff, const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  for (int plane = spec.separate_planes ? 0 : -1; plane < (spec.separate_planes ? int(spec.samples) : 0); ++plane) {
    for (uint32_t y = 0; y < spec.size.height; ++y) {
      std::vector<uint8_t> row = TiffRow(spec, codes, y, plane);
      TIFFWriteScanline(tiff, row.data(), y, static_cast<uint16_t>(std::max(plane, 0)));
    }
  }
}

// Strips of YCbCr in blocks that share their color; pixels past the edges repeat the last.
void WriteTiffBlocks(TIFF* tiff, const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  const auto code = [&](uint32_t x, uint32_t y, uint32_t s) {
    x = std::min(x, spec.size.width - 1);
    y = std::min(y, spec.size.height - 1);
    return static_cast<uint8_t>(codes[(size_t{y} * spec.size.width + x) * 3 + s]);
  };
  for (uint32_t strip = 0, top = 0; top < spec.size.height; ++strip, top += spec.rows_per_strip) {
    std::vector<uint8_t> bytes;
    const uint32_t bottom = std::min(top + spec.rows_per_strip, spec.size.height);
    for (uint32_t y = top; y < bottom; y += spec.block_height) {
      for (uint32_t x = 0; x < spec.size.width; x += spec.block_width) {
        for (uint32_t i = 0; i < spec.block_height * spec.block_width; ++i) {
          bytes.push_back(code(x + i % spec.block_width, y + i / spec.block_width, 0));
        }
        for (const uint32_t s : {1u, 2u}) bytes.push_back(code(x, y, s));
      }
    }
    TIFFWriteEncodedStrip(tiff, strip, bytes.data(), static_cast<tmsize_t>(bytes.size()));
  }
}

void SetTiffTags(TIFF* tiff, const TiffSpec& spec) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, spec.size.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, spec.size.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, spec.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, spec.samples);
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, spec.is_float ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, spec.photometric);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, spec.separate_planes ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, spec.compression);
  if (spec.compression == COMPRESSION_JPEG && spec.photometric == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  }
  if (spec.photometric == PHOTOMETRIC_YCBCR && spec.compression != COMPRESSION_JPEG) {
    TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, spec.block_width, spec.block_height);
  }
  const bool gray = spec.photometric == PHOTOMETRIC_MINISWHITE || spec.photometric == PHOTOMETRIC_MINISBLACK ||
                    spec.photometric == PHOTOMETRIC_PALETTE;
  const uint32_t color = gray ? 1 : 3;
  if (spec.samples > color && spec.photometric != PHOTOMETRIC_SEPARATED) {
    const std::vector<uint16_t> extra(spec.samples - color, EXTRASAMPLE_UNSPECIFIED);
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, static_cast<int>(extra.size()), extra.data());
  }
  if (spec.predictor != 0) TIFFSetField(tiff, TIFFTAG_PREDICTOR, spec.predictor);
  if (spec.fill_order != 0) TIFFSetField(tiff, TIFFTAG_FILLORDER, spec.fill_order);
  if (spec.orientation != 0) TIFFSetField(tiff, TIFFTAG_ORIENTATION, spec.orientation);
  if (spec.tile != 0) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, spec.tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, spec.tile);
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, spec.rows_per_strip);
  }
  if (!spec.icc_profile.empty()) {
    TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<uint32_t>(spec.icc_profile.size()), spec.icc_profile.data());
  }
  if (!spec.palette.empty()) {
    const size_t n = spec.palette.size() / 3;
    TIFFSetField(tiff, TIFFTAG_COLORMAP, spec.palette.data(), spec.palette.data() + n, spec.palette.data() + 2 * n);
  }
}

}  // namespace

std::vector<uint32_t> TestCodes(Extent size, uint32_t samples, uint32_t bits, uint32_t seed) {
  std::mt19937 random(seed);
  const double full = std::pow(2.0, bits) - 1;
  std::vector<uint32_t> codes;
  for (uint32_t y = 0; y < size.height; ++y) {
    for (uint32_t x = 0; x < size.width; ++x) {
      for (uint32_t s = 0; s < samples; ++s) {
        const double wave = 0.5 + 0.4 * std::sin(0.13 * x + 0.07 * y * (s + 1) + seed);
        const double noise = 0.05 * (static_cast<double>(random() % 1000) / 500.0 - 1);
        codes.push_back(static_cast<uint32_t>(std::clamp(std::round((wave + noise) * full), 0.0, full)));
      }
    }
  }
  return codes;
}

std::vector<uint32_t> TestCodes(const TiffSpec& spec) {
  const uint32_t float_bits = spec.bits == 32 ? 16 : 11;
  return TestCodes(spec.size, spec.samples, spec.is_float ? float_bits : spec.bits);
}

float FloatOfCode(const TiffSpec& spec, uint32_t code) {
  return static_cast<float>(code) / (spec.bits == 32 ? 1000.0f : 2048.0f);
}

std::vector<uint8_t> OrientationBlock(uint8_t orientation, bool big_endian) {
  if (big_endian)
    return {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0};
  return {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0};
}

uint32_t SamplesOf(const PngSpec& spec) {
  switch (spec.color_type) {
    case PNG_COLOR_TYPE_RGB:
      return 3;
    case PNG_COLOR_TYPE_RGB_ALPHA:
      return 4;
    case PNG_COLOR_TYPE_GRAY_ALPHA:
      return 2;
    default:
      return 1;
  }
}

std::vector<uint8_t> WritePng(const PngSpec& spec, const std::vector<uint32_t>& codes) {
  std::vector<uint8_t> file;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &file, OnPngWrite, nullptr);
  png_set_compression_buffer_size(png, 1024);  // Several IDAT chunks even in a small file.
  png_set_IHDR(png, info, spec.size.width, spec.size.height, spec.bits, spec.color_type,
               spec.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!spec.palette.empty()) {
    std::vector<png_color> colors;
    for (size_t i = 0; i < spec.palette.size(); i += 3) {
      colors.push_back({spec.palette[i], spec.palette[i + 1], spec.palette[i + 2]});
    }
    png_set_PLTE(png, info, colors.data(), static_cast<int>(colors.size()));
  }
  if (spec.transparency) {
    png_byte alpha[2] = {0, 128};
    png_color_16 color{};
    png_set_tRNS(png, info, alpha, spec.palette.empty() ? 0 : 2, &color);
  }
  if (!spec.icc_profile.empty()) {
    png_set_iCCP(png, info, "test", 0, spec.icc_profile.data(), static_cast<png_uint_32>(spec.icc_profile.size()));
  }
  std::vector<uint8_t> exif = spec.exif;
  if (!exif.empty()) png_set_eXIf_1(png, info, static_cast<png_uint_32>(exif.size()), exif.data());
  if (spec.gamma != 0) png_set_gAMA(png, info, spec.gamma);
  png_write_info(png, info);
  const size_t row_codes = size_t{spec.size.width} * SamplesOf(spec);
  for (int pass = png_set_interlace_handling(png); pass > 0; --pass) {
    for (uint32_t y = 0; y < spec.size.height; ++y) {
      png_write_row(png, Pack(codes.data() + y * row_codes, row_codes, static_cast<uint32_t>(spec.bits), true).data());
    }
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return file;
}

std::vector<uint8_t> WriteJpeg(const JpegSpec& spec, const std::vector<uint32_t>& codes) {
  jpeg_compress_struct jpeg;
  jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long n = 0;
  jpeg_mem_dest(&jpeg, &bytes, &n);
  jpeg.image_width = spec.size.width;
  jpeg.image_height = spec.size.height;
  jpeg.input_components = spec.components;
  jpeg.in_color_space = spec.components == 1 ? JCS_GRAYSCALE : spec.components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults(&jpeg);
  if (spec.rgb_inside) jpeg_set_colorspace(&jpeg, JCS_RGB);
  jpeg_set_quality(&jpeg, spec.quality, TRUE);
  if (!spec.subsampled) jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
  if (spec.progressive) jpeg_simple_progression(&jpeg);
  const jpeg_scan_info apart[] = {{1, {0}, 0, 63, 0, 0}, {1, {1}, 0, 63, 0, 0}, {1, {2}, 0, 63, 0, 0}};
  if (spec.scans_apart) {
    jpeg.scan_info = apart;
    jpeg.num_scans = spec.components;
  }
  jpeg.arith_code = spec.arithmetic;
  jpeg.restart_in_rows = spec.restart_rows;
  jpeg_start_compress(&jpeg, TRUE);
  if (!spec.exif.empty()) {
    std::vector<uint8_t> segment{'E', 'x', 'i', 'f', 0, 0};
    segment.insert(segment.end(), spec.exif.begin(), spec.exif.end());
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, segment.data(), static_cast<unsigned>(segment.size()));
  }
  if (!spec.icc_profile.empty()) {
    jpeg_write_icc_profile(&jpeg, spec.icc_profile.data(), static_cast<unsigned>(spec.icc_profile.size()));
  }
  const size_t row_codes = size_t{spec.size.width} * static_cast<size_t>(spec.components);
  for (uint32_t y = 0; y < spec.size.height; ++y) {
    std::vector<uint8_t> row = Pack(codes.data() + y * row_codes, row_codes, 8, true);
    JSAMPROW line = row.data();
    jpeg_write_scanlines(&jpeg, &line, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::vector<uint8_t> file(bytes, bytes + n);
  std::free(bytes);
  return file;
}

std::vector<uint8_t> DecodeJpegPlainly(const std::vector<uint8_t>& file) {
  jpeg_decompress_struct jpeg;
  jpeg_error_mgr errors;
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, file.data(), file.size());
  jpeg_read_header(&jpeg, TRUE);
  jpeg_start_decompress(&jpeg);
  const size_t row_bytes = size_t{jpeg.output_width} * static_cast<size_t>(jpeg.output_components);
  std::vector<uint8_t> rows(row_bytes * jpeg.output_height);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW line = rows.data() + jpeg.output_scanline * row_bytes;
    jpeg_read_scanlines(&jpeg, &line, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return rows;
}

std::vector<uint8_t> WriteTiff(const TiffSpec& spec, const std::vector<uint32_t>& codes) {
  TiffMemory memory;
  TIFF* tiff = TIFFClientOpen("test", spec.mode.c_str(), &memory, TiffRead, TiffWrite, TiffSeek, TiffClose, TiffSize,
                              nullptr, nullptr);
  if (spec.thumbnail_first) {
    TiffSpec thumbnail;
    thumbnail.size = {8, 5};
    SetTiffTags(tiff, thumbnail);
    TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
    WriteTiffStrips(tiff, thumbnail, TestCodes(thumbnail.size, 3, 8));
    TIFFWriteDirectory(tiff);
  }
  SetTiffTags(tiff, spec);
  if (spec.lossless != 0)
    WriteLosslessPieces(tiff, spec, codes);
  else if (spec.block_width * spec.block_height > 1)
    WriteTiffBlocks(tiff, spec, codes);
  else if (spec.tile != 0)
    WriteTiffTiles(tiff, spec, codes);
  else
    WriteTiffStrips(tiff, spec, codes);
  ::TIFFClose(tiff);
  return memory.file.bytes();
}

bool PatchTiff(std::vector<uint8_t>& file, uint16_t tag, std::optional<uint32_t> value) {
  const size_t directory = SampleAt<uint32_t>({file.begin() + 4, file.begin() + 8}, 0);
  const size_t entries = static_cast<size_t>(file[directory] | file[directory + 1] << 8);
  const size_t end = directory + 2 + 12 * entries;
  for (size_t at = directory + 2; at < end; at += 12) {
    if ((file[at] | file[at + 1] << 8) != tag) continue;
    if (value) {
      file[at + 2] = 4;
      file[at + 3] = 0;
      std::memcpy(file.data() + at + 8, &*value, 4);
    } else {
      // The rest and the offset of the next directory move up; what lies behind stays where offsets say it is.
      std::memmove(file.data() + at, file.data() + at + 12, end + 4 - at - 12);
      file[directory] = static_cast<uint8_t>(entries - 1);
    }
    return true;
  }
  return false;
}

}  // namespace easelight
