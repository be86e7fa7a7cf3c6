#include "tests/io/sample_files.h"

#include <png.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace easelight {
namespace {

void OnPngWrite(png_structp png, png_bytep bytes, size_t n) {
  auto* out = static_cast<std::vector<uint8_t>*>(png_get_io_ptr(png));
  out->insert(out->end(), bytes, bytes + n);
}

}  // namespace

std::vector<uint8_t> PackCodes(const uint32_t* codes, size_t n, uint32_t bits, bool big_endian) {
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
      png_write_row(png,
                    PackCodes(codes.data() + y * row_codes, row_codes, static_cast<uint32_t>(spec.bits), true).data());
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
    std::vector<uint8_t> row = PackCodes(codes.data() + y * row_codes, row_codes, 8, true);
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

}  // namespace easelight
