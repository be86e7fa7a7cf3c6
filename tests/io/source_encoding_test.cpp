// What `auto` means for scans with and without profiles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/source_encoding.h"

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
