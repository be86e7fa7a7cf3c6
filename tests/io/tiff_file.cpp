#include "tests/io/tiff_file.h"

#include <tiffio.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "tests/io/memory_file.h"
#include "tests/synthetic/lossless_jpeg_file.h"

namespace easelight {
namespace {

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
  if (!spec.is_float && spec.bits <= 16) return PackCodes(row.data(), row.size(), spec.bits, false);
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

std::vector<uint32_t> TestCodes(const TiffSpec& spec) {
  const uint32_t float_bits = spec.bits == 32 ? 16 : 11;
  return TestCodes(spec.size, spec.samples, spec.is_float ? float_bits : spec.bits);
}

float FloatOfCode(const TiffSpec& spec, uint32_t code) {
  return static_cast<float>(code) / (spec.bits == 32 ? 1000.0f : 2048.0f);
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
