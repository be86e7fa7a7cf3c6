// Profiles as outputs: what they are for, which are refused and why, and that hostile ones are only errors.
#include "core/color/output_profile.h"

#include <gtest/gtest.h>

#include <random>

#include "core/color/file_space.h"
#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "tests/color/device_profiles.h"

namespace easelight {
namespace {

constexpr ProfileRendering kRelative;

std::string ReasonAgainst(const std::vector<uint8_t>& profile) {
  const auto output = ReadOutputProfile(profile, kRelative);
  return output.ok() ? "" : EnglishText(output.status());
}

const OutputProfile& Screen() {
  static const auto screen = *ReadOutputProfile(DisplayProfile(4.3, {2.2, 2.2, 2.2}), kRelative);
  return *screen;
}

TEST(FileSpaces, EverySpaceButThoseOfScannersIsOne) {
  for (const ColorSpace& space : ColorSpaces()) {
    EXPECT_EQ(FindFileSpace(space.name) != nullptr, space.use != SpaceUse::kInput) << space.name;
  }
  EXPECT_TRUE(FindFileSpace("acescg")->usual);
  EXPECT_FALSE(FindFileSpace("endura-premier")->usual);
  EXPECT_EQ(FindFileSpace("gray-gamma-2.2")->space.channels(), 1u);
  EXPECT_EQ(FindFileSpace("gray"), nullptr);
}

TEST(OutputProfile, SaysWhatItIsFor) {
  struct Case {
    std::vector<uint8_t> profile;
    DeviceColors colors;
    const char* name;
  };
  for (const Case& c : {Case{PrinterProfile({.channels = 1}), DeviceColors::kGray, "A paper for tests"},
                        Case{PrinterProfile({.channels = 3}), DeviceColors::kRgb, "A paper for tests"},
                        Case{PrinterProfile({.channels = 4}), DeviceColors::kCmyk, "A paper for tests"},
                        Case{DisplayProfile(2.4, {2, 2, 2}), DeviceColors::kRgb, "RGB built-in"},
                        Case{GrayProfile(1.8, cmsSigXYZData), DeviceColors::kGray, "gray built-in"}}) {
    const auto facts = ReadDeviceFacts(c.profile);
    ASSERT_TRUE(facts.ok()) << EnglishText(facts.status());
    EXPECT_EQ(facts->colors, c.colors);
    EXPECT_EQ(facts->description, c.name);
  }
}

TEST(OutputProfile, IsATableWhereLcmsTakesOne) {
  EXPECT_FALSE(Screen().table.has_value());
  const auto profile = PrinterProfile({});
  const auto paper = *ReadOutputProfile(profile, kRelative);
  ASSERT_TRUE(paper->table.has_value());
  EXPECT_EQ(paper->table->side, 33u) << "the profile's own";
  EXPECT_EQ(paper->table->nodes.size(), OutputTable::kNodeFloats * 33 * 33 * 33);
  EXPECT_EQ(paper->digest, (*ReadOutputProfile(profile, kRelative))->digest);
  EXPECT_NE(paper->digest, (*ReadOutputProfile(profile, {RenderingIntent::kPerceptual}))->digest);
}

TEST(OutputProfile, InksAreForProofsOnly) {
  const auto inks = PrinterProfile({.channels = 4});
  EXPECT_EQ(ReasonAgainst(inks),
            "the color profile is for printing inks (CMYK); files are written in RGB or gray, and a soft proof shows "
            "what such a print looks like");
  EXPECT_TRUE(ReadSoftProof(inks, {}).ok());
}

// Device links, effects, named colors; other colors; what only says how to read.
TEST(OutputProfile, OtherKindsAreRefusedWithAReason) {
  std::vector<uint8_t> link = PrinterProfile({});
  std::copy_n("link", 4, link.begin() + 12);
  EXPECT_EQ(ReasonAgainst(link), "the color profile describes no device and no color space");
  cmsHPROFILE lab = cmsCreateLab4Profile(nullptr);
  EXPECT_EQ(ReasonAgainst(SavedProfile(lab)), "the color profile describes no device and no color space");
  std::vector<uint8_t> hsv = PrinterProfile({});
  std::copy_n("HSV ", 4, hsv.begin() + 16);
  EXPECT_EQ(ReasonAgainst(hsv), "the color profile is of neither RGB, gray nor CMYK");
  cmsHPROFILE scanner = cmsCreateProfilePlaceholder(nullptr);
  cmsSetProfileVersion(scanner, 2.4);
  cmsSetDeviceClass(scanner, cmsSigInputClass);
  cmsSetColorSpace(scanner, cmsSigRgbData);
  cmsSetPCS(scanner, cmsSigLabData);
  WriteDeviceTable(scanner, cmsSigAToB0Tag, false, {});
  EXPECT_EQ(ReasonAgainst(SavedProfile(scanner)).substr(0, 43), "the color profile says what a device sees, ");
  EXPECT_EQ(ReasonAgainst({1, 2, 3}), "the color profile is shorter than its header");
  EXPECT_EQ(ReasonAgainst(std::vector<uint8_t>(kMaxProfileBytes + 1)),
            "the color profile is larger than 4 MiB, the limit");
  EXPECT_EQ(ReasonAgainst(std::vector<uint8_t>(500)), "the color profile is damaged");
}

TEST(OutputProfile, SurvivesMutationsAndTruncations) {
  std::mt19937 random(3);
  for (const auto& whole :
       {DisplayProfile(4.3, {1.8, 2.0, 2.2}), PrinterProfile({.channels = 1}), GrayProfile(2.2, cmsSigLabData)}) {
    for (size_t n = 0; n < whole.size(); n += whole.size() / 40 + 1) {
      (void)ReadOutputProfile(ByteSpan(whole.data(), n), kRelative);
      (void)ReadDeviceFacts(ByteSpan(whole.data(), n));
    }
    for (int i = 0; i < 30; ++i) {
      std::vector<uint8_t> bytes = whole;
      for (int c = 0; c < 3; ++c)
        bytes[random() % std::min<size_t>(bytes.size(), 500)] = static_cast<uint8_t>(random());
      const auto output = ReadOutputProfile(bytes, {kRenderingIntents[random() % 4], random() % 2 == 0});
      if (output.ok() && (*output)->table) {
        for (const float node : (*output)->table->nodes) ASSERT_LE(std::abs(node), 4);
      }
      if (i % 10 == 0) (void)ReadSoftProof(bytes, {});
    }
  }
}

}  // namespace
}  // namespace easelight
