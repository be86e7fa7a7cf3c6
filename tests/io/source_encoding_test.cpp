// What `auto` means for scans with and without profiles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/source_encoding.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"

namespace easelight {
namespace {

ScanInfo Info(const std::string& container, SampleFormat format) {
  ScanInfo info;
  info.container = container;
  info.format = format;
  return info;
}

TEST(AutoEncoding, FollowsTheCustomOfUntaggedFiles) {
  EXPECT_EQ(AutoEncoding(Info("JPEG", SampleFormat::kUint8)).color.curves[1], TransferCurve::Srgb());
  EXPECT_EQ(AutoEncoding(Info("PNG", SampleFormat::kUint8)).color.curves[1], TransferCurve::Srgb());
  EXPECT_EQ(AutoEncoding(Info("PNG", SampleFormat::kUint16)).color.curves[1], TransferCurve::Srgb());
  EXPECT_EQ(AutoEncoding(Info("TIFF", SampleFormat::kUint8)).color.curves[1], TransferCurve::Srgb());
  EXPECT_EQ(AutoEncoding(Info("TIFF", SampleFormat::kFloat32)).color.curves[1], TransferCurve::Linear());
  const ScanEncoding linear = AutoEncoding(Info("TIFF", SampleFormat::kUint16));
  EXPECT_EQ(linear.color.curves[1], TransferCurve::Linear());
  EXPECT_EQ(EnglishText(linear.note), "Linear: a 16-bit TIFF without a color profile");
  EXPECT_EQ(linear.color.primaries, FindColorSpace("srgb")->primaries);
}

TEST(AutoEncoding, SaysHowFarTheFilesWordHolds) {
  EXPECT_EQ(AutoEncoding(Info("TIFF", SampleFormat::kUint16)).word, EncodingWord::kCustom);
  EXPECT_EQ(AutoEncoding(Info("PNG", SampleFormat::kUint16)).word, EncodingWord::kCustom);
  EXPECT_EQ(AutoEncoding(Info("TIFF", SampleFormat::kUint8)).word, EncodingWord::kFirm);
  EXPECT_EQ(AutoEncoding(Info("TIFF", SampleFormat::kFloat32)).word, EncodingWord::kFirm);
  ScanInfo raw = Info("camera raw", SampleFormat::kUint16);
  raw.linear = true;
  EXPECT_EQ(AutoEncoding(raw).word, EncodingWord::kFirm);
  ScanInfo tagged = Info("TIFF", SampleFormat::kUint16);
  const ColorSpace& srgb = *FindColorSpace("srgb");
  tagged.icc_profile = *MakeIccProfile(srgb.primaries, srgb.encoding, srgb.title);
  EXPECT_EQ(AutoEncoding(tagged).word, EncodingWord::kTag);
  tagged.icc_profile = *MakeIccProfile(srgb.primaries, TransferCurve::Linear(), "linear");
  EXPECT_EQ(AutoEncoding(tagged).word, EncodingWord::kFirm);
  tagged.icc_profile.assign(500, 0);
  EXPECT_EQ(AutoEncoding(tagged).word, EncodingWord::kCustom);
}

TEST(AutoEncoding, FollowsTheGammaOfAPng) {
  ScanInfo info = Info("PNG", SampleFormat::kUint16);
  info.png_color.gamma = 1.0;
  EXPECT_EQ(AutoEncoding(info).color.curves[1], TransferCurve::Linear());
  info.png_color.gamma = 0.45455;
  EXPECT_EQ(AutoEncoding(info).color.curves[1], TransferCurve::Srgb());
  info.png_color.gamma = 0.55556;
  EXPECT_EQ(AutoEncoding(info).color.curves[1], TransferCurve::Power(1.8));
  info.png_color.gamma = 1e-9;
  EXPECT_EQ(AutoEncoding(info).color.curves[1], TransferCurve::Srgb());
}

// A file of 8 bits in each format that has EXIF, with this block.
std::vector<std::vector<uint8_t>> FilesWith(const RawBlock& raw, const std::vector<uint8_t>& profile = {}) {
  const std::vector<uint32_t> codes = TestCodes({37, 23}, 3, 8);
  JpegSpec jpeg;
  PngSpec png;
  TiffSpec tiff;
  jpeg.exif = png.exif = BytesOf(raw);
  jpeg.icc_profile = png.icc_profile = tiff.icc_profile = profile;
  return {WriteJpeg(jpeg, codes), WritePng(png, codes), WithCamera(WriteTiff(tiff, codes), raw)};
}

TEST(AutoEncoding, FollowsExifInEveryFormat) {
  for (const std::vector<uint8_t>& file : FilesWith(ColorBlock(false, 0xFFFF, "R03"))) {
    const auto scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    const ScanEncoding encoding = AutoEncoding(scan->info);
    EXPECT_EQ(encoding.auto_space, "adobe-rgb") << scan->info.container;
    EXPECT_EQ(encoding.color.curves[1], FindColorSpace("adobe-rgb")->encoding);
    EXPECT_EQ(EnglishText(encoding.note), "Power 2.199: from EXIF's color space, Adobe RGB");
    EXPECT_FALSE(encoding.refused);
  }
  for (const std::vector<uint8_t>& file : FilesWith(ColorBlock(false, 1))) {
    const ScanEncoding encoding = AutoEncoding(DecodeAll(file)->info);
    EXPECT_EQ(encoding.auto_space, "srgb");
    EXPECT_EQ(encoding.color.curves[1], TransferCurve::Srgb());
    EXPECT_EQ(EnglishText(encoding.note), "sRGB curve: from EXIF's color space, sRGB");
  }
}

TEST(AutoEncoding, ReadsA16BitTiffOfExifsSpaceAsEncodedButNotWithoutDoubt) {
  TiffSpec spec;
  spec.bits = 16;
  const auto scan = DecodeAll(WithCamera(WriteTiff(spec, TestCodes(spec.size, 3, 16)), ColorBlock(false, 1)));
  ASSERT_TRUE(scan.ok());
  const ScanEncoding encoding = AutoEncoding(scan->info);
  EXPECT_EQ(encoding.color.curves[1], TransferCurve::Srgb());
  EXPECT_EQ(encoding.word, EncodingWord::kTag);
}

TEST(AutoEncoding, TakesExifsWordLast) {
  const ColorSpace& p3 = *FindColorSpace("display-p3");
  const auto profile = *MakeIccProfile(p3.primaries, p3.encoding, p3.title);
  for (const std::vector<uint8_t>& file : FilesWith(ColorBlock(false, 0xFFFF, "R03"), profile)) {
    EXPECT_EQ(AutoEncoding(DecodeAll(file)->info).auto_space, "display-p3");
  }
  ScanInfo png = Info("PNG", SampleFormat::kUint8);
  png.exif_color = ExifColor::kAdobeRgb;
  EXPECT_EQ(AutoEncoding(png).auto_space, "adobe-rgb");
  png.png_color.gamma = 1 / 1.8;
  EXPECT_EQ(AutoEncoding(png).color.curves[1], TransferCurve::Power(1.8));
  png.png_color.srgb = true;
  EXPECT_EQ(AutoEncoding(png).auto_space, "srgb");
  // A camera's word on its own pictures is none on what its sensor counted.
  ScanInfo raw = Info("camera raw", SampleFormat::kUint16);
  raw.linear = true;
  raw.exif_color = ExifColor::kSrgb;
  EXPECT_EQ(AutoEncoding(raw).color.curves[1], TransferCurve::Linear());
}

TEST(AutoEncoding, FollowsTheProfile) {
  for (const ColorSpace& space : ColorSpaces()) {
    ScanInfo info = Info("TIFF", SampleFormat::kUint16);
    info.icc_profile = *MakeIccProfile(space.primaries, space.encoding, space.title);
    const ScanEncoding encoding = AutoEncoding(info);
    EXPECT_EQ(encoding.color.curves[1], space.encoding) << space.name;
    EXPECT_EQ(encoding.space_name, space.use == SpaceUse::kOutput ? space.name : "") << space.name;
    ASSERT_TRUE(encoding.color.primaries.has_value());
    EXPECT_THAT(EnglishText(encoding.note), testing::HasSubstr(space.title));
  }
}

TEST(AutoEncoding, SaysThatAProfileCannotBeUsed) {
  ScanInfo info = Info("TIFF", SampleFormat::kUint16);
  info.icc_profile.assign(500, 0);
  const ScanEncoding encoding = AutoEncoding(info);
  EXPECT_EQ(encoding.color.curves[1], TransferCurve::Linear());
  EXPECT_EQ(EnglishText(encoding.note), "Linear: the color profile is damaged; this is the custom for a 16-bit TIFF");
}

}  // namespace
}  // namespace easelight
