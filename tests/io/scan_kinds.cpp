#include "tests/io/scan_kinds.h"

#include <tiffio.h>

#include <utility>

#include "tests/color/device_profiles.h"
#include "tests/io/dump_file.h"
#include "tests/io/tiff_file.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/scanner_files.h"

namespace easelight {
namespace {

std::vector<uint8_t> WriteKind(const TiffSpec& spec) { return WriteTiff(spec, TestCodes(spec)); }

// Strips of three planes, and no word on their rows.
std::vector<uint8_t> WithoutRowsPerStrip() {
  std::vector<uint8_t> file = WriteKind({.bits = 16, .separate_planes = true, .mode = "wl"});
  PatchTiff(file, TIFFTAG_ROWSPERSTRIP, std::nullopt);
  return file;
}

std::vector<uint8_t> DeepPalette() {
  TiffSpec spec{.bits = 16, .samples = 1, .photometric = PHOTOMETRIC_PALETTE};
  for (uint32_t i = 0; i < 3u << 16; ++i) spec.palette.push_back(static_cast<uint16_t>(i * 7919));
  return WriteKind(spec);
}

DngSpec MosaicSpec() {
  DngSpec spec;
  spec.size = {72, 56};
  spec.bits = 14;
  spec.white = 15000;
  spec.black = {512};
  spec.neutral = {0.5, 1, 0.8};
  spec.tile = {32, 32};
  return spec;
}

DngSpec LosslessSpec() {
  DngSpec spec = MosaicSpec();
  spec.lossless = 1;
  return spec;
}

// Of 8 bits by a table, in strips of which not all have as many rows.
DngSpec LosslessStripsSpec() {
  DngSpec spec = LosslessSpec();
  spec.tile = {};
  spec.strip_rows = 10;
  spec.lossless = 5;
  spec.bits = 8;
  for (uint32_t code = 0; code < 256; ++code) spec.curve.push_back(code * code / 4);
  return spec;
}

std::vector<uint8_t> WriteMosaic(const DngSpec& spec) { return WriteDng(spec, TestCodes(spec.size, 1, spec.bits)); }

std::vector<ScanKind> UnusualKinds() {
  constexpr int kDeflate = COMPRESSION_ADOBE_DEFLATE;
  constexpr int kDifferences = PREDICTOR_FLOATINGPOINT;
  return {
      {"planes-of-unsaid-strips.tif", WithoutRowsPerStrip()},
      {"half.tif", WriteKind({.bits = 16, .is_float = true, .compression = kDeflate, .predictor = kDifferences})},
      {"float-24.tif", WriteKind({.bits = 24, .is_float = true, .compression = kDeflate, .predictor = kDifferences})},
      {"float-64.tif", WriteKind({.bits = 64, .is_float = true, .compression = COMPRESSION_LZW, .tile = 16})},
      {"integer-24.tif", WriteKind({.bits = 24, .mode = "wb"})},
      {"integer-32.tif", WriteKind({.bits = 32, .compression = kDeflate, .separate_planes = true})},
      {"palette-16.tif", DeepPalette()},
      {"lossless-jpeg.tif", WriteKind({.bits = 16, .compression = COMPRESSION_JPEG, .lossless = 6})},
      {"lossless-jpeg-tiles.tif", WriteKind({.bits = 14, .compression = COMPRESSION_JPEG, .lossless = 1, .tile = 16})},
      {"lab-8.tif", WriteKind({.bits = 8, .photometric = PHOTOMETRIC_CIELAB, .compression = COMPRESSION_LZW})},
      {"lab-16.tif", WriteKind({.bits = 16, .photometric = PHOTOMETRIC_CIELAB})},
      {"icc-lab-16.tif", WriteKind({.bits = 16, .photometric = PHOTOMETRIC_ICCLAB, .compression = kDeflate})},
      {"ycbcr.tif",
       WriteKind({.photometric = PHOTOMETRIC_YCBCR, .block_width = 2, .block_height = 2, .rows_per_strip = 8})},
      {"cmyk.tif",
       WriteKind({.samples = 4, .photometric = PHOTOMETRIC_SEPARATED, .icc_profile = PrinterProfile({.channels = 4})})},
      {"pakon.raw", WriteDump({}, NegativeCodes({}))},
      {"mosaic.dng", WriteMosaic(MosaicSpec())},
      {"lossless-mosaic.dng", WriteMosaic(LosslessSpec())},
      {"lossless-strips.dng", WriteMosaic(LosslessStripsSpec())},
  };
}

}  // namespace

std::vector<ScanKind> ScanKinds() {
  std::vector<ScanKind> kinds = UnusualKinds();
  for (ScannerFile& scan : ScannerFiles()) kinds.push_back({std::move(scan.name), std::move(scan.bytes)});
  return kinds;
}

std::vector<ScanKind> LargeScanKinds() {
  DngSpec spec = LosslessSpec();
  spec.size = {8300, 8200};
  spec.tile = {256, 256};
  spec.same_tiles = true;
  return {{"large-lossless-mosaic.dng", WriteDng(spec, TestCodes(spec.tile, 1, spec.bits))}};
}

}  // namespace easelight
