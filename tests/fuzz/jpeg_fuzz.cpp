// JPEG files: markers, profiles in pieces, EXIF, scans baseline and progressive, and files that are cut off.
#include "core/color/color_space.h"
#include "core/color/icc_profile.h"
#include "tests/fuzz/read_scan.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/sample_files.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  const ColorSpace& space = *FindColorSpace("adobe-rgb");
  std::vector<FuzzInput> seeds;
  for (const int components : {1, 3, 4}) {
    for (const bool progressive : {false, true}) {
      JpegSpec spec{.size = {37, 23}, .components = components, .progressive = progressive};
      spec.subsampled = !progressive;
      spec.rgb_inside = progressive && components == 3;
      spec.restart_rows = progressive ? 0 : 1;
      spec.exif = BytesOf(CameraBlock(progressive));
      if (components == 3) spec.icc_profile = *MakeIccProfile(space.primaries, space.encoding, "Adobe RGB");
      seeds.push_back(WriteJpeg(spec, TestCodes(spec.size, static_cast<uint32_t>(components), 8)));
      FuzzInput cut = seeds.back();
      cut.resize(cut.size() - cut.size() / 8);
      seeds.push_back(std::move(cut));
    }
  }
  const JpegSpec apart{.size = {37, 23}, .scans_apart = true};
  seeds.push_back(WriteJpeg(apart, TestCodes(apart.size, 3, 8)));
  FuzzInput preceded = seeds.front();
  const FuzzInput junk = InputOf("junk before a marker");
  preceded.insert(preceded.begin() + 2, junk.begin(), junk.end());
  seeds.push_back(std::move(preceded));
  return seeds;
}

void FuzzOne(ByteSpan input) { ReadScan(input); }

}  // namespace easelight
