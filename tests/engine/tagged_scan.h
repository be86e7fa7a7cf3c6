// Scans whose files say what their numbers mean, and what the engine makes of them, for comparison with Little CMS.
#pragma once

#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "core/color/color_space.h"
#include "core/color/icc_profile.h"
#include "tests/engine/test_engine.h"
#include "tests/io/tiff_file.h"

namespace easelight {

inline constexpr Extent kTaggedSize = {128, 96};

// Codes of a picture of one or three channels: every corner and edge of the cube, a ramp of grays, the darkest codes
// one by one, and anything.
inline std::vector<uint32_t> TaggedCodes(uint32_t channels, uint32_t bits) {
  const uint32_t most = bits == 8 ? 255 : 65535;
  const size_t count = kTaggedSize.pixels() * channels;
  std::vector<uint32_t> codes;
  if (channels == 3) {
    constexpr uint32_t kSteps = 9;
    for (uint32_t i = 0; i < kSteps * kSteps * kSteps; ++i) {
      for (const uint32_t step : {i / (kSteps * kSteps), i / kSteps % kSteps, i % kSteps}) {
        codes.push_back(most * step / (kSteps - 1));
      }
    }
  }
  for (uint32_t i = 0; i <= 255; ++i) codes.insert(codes.end(), channels, most * i / 255);
  for (uint32_t i = 0; i <= 255; ++i) codes.insert(codes.end(), channels, i);
  std::mt19937 random(7);
  while (codes.size() < count) codes.push_back(static_cast<uint32_t>(random() % (most + 1)));
  codes.resize(count);
  return codes;
}

inline std::vector<uint8_t> TaggedTiff(const std::vector<uint8_t>& profile, uint32_t channels, uint32_t bits,
                                       const std::vector<uint32_t>& codes) {
  TiffSpec spec;
  spec.size = kTaggedSize;
  spec.bits = bits;
  spec.samples = channels;
  spec.photometric = channels == 3 ? 2 : 1;  // PHOTOMETRIC_RGB, PHOTOMETRIC_MINISBLACK
  spec.icc_profile = profile;
  return WriteTiff(spec, codes);
}

inline std::vector<uint8_t> ProfileOf(const ColorSpace& space) {
  return *MakeIccProfile(space.primaries, space.encoding, space.title);
}

// An export, read back.
struct DevelopedPicture {
  std::vector<uint32_t> codes;
  uint32_t channels = 0;
  std::vector<uint8_t> icc_profile;
};

inline DevelopedPicture Developed(Engine& engine, ScanNumber scan, const Recipe& recipe, ExportOptions options,
                                  uint8_t depth) {
  MemoryBlockFile file;
  options.depth = depth;
  const auto size = engine.BeginExport(scan, recipe, options, std::make_unique<KeptFile>(file));
  EXPECT_TRUE(size.ok()) << EnglishText(size.status());
  for (;;) {
    const auto progress = engine.ExportStep();
    EXPECT_TRUE(progress.ok());
    if (!progress.ok() || progress->finished()) break;
  }
  MemoryBlockFile source(file.bytes());
  const auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  DevelopedPicture picture{{}, (*decoder)->info().channels, (*decoder)->info().icc_profile};
  Extent decoded;
  const std::vector<uint8_t> bytes = DecodeAll(file.bytes(), decoded);
  picture.codes.resize(picture.channels * decoded.pixels());
  for (size_t i = 0; i < picture.codes.size(); ++i) {
    uint16_t code = bytes[i];
    if (depth == 16) std::memcpy(&code, bytes.data() + 2 * i, sizeof code);
    picture.codes[i] = code;
  }
  return picture;
}

// The codes of an export of a file, read with all controls at rest.
inline std::vector<uint32_t> DevelopedCodes(Engine& engine, ScanNumber scan, const Recipe& recipe,
                                            std::string_view space, uint8_t depth) {
  const auto options = MakeExportOptions(FileFormat::kPng, space, std::nullopt);
  EXPECT_TRUE(options.ok());
  return Developed(engine, scan, recipe, *options, depth).codes;
}

// What lcms2 makes of 16-bit codes: relative colorimetric, without black point compensation. Empty where it refuses.
inline std::vector<uint32_t> ConvertedByLcms(const std::vector<uint8_t>& from, uint32_t channels,
                                             const std::vector<uint8_t>& to, const std::vector<uint32_t>& codes) {
  cmsHPROFILE source = cmsOpenProfileFromMem(from.data(), static_cast<cmsUInt32Number>(from.size()));
  cmsHPROFILE target = cmsOpenProfileFromMem(to.data(), static_cast<cmsUInt32Number>(to.size()));
  cmsHTRANSFORM transform = cmsCreateTransform(source, channels == 3 ? TYPE_RGB_16 : TYPE_GRAY_16, target, TYPE_RGB_16,
                                               INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
  std::vector<uint32_t> converted;
  if (transform != nullptr) {
    const std::vector<uint16_t> in(codes.begin(), codes.end());
    std::vector<uint16_t> out(3 * in.size() / channels);
    cmsDoTransform(transform, in.data(), out.data(), static_cast<cmsUInt32Number>(in.size() / channels));
    converted.assign(out.begin(), out.end());
    cmsDeleteTransform(transform);
  }
  if (source != nullptr) cmsCloseProfile(source);
  if (target != nullptr) cmsCloseProfile(target);
  return converted;
}

inline uint32_t LargestDifference(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  EXPECT_EQ(a.size(), b.size());
  uint32_t largest = 0;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    largest = std::max(largest, a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]);
  }
  return largest;
}

}  // namespace easelight
