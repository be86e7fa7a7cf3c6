// PNG: every color type and depth, interlacing, metadata, and what is refused.
#include <gtest/gtest.h>
#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/scan_limits.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

// Expected rows: alpha dropped, narrow gray scaled up.
std::vector<uint8_t> ExpectedRows(const PngSpec& spec, const std::vector<uint32_t>& codes) {
  const uint32_t samples = SamplesOf(spec);
  const uint32_t kept = samples >= 3 ? 3 : 1;
  std::vector<uint8_t> rows;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i % samples >= kept) continue;
    if (!spec.palette.empty()) {
      rows.insert(rows.end(), spec.palette.begin() + 3 * codes[i], spec.palette.begin() + 3 * codes[i] + 3);
    } else if (spec.bits == 16) {
      const uint16_t code = static_cast<uint16_t>(codes[i]);
      rows.resize(rows.size() + 2);
      std::memcpy(rows.data() + rows.size() - 2, &code, 2);
    } else {
      rows.push_back(static_cast<uint8_t>(codes[i] * 255 / ((1u << spec.bits) - 1)));
    }
  }
  return rows;
}

void ExpectRoundTrip(const PngSpec& spec, const std::string& what) {
  const std::vector<uint32_t> codes = TestCodes(spec.size, SamplesOf(spec), static_cast<uint32_t>(spec.bits));
  const StatusOr<DecodedScan> scan = DecodeAll(WritePng(spec, codes));
  ASSERT_TRUE(scan.ok()) << what << ": " << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "PNG");
  EXPECT_EQ(scan->info.size, spec.size);
  EXPECT_EQ(scan->info.format, spec.bits == 16 ? SampleFormat::kUint16 : SampleFormat::kUint8) << what;
  EXPECT_EQ(scan->info.bits_in_file, spec.palette.empty() ? spec.bits : 8) << what;
  EXPECT_TRUE(scan->rows == ExpectedRows(spec, codes)) << what;
}

TEST(PngDecoder, ReadsEveryColorTypeAndDepth) {
  struct Variant {
    int color_type;
    std::vector<int> depths;
  };
  const Variant variants[] = {{PNG_COLOR_TYPE_GRAY, {1, 2, 4, 8, 16}},
                              {PNG_COLOR_TYPE_RGB, {8, 16}},
                              {PNG_COLOR_TYPE_GRAY_ALPHA, {8, 16}},
                              {PNG_COLOR_TYPE_RGB_ALPHA, {8, 16}}};
  for (const Variant& variant : variants) {
    for (const int bits : variant.depths) {
      for (const bool interlaced : {false, true}) {
        PngSpec spec;
        spec.color_type = variant.color_type;
        spec.bits = bits;
        spec.interlaced = interlaced;
        ExpectRoundTrip(spec, "type " + std::to_string(spec.color_type) + " bits " + std::to_string(bits));
      }
    }
  }
}

TEST(PngDecoder, ReadsPalettes) {
  for (const int bits : {1, 2, 4, 8}) {
    for (const bool transparency : {false, true}) {
      PngSpec spec;
      spec.color_type = PNG_COLOR_TYPE_PALETTE;
      spec.bits = bits;
      spec.transparency = transparency;
      for (int i = 0; i < (1 << bits) * 3; ++i) spec.palette.push_back(static_cast<uint8_t>(i * 37));
      ExpectRoundTrip(spec, "palette of bits " + std::to_string(bits));
    }
  }
}

TEST(PngDecoder, IgnoresTransparentColor) {
  PngSpec spec;
  spec.transparency = true;
  ExpectRoundTrip(spec, "RGB with tRNS");
}

TEST(PngDecoder, ReadsOneColumnAndOneRow) {
  for (const Extent size : {Extent{1, 9}, Extent{9, 1}, Extent{1, 1}}) {
    for (const bool interlaced : {false, true}) {
      PngSpec spec;
      spec.size = size;
      spec.interlaced = interlaced;
      ExpectRoundTrip(spec, std::to_string(size.width) + " x " + std::to_string(size.height));
    }
  }
}

TEST(PngDecoder, HonorsMetadata) {
  for (uint8_t orientation = 1; orientation <= 8; ++orientation) {
    PngSpec spec;
    spec.exif = OrientationBlock(orientation, orientation % 2 == 0);
    const StatusOr<DecodedScan> scan = DecodeAll(WritePng(spec, TestCodes(spec.size, 3, 8)));
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan->info.orientation, orientation);
  }
  const ColorSpace* space = FindColorSpace("adobe-rgb");
  PngSpec spec;
  spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
  spec.gamma = 0.45455;
  StatusOr<DecodedScan> scan = DecodeAll(WritePng(spec, TestCodes(spec.size, 3, 8)));
  ASSERT_TRUE(scan.ok());
  EXPECT_EQ(scan->info.icc_profile, spec.icc_profile);
  EXPECT_NEAR(scan->info.png_color.gamma, 0.45455, 1e-9);
  spec.icc_profile.clear();
  spec.gamma = 1.0;
  scan = DecodeAll(WritePng(spec, TestCodes(spec.size, 3, 8)));
  ASSERT_TRUE(scan.ok());
  EXPECT_NEAR(scan->info.png_color.gamma, 1.0, 1e-9);
}

TEST(PngDecoder, RefusesAnInterlacedPictureThatDoesNotFit) {
  PngSpec spec;
  spec.size = {4000, 4000};
  spec.interlaced = true;
  spec.color_type = PNG_COLOR_TYPE_GRAY;
  std::vector<uint8_t> file = WritePng(spec, std::vector<uint32_t>(16'000'000, 7));
  EXPECT_TRUE(DecodeAll(file, 64).ok());
  // The same file said to be RGB of 16 bits, with the CRC that makes it so.
  file[24] = 16;
  file[25] = PNG_COLOR_TYPE_RGB;
  const uint32_t crc = static_cast<uint32_t>(crc32(0, file.data() + 12, 17));
  for (int i = 0; i < 4; ++i) file[29 + i] = static_cast<uint8_t>(crc >> (24 - 8 * i));
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(
      EnglishText(scan.status()),
      "an interlaced PNG is decoded whole; 4000 x 4000 pixels need 92 MiB, the limit is 40 MiB, and it would fit at "
      "2591 x 2591");
}

TEST(PngDecoder, SaysAfterWhichRowTheFileEnds) {
  PngSpec spec;
  spec.size = {200, 100};
  std::vector<uint8_t> file = WritePng(spec, TestCodes(spec.size, 3, 8));
  file.resize(file.size() / 2);
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kTruncated);
  EXPECT_EQ(EnglishText(scan.status()).find("the file ends after row "), 0u) << EnglishText(scan.status());
}

TEST(PngDecoder, NoticesDamagedData) {
  PngSpec spec;
  spec.size = {200, 100};
  std::vector<uint8_t> file = WritePng(spec, TestCodes(spec.size, 3, 8));
  file[file.size() - 40] ^= 0x10;  // In the last IDAT: its checksum is read with the last row.
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kInvalidInput) << EnglishText(scan.status());
}

}  // namespace
}  // namespace easelight
