// Profiles that are tables, and curves in every form: what lcms2 writes is read as lcms2 reads it.
#include <gtest/gtest.h>

#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "core/color/icc_profile.h"
#include "core/english/english.h"

namespace easelight {
namespace {

std::vector<uint8_t> SavedTable(cmsHPROFILE profile) {
  cmsUInt32Number n = 0;
  cmsSaveProfileToMem(profile, nullptr, &n);
  std::vector<uint8_t> bytes(n);
  cmsSaveProfileToMem(profile, bytes.data(), &n);
  cmsCloseProfile(profile);
  return bytes;
}

// What a node of the tests' tables holds: Lab of a device whose channels mix a little.
cmsInt32Number LabOfDevice(const cmsUInt16Number in[], cmsUInt16Number out[], void*) {
  std::array<double, 3> light;
  for (size_t c = 0; c < 3; ++c) light[c] = std::pow(in[c] / 65535.0, 1.2);
  const double mixed = (light[0] + 2 * light[1] + light[2]) / 4;
  const cmsCIEXYZ xyz{0.9642 * (0.6 * light[0] + 0.4 * mixed), 0.3 * light[0] + 0.7 * mixed,
                      0.8249 * (0.7 * light[2] + 0.3 * mixed)};
  cmsCIELab lab;
  cmsXYZ2Lab(nullptr, &lab, &xyz);
  cmsFloat2LabEncoded(out, &lab);
  return 1;
}

// As many samples as a table of 8 bits has.
cmsToneCurve* SampledPower(double power) {
  std::array<cmsUInt16Number, 256> samples;
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<cmsUInt16Number>(65535 * std::pow(double(i) / 255, power) + 0.5);
  }
  return cmsBuildTabulatedToneCurve16(nullptr, 256, samples.data());
}

// A scanner's profile: curves, a table of `side` nodes a side, and curves again.
std::vector<uint8_t> TableProfile(double version, cmsUInt32Number side, bool eight_bits = false) {
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
  cmsSetProfileVersion(profile, version);
  cmsSetDeviceClass(profile, cmsSigInputClass);
  cmsSetColorSpace(profile, cmsSigRgbData);
  cmsSetPCS(profile, cmsSigLabData);
  cmsWriteTag(profile, cmsSigMediaWhitePointTag, cmsD50_XYZ());
  cmsToneCurve* gamma[3] = {SampledPower(1.8), SampledPower(2.0), SampledPower(2.2)};
  cmsToneCurve* straight = SampledPower(1.0);
  cmsToneCurve* straights[3] = {straight, straight, straight};
  cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, 3, 3);
  cmsStage* table = cmsStageAllocCLut16bit(nullptr, side, 3, 3, nullptr);
  cmsStageSampleCLut16bit(table, LabOfDevice, nullptr, 0);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, gamma));
  cmsPipelineInsertStage(pipeline, cmsAT_END, table);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, straights));
  if (eight_bits) cmsPipelineSetSaveAs8bitsFlag(pipeline, TRUE);
  EXPECT_TRUE(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline));
  cmsPipelineFree(pipeline);
  for (cmsToneCurve* curve : gamma) cmsFreeToneCurve(curve);
  cmsFreeToneCurve(straight);
  return SavedTable(profile);
}

// The largest difference from lcms2 in 8-bit codes of sRGB, over all kinds of colors.
double WorstDifference(const std::vector<uint8_t>& bytes, const ColorTable& table) {
  cmsHPROFILE profile = cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size()));
  cmsHPROFILE xyz_profile = cmsCreateXYZProfile();
  cmsHTRANSFORM transform = cmsCreateTransform(profile, TYPE_RGB_DBL, xyz_profile, TYPE_XYZ_DBL,
                                               INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
  const ColorSpace& srgb = *FindColorSpace("srgb");
  const Matrix3 rgb_from_xyz = ProfileXyzFromRgb(srgb.primaries)->Inverse();
  const auto code = [&](double light) { return 255 * srgb.encoding.EncodedFromLinear(std::clamp(light, 0.0, 1.0)); };
  const TableLookup lookup = {table.nodes.data(), table.node, table.side, &table.rgb_from_xyz};
  std::mt19937 random(5);
  double worst = 0;
  for (int i = 0; i < 20000; ++i) {
    std::array<double, 3> device;
    for (double& v : device) v = static_cast<double>(random() % 65536) / 65535.0;
    if (i % 2 == 0) device = {device[0], device[0], device[0]};
    std::array<double, 3> xyz;
    cmsDoTransform(transform, device.data(), xyz.data(), 1);
    std::array<float, 3> place;
    for (size_t c = 0; c < 3; ++c) {
      place[c] = static_cast<float>(table.side - 1) * static_cast<float>(table.axes[c].LinearFromEncoded(device[c]));
    }
    const auto light = lookup(place[0], place[1], place[2]);
    const Vector3 ours = rgb_from_xyz * (table.profile_xyz * Vector3(light[0], light[1], light[2]));
    const Vector3 theirs = rgb_from_xyz * Vector3(xyz);
    for (size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(code(ours[c]) - code(theirs[c])));
  }
  cmsDeleteTransform(transform);
  cmsCloseProfile(profile);
  cmsCloseProfile(xyz_profile);
  return worst;
}

