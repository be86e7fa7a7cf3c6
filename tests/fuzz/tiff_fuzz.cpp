// TIFF files: directories, strips, tiles and planes of every depth and compression that is read.
#include <tiff.h>

#include "tests/fuzz/read_scan.h"
#include "tests/io/scan_kinds.h"
#include "tests/io/tiff_file.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  const std::vector<TiffSpec> specs = {
      {.bits = 1, .samples = 1, .photometric = PHOTOMETRIC_MINISWHITE},
      {.bits = 4, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .fill_order = FILLORDER_LSB2MSB},
      {.bits = 8, .compression = COMPRESSION_LZW, .predictor = PREDICTOR_HORIZONTAL},
      {.bits = 12, .separate_planes = true},
      {.bits = 16, .compression = COMPRESSION_ADOBE_DEFLATE, .tile = 16},
      {.bits = 16, .separate_planes = true, .mode = "wb"},
      {.bits = 32, .is_float = true, .compression = COMPRESSION_ADOBE_DEFLATE, .predictor = PREDICTOR_FLOATINGPOINT},
      {.bits = 8, .compression = COMPRESSION_PACKBITS, .orientation = 6, .thumbnail_first = true, .mode = "w8"},
      {.bits = 8, .samples = 4, .tile = 16},
      {.size = {48, 32}, .bits = 8, .compression = COMPRESSION_JPEG, .rows_per_strip = 16},
      {.bits = 8, .samples = 1, .photometric = PHOTOMETRIC_PALETTE, .palette = std::vector<uint16_t>(3 * 256, 4711)}};
  std::vector<FuzzInput> seeds;
  for (const TiffSpec& spec : specs) {
    seeds.push_back(WriteTiff(spec, TestCodes(spec)));
  }
  // Large palettes and profiles would be most of what is fuzzed.
  for (const ScanKind& kind : ScanKinds()) {
    if (!kind.name.ends_with(".raw") && kind.file.size() < 65536) seeds.push_back(kind.file);
  }
  return seeds;
}

void FuzzOne(ByteSpan input) { ReadScan(input); }

}  // namespace easelight
