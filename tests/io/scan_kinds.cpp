#include "tests/io/scan_kinds.h"

#include <tiffio.h>

#include <utility>

#include "tests/color/device_profiles.h"
#include "tests/io/dump_file.h"
#include "tests/io/tiff_file.h"
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
  };
}

}  // namespace

std::vector<ScanKind> ScanKinds() {
  std::vector<ScanKind> kinds = UnusualKinds();
  for (ScannerFile& scan : ScannerFiles()) kinds.push_back({std::move(scan.name), std::move(scan.bytes)});
  return kinds;
}

}  // namespace easelight
