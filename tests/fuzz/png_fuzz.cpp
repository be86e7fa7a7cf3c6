// PNG files: header, color chunks, EXIF, and rows of every kind.
#include "tests/fuzz/read_scan.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/sample_files.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  std::vector<FuzzInput> seeds;
  for (const int color_type : {0, 2, 3, 4, 6}) {
    for (const int bits : {1, 2, 4, 8, 16}) {
      const bool palette = color_type == 3;
      if (palette ? bits > 8 : color_type != 0 && bits < 8) continue;
      PngSpec spec{.size = {19, 9}, .color_type = color_type, .bits = bits, .interlaced = bits == 8};
      if (palette) spec.palette.resize(3u << bits, 99);
      spec.exif = BytesOf(CameraBlock(bits == 16));
      spec.gamma = bits == 4 ? 0.45455 : 0;
      spec.transparency = palette;
      seeds.push_back(WritePng(spec, TestCodes(spec.size, SamplesOf(spec), static_cast<uint32_t>(bits))));
    }
  }
  return seeds;
}

void FuzzOne(ByteSpan input) { ReadScan(input); }

}  // namespace easelight