TEST(IccTable, IsWhatLcmsMakesOfTheProfile) {
  struct Case {
    double version;
    cmsUInt32Number side;
    bool eight_bits;
    double most;  // In 8-bit codes.
  };
  for (const Case& c :
       {Case{2.4, 33, false, 0.3}, Case{2.4, 17, false, 0.3}, Case{2.4, 9, false, 0.3}, Case{2.4, 33, true, 0.5},
        Case{4.3, 33, false, 0.3}, Case{4.3, 17, false, 0.3}, Case{4.3, 21, false, 0.3}}) {
    const std::vector<uint8_t> bytes = TableProfile(c.version, c.side, c.eight_bits);
    const StatusOr<ProfileDescription> description = DescribeIccProfile(bytes);
    ASSERT_TRUE(description.ok()) << EnglishText(description.status());
    ASSERT_NE(description->color.table, nullptr);
    const double worst = WorstDifference(bytes, *description->color.table);
    EXPECT_LE(worst, c.most) << "version " << c.version << ", " << c.side << " nodes, 8 bits: " << c.eight_bits;
    // Two readings are one table.
    EXPECT_EQ(DescribeIccProfile(bytes)->color.table->digest, description->color.table->digest);
  }
}

TEST(IccTable, AFilmTakesItsCurveFromTheGrays) {
  const StatusOr<ProfileDescription> description = DescribeIccProfile(TableProfile(4.3, 33));
  ASSERT_TRUE(description.ok());
  const TransferCurve& curve = description->color.curves[0];
  EXPECT_NEAR(curve.LinearFromEncoded(1.0), 1.0, 1e-3);
  // The middle channel leads: a power of 2.0 in the profile's curve, of 1.2 in its table.
  EXPECT_NEAR(curve.LinearFromEncoded(0.5), std::pow(0.5, 2.4), 0.02);
}

TEST(IccTable, SurvivesMutationsAndTruncations) {
  std::mt19937 random(11);
  const std::vector<uint8_t> whole = TableProfile(2.4, 5);
  for (size_t n = 0; n < whole.size(); n += 97) (void)DescribeIccProfile(ByteSpan(whole.data(), n));
  for (int i = 0; i < 60; ++i) {
    std::vector<uint8_t> bytes = whole;
    for (int c = 0; c < 3; ++c) bytes[random() % std::min<size_t>(bytes.size(), 400)] = static_cast<uint8_t>(random());
    const StatusOr<ProfileDescription> description = DescribeIccProfile(bytes);
    if (!description.ok() || !description->color.table) continue;
    for (const float node : description->color.table->nodes) ASSERT_TRUE(std::isfinite(node));
  }
}

std::vector<uint8_t> CurveProfile(const std::array<cmsToneCurve*, 3>& curves, double version) {
  const cmsCIExyY white{.3127, .3290, 1};
  const cmsCIExyYTRIPLE rgb{{.64, .33, 1}, {.30, .60, 1}, {.15, .06, 1}};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &rgb, curves.data());
  cmsSetProfileVersion(profile, version);
  return SavedTable(profile);
}

TEST(IccCurves, EveryFunctionAndTableIsReadAsItIs) {
  // lcms2's types 1 to 5 are the standard's 0 to 4; parameters in the standard's order.
  const std::vector<std::vector<double>> functions = {{1.7},
                                                      {2.1, 0.9, 0.1},
                                                      {1.9, 0.85, 0.05, 0.02},
                                                      {2.3, 0.92, 0.08, 0.2, 0.06},
                                                      {2.0, 0.9, 0.05, 0.15, 0.07, 0.01, 0.002}};
  for (size_t type = 0; type < functions.size(); ++type) {
    cmsToneCurve* curve =
        cmsBuildParametricToneCurve(nullptr, static_cast<cmsInt32Number>(type + 1), functions[type].data());
    const auto described = DescribeIccProfile(CurveProfile({curve, curve, curve}, 4.3));
    ASSERT_TRUE(described.ok()) << EnglishText(described.status());
    // Not where the functions jump.
    for (int i = 0; i < 1000; ++i) {
      const float code = (static_cast<float>(i) + 0.5f) / 1000;
      EXPECT_NEAR(described->color.curves[0].LinearFromEncoded(code), cmsEvalToneCurveFloat(curve, code), 5e-5)
          << "function " << type << " at " << code;
    }
    cmsFreeToneCurve(curve);
  }
}

TEST(IccCurves, ChannelsHaveCurvesOfTheirOwn) {
  std::array<std::vector<cmsUInt16Number>, 3> samples;
  std::array<cmsToneCurve*, 3> curves;
  for (size_t c = 0; c < 3; ++c) {
    for (int i = 0; i < 300; ++i) {
      const double x = i / 299.0;
      samples[c].push_back(static_cast<cmsUInt16Number>(65535 * (0.3 * x + 0.7 * std::pow(x, 1.5 + double(c)))));
    }
    curves[c] = cmsBuildTabulatedToneCurve16(nullptr, 300, samples[c].data());
  }
  const auto described = DescribeIccProfile(CurveProfile(curves, 2.4));
  ASSERT_TRUE(described.ok()) << EnglishText(described.status());
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(described->color.curves[c].kind(), TransferCurve::Kind::kSampled);
    for (size_t i = 0; i < samples[c].size(); ++i) {
      EXPECT_NEAR(described->color.curves[c].LinearFromEncoded(double(i) / 299), samples[c][i] / 65535.0, 1e-7);
    }
    cmsFreeToneCurve(curves[c]);
  }
}

}  // namespace
}  // namespace easelight
