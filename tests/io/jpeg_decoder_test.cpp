// JPEG: every process that is read, metadata, and what is refused.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/scan_limits.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

std::vector<uint8_t> Write(const JpegSpec& spec) {
  return WriteJpeg(spec, TestCodes(spec.size, static_cast<uint32_t>(spec.components), 8));
}

// Offset of the first marker of that kind, found by walking the segments.
size_t FindMarker(const std::vector<uint8_t>& file, uint8_t marker) {
  size_t at = 2;
  while (at + 4 <= file.size() && file[at + 1] != marker) at += 2 + (file[at + 2] << 8 | file[at + 3]);
  return at;
}

TEST(JpegDecoder, ReadsAsLibjpegDoes) {
  for (const bool progressive : {false, true}) {
    for (const bool subsampled : {false, true}) {
      for (const bool rgb_inside : {false, true}) {
        for (const bool arithmetic : {false, true}) {
          for (const int components : {1, 3}) {
            JpegSpec spec;
            spec.components = components;
            spec.progressive = progressive;
            spec.subsampled = subsampled && !rgb_inside;
            spec.rgb_inside = rgb_inside && components == 3;
            spec.arithmetic = arithmetic;
            spec.restart_rows = progressive ? 0 : 1;
            const std::vector<uint8_t> file = Write(spec);
            const StatusOr<DecodedScan> scan = DecodeAll(file);
            ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
            EXPECT_EQ(scan->info.container, "JPEG");
            EXPECT_EQ(scan->info.size, spec.size);
            EXPECT_EQ(scan->info.channels, components);
            EXPECT_TRUE(scan->rows == DecodeJpegPlainly(file));
          }
        }
      }
    }
  }
}

TEST(JpegDecoder, HonorsMetadata) {
  const ColorSpace* space = FindColorSpace("display-p3");
  for (uint8_t orientation = 1; orientation <= 8; ++orientation) {
    JpegSpec spec;
    spec.exif = OrientationBlock(orientation, orientation % 2 == 0);
    spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
    const StatusOr<DecodedScan> scan = DecodeAll(Write(spec));
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan->info.orientation, orientation);
    EXPECT_EQ(scan->info.icc_profile, spec.icc_profile);
  }
}

TEST(JpegDecoder, JoinsAProfileOfSeveralSegments) {
  JpegSpec spec;
  spec.icc_profile.resize(200'000);
  for (size_t i = 0; i < spec.icc_profile.size(); ++i) spec.icc_profile[i] = static_cast<uint8_t>(i * 31 >> 3);
  std::vector<uint8_t> file = Write(spec);
  StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  EXPECT_TRUE(scan->info.icc_profile == spec.icc_profile);
  // With a piece missing there is no profile, and still a picture.
  const size_t piece = FindMarker(file, 0xE2);
  file.erase(file.begin() + piece, file.begin() + piece + 2 + (file[piece + 2] << 8 | file[piece + 3]));
  scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  EXPECT_TRUE(scan->info.icc_profile.empty());
  EXPECT_EQ(EnglishText(scan->info.profile_lost), "the embedded color profile is damaged");
}

TEST(JpegDecoder, RefusesCmykAndOtherPrecisions) {
  JpegSpec spec;
  spec.components = 4;
  const StatusOr<DecodedScan> cmyk = DecodeAll(Write(spec));
  EXPECT_EQ(cmyk.status().code(), StatusCode::kUnsupported);
  EXPECT_NE(EnglishText(cmyk.status()).find("CMYK"), std::string::npos);

  std::vector<uint8_t> file = Write(JpegSpec{});
  const size_t frame = FindMarker(file, 0xC0);
  file[frame + 4] = 12;
  const StatusOr<DecodedScan> deep = DecodeAll(file);
  EXPECT_EQ(deep.status().code(), StatusCode::kUnsupported);
  EXPECT_EQ(EnglishText(deep.status()), "this JPEG has samples of 12 bits; 8 bits are read");
  file[frame + 1] = 0xC3;
  EXPECT_EQ(DecodeAll(file).status().code(), StatusCode::kUnsupported);
}

TEST(JpegDecoder, RefusesAProgressivePictureThatDoesNotFit) {
  JpegSpec spec;
  spec.progressive = true;
  std::vector<uint8_t> file = Write(spec);
  const size_t frame = FindMarker(file, 0xC2);
  file[frame + 5] = file[frame + 7] = 6000 >> 8;
  file[frame + 6] = file[frame + 8] = 6000 & 255;
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kResourceExhausted);
  EXPECT_NE(EnglishText(scan.status()).find("a progressive JPEG is decoded whole; 6000 x 6000 pixels need 103 MiB"),
            std::string::npos)
      << EnglishText(scan.status());
}

TEST(JpegDecoder, BoundsTheNumberOfScans) {
  JpegSpec spec;
  spec.progressive = true;
  spec.components = 1;
  std::vector<uint8_t> file = Write(spec);
  // The last scan again and again: from its last start-of-scan marker to the end marker.
  size_t scan = file.size();
  for (size_t i = 0; i + 1 < file.size(); ++i) {
    if (file[i] == 0xFF && file[i + 1] == 0xDA) scan = i;
  }
  ASSERT_LT(scan, file.size());
  const std::vector<uint8_t> last(file.begin() + scan, file.end() - 2);
  for (int i = 0; i < 3 * kMaxJpegScans; ++i) file.insert(file.end() - 2, last.begin(), last.end());
  EXPECT_EQ(DecodeAll(file).status().code(), StatusCode::kInvalidInput);
}

TEST(JpegDecoder, NoticesEveryCut) {
  for (const bool progressive : {false, true}) {
    JpegSpec spec;
    spec.size = {200, 150};
    spec.progressive = progressive;
    std::vector<uint8_t> file = Write(spec);
    file.resize(file.size() * 2 / 3);
    const StatusOr<DecodedScan> scan = DecodeAll(file);
    EXPECT_EQ(scan.status().code(), StatusCode::kTruncated) << EnglishText(scan.status());
    EXPECT_EQ(EnglishText(scan.status()).find("the file ends "), 0u) << EnglishText(scan.status());
  }
}

TEST(JpegDecoder, ForgivesAMissingEndMarkerAndBytesAfterIt) {
  std::vector<uint8_t> file = Write(JpegSpec{});
  const std::vector<uint8_t> rows = DecodeJpegPlainly(file);
  file.insert(file.end(), 1000, 0x55);
  StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  EXPECT_TRUE(scan->rows == rows);
  file.resize(file.size() - 1002);
  scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_TRUE(scan->rows == rows);
}

}  // namespace
}  // namespace easelight
