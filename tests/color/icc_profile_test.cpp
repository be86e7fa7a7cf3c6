// ICC profiles: what is made is recognized again, is the same every time, and hostile bytes are only errors.
#include <gtest/gtest.h>

#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/color/icc_profile.h"
#include "core/english/english.h"

namespace easelight {
namespace {

std::vector<uint8_t> Made(const ColorSpace& space) {
  return *MakeIccProfile(space.primaries, space.encoding, space.title);
}

std::vector<uint8_t> Saved(cmsHPROFILE profile) {
  cmsUInt32Number n = 0;
  cmsSaveProfileToMem(profile, nullptr, &n);
  std::vector<uint8_t> bytes(n);
  cmsSaveProfileToMem(profile, bytes.data(), &n);
  cmsCloseProfile(profile);
  return bytes;
}

// A profile as lcms2 makes it: version 4, parametric.
std::vector<uint8_t> MadeByLcms(const Primaries& p, int type, const std::vector<double>& parameters) {
  const cmsCIExyY white{p.white.x, p.white.y, 1};
  const cmsCIExyYTRIPLE rgb{{p.rgb[0].x, p.rgb[0].y, 1}, {p.rgb[1].x, p.rgb[1].y, 1}, {p.rgb[2].x, p.rgb[2].y, 1}};
  cmsToneCurve* curve = cmsBuildParametricToneCurve(nullptr, type, parameters.data());
  cmsToneCurve* curves[] = {curve, curve, curve};
  const std::vector<uint8_t> bytes = Saved(cmsCreateRGBProfile(&white, &rgb, curves));
  cmsFreeToneCurve(curve);
  return bytes;
}

TEST(IccProfile, RecognizesWhatItMakes) {
  for (const ColorSpace& space : ColorSpaces()) {
    const StatusOr<ProfileDescription> description = DescribeIccProfile(Made(space));
    ASSERT_TRUE(description.ok()) << space.name << ": " << EnglishText(description.status());
    EXPECT_EQ(description->description, space.title);
    EXPECT_EQ(description->space, space.use == SpaceUse::kOutput ? space.name : "");
    ASSERT_TRUE(description->color.primaries.has_value());
    // To any other space alike: entries have 16 bits after the point.
    const Primaries& srgb = FindColorSpace("srgb")->primaries;
    const Matrix3 from_described = *RgbFromRgb(srgb, *description->color.primaries);
    const Matrix3 expected = *RgbFromRgb(srgb, space.primaries);
    for (size_t i = 0; i < 9; ++i)
      EXPECT_NEAR(from_described(i / 3, i % 3), expected(i / 3, i % 3), 3e-4) << space.name;
    EXPECT_EQ(description->color.curves, AllChannels(space.encoding)) << space.name;
    EXPECT_EQ(description->color.table, nullptr);
  }
}

TEST(IccProfile, RecognizesTheGrayOnesThatItMakes) {
  for (const TransferCurve& curve : {TransferCurve::Srgb(), TransferCurve::Power(2.2), TransferCurve::Linear()}) {
    const std::vector<uint8_t> made = *MakeGrayIccProfile(curve, "Gray");
    EXPECT_EQ(made, *MakeGrayIccProfile(curve, "Gray")) << "the same bytes every time";
    const auto description = DescribeIccProfile(made);
    ASSERT_TRUE(description.ok()) << EnglishText(description.status());
    EXPECT_TRUE(description->gray);
    EXPECT_EQ(description->description, "Gray");
    EXPECT_EQ(description->color.curves, AllChannels(curve));
  }
}

TransferCurve CurveOf(const std::vector<uint8_t>& profile) { return DescribeIccProfile(profile)->color.curves[1]; }

TEST(IccProfile, RecognizesProfilesOfVersion4) {
  for (const char* name : {"srgb", "display-p3"}) {
    const ColorSpace* space = FindColorSpace(name);
    const std::vector<double> srgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    const StatusOr<ProfileDescription> description = DescribeIccProfile(MadeByLcms(space->primaries, 4, srgb));
    ASSERT_TRUE(description.ok());
    EXPECT_EQ(description->space, name);
    EXPECT_EQ(description->color.curves, AllChannels(TransferCurve::Srgb()));
  }
  const Primaries adobe = FindColorSpace("adobe-rgb")->primaries;
  EXPECT_EQ(CurveOf(MadeByLcms(adobe, 1, {2.2})), TransferCurve::Power(2.2));
  EXPECT_EQ(CurveOf(MadeByLcms(adobe, 1, {563.0 / 256})), TransferCurve::Power(563.0 / 256));
  EXPECT_EQ(CurveOf(MadeByLcms(adobe, 1, {1.0})), TransferCurve::Linear());
  // ITU-R BT.709's curve is none of those that a recipe can name: it is taken as it is.
  const std::vector<double> bt709{1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081};
  const TransferCurve curve = CurveOf(MadeByLcms(adobe, 4, bt709));
  EXPECT_EQ(curve.kind(), TransferCurve::Kind::kParametric);
  EXPECT_NEAR(curve.LinearFromEncoded(0.05), 0.05 / 4.5, 2e-5);
  EXPECT_NEAR(curve.LinearFromEncoded(0.5), std::pow((0.5 + 0.099) / 1.099, 1 / 0.45), 2e-5);
}

// The four bytes of every tag of a kind, moved away: the tag is then unknown.
void Rename(std::vector<uint8_t>& bytes, const std::string& tag) {
  const auto at = std::search(bytes.begin() + 128, bytes.end(), tag.begin(), tag.end());
  ASSERT_NE(at, bytes.end());
  std::fill_n(at, 4, uint8_t{'x'});
}

TEST(IccProfile, RecognizesASpaceWhoseWhiteIsNotStated) {
  std::vector<uint8_t> bytes = Made(*FindColorSpace("srgb"));
  Rename(bytes, "chad");
  const StatusOr<ProfileDescription> description = DescribeIccProfile(bytes);
  ASSERT_TRUE(description.ok());
  EXPECT_EQ(description->space, "srgb");
}

TEST(IccProfile, ReadsGrayAndRefusesTheRest) {
  cmsToneCurve* curve = cmsBuildGamma(nullptr, 1.8);
  const StatusOr<ProfileDescription> gray = DescribeIccProfile(Saved(cmsCreateGrayProfile(cmsD50_xyY(), curve)));
  cmsFreeToneCurve(curve);
  ASSERT_TRUE(gray.ok()) << EnglishText(gray.status());
  EXPECT_EQ(gray->color.curves, AllChannels(TransferCurve::Power(1.8)));
  EXPECT_TRUE(gray->gray);
  EXPECT_FALSE(gray->color.primaries.has_value());

  EXPECT_EQ(DescribeIccProfile(Saved(cmsCreateLab2Profile(nullptr))).status().code(), StatusCode::kUnsupported);
  std::vector<uint8_t> bytes = Made(*FindColorSpace("srgb"));
  Rename(bytes, "rTRC");
  EXPECT_EQ(DescribeIccProfile(bytes).status().code(), StatusCode::kUnsupported);
  EXPECT_EQ(DescribeIccProfile({}).status().code(), StatusCode::kInvalidInput);
  EXPECT_EQ(DescribeIccProfile(std::vector<uint8_t>(5 << 20)).status().code(), StatusCode::kInvalidInput);
}

TEST(IccProfile, IsTheSameEveryTimeAndNamesNoMachine) {
  for (const ColorSpace& space : ColorSpaces()) {
    const std::vector<uint8_t> bytes = Made(space);
    EXPECT_EQ(bytes, Made(space));
    EXPECT_LT(bytes.size(), 4096u);
    EXPECT_EQ(bytes[8], 2);  // The version.
    EXPECT_EQ(bytes[24] << 8 | bytes[25], 2000);
    for (const size_t field : {4, 40, 80, 84, 88, 92, 96}) {
      EXPECT_EQ(std::count(bytes.begin() + field, bytes.begin() + field + 4, 0), 4) << space.name << " " << field;
    }
  }
}

TEST(IccProfile, MapsColorsAsTheSpaceDoes) {
  // lcms2 itself converts through the made profile as our own matrices and curve do.
  const ColorSpace& p3 = *FindColorSpace("display-p3");
  const std::vector<uint8_t> bytes = Made(p3);
  cmsHPROFILE from = cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size()));
  cmsHPROFILE to = cmsCreateXYZProfile();
  cmsHTRANSFORM transform = cmsCreateTransform(from, TYPE_RGB_DBL, to, TYPE_XYZ_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);
  const Matrix3 xyz_from_rgb = BradfordAdaptation(p3.primaries.white, {0.34570, 0.35854}) * *XyzFromRgb(p3.primaries);
  std::mt19937 random(3);
  for (int i = 0; i < 100; ++i) {
    double rgb[3], xyz[3];
    for (double& v : rgb) v = static_cast<double>(random() % 1001) / 1000.0;
    cmsDoTransform(transform, rgb, xyz, 1);
    const Vector3 expected =
        xyz_from_rgb * Vector3(p3.encoding.LinearFromEncoded(rgb[0]), p3.encoding.LinearFromEncoded(rgb[1]),
                               p3.encoding.LinearFromEncoded(rgb[2]));
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(xyz[c], expected[c], 2e-4);
  }
  cmsDeleteTransform(transform);
  cmsCloseProfile(from);
  cmsCloseProfile(to);
}

TEST(IccProfile, SurvivesMutationsAndTruncations) {
  std::mt19937 random(99);
  for (const char* name : {"srgb", "adobe-rgb"}) {
    const std::vector<uint8_t> whole = Made(*FindColorSpace(name));
    for (size_t n = 0; n < whole.size(); n += 7) {
      (void)DescribeIccProfile(ByteSpan(whole.data(), n));
    }
    for (int i = 0; i < 5000; ++i) {
      std::vector<uint8_t> bytes = whole;
      for (int c = 0; c < 3; ++c)
        bytes[random() % std::min<size_t>(bytes.size(), 600)] = static_cast<uint8_t>(random());
      const StatusOr<ProfileDescription> description = DescribeIccProfile(bytes);
      if (!description.ok() || !description->color.primaries) continue;
      EXPECT_TRUE(XyzFromRgb(*description->color.primaries).ok());
      EXPECT_LE(description->description.size(), 128u);
    }
  }
}

}  // namespace
}  // namespace easelight
