// Profiles of devices that tests make with lcms2: of papers by tables, of displays and grays by formulas.
#pragma once

#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/color/color_space.h"

namespace easelight {

inline std::vector<uint8_t> SavedProfile(cmsHPROFILE profile) {
  cmsUInt32Number n = 0;
  cmsSaveProfileToMem(profile, nullptr, &n);
  std::vector<uint8_t> bytes(n);
  cmsSaveProfileToMem(profile, bytes.data(), &n);
  cmsCloseProfile(profile);
  return bytes;
}

// A printer as the tests imagine it: three lights of sRGB's primaries, of which black ink leaves 2 %, driven by codes
// of a power. With four channels half of what is common to all inks is black ink.
struct ImaginedPrinter {
  size_t channels = 3;  // 1, 3 or 4.
  double version = 2.4;
  bool uneven = false;  // Whether the tables to the printer have other nodes on an axis than on the others.
  bool eased = false;   // Whether the perceptual table differs from the other: it makes room at both ends.

  static constexpr double kBlack = 0.02;
  static constexpr double kPower = 2.2;
};

inline Matrix3 PrinterXyz() { return *ProfileXyzFromRgb(FindColorSpace("srgb")->primaries); }

inline cmsCIELab LabOfLight(const Vector3& light) {
  const Vector3 v = PrinterXyz() * light;
  const cmsCIEXYZ xyz{v[0], v[1], v[2]};
  cmsCIELab lab;
  cmsXYZ2Lab(nullptr, &lab, &xyz);
  return lab;
}

// What codes of 0..65535 print.
inline cmsInt32Number PrintedLab(const cmsUInt16Number in[], cmsUInt16Number out[], void* cargo) {
  const auto& printer = *static_cast<const ImaginedPrinter*>(cargo);
  Vector3 light;
  for (size_t c = 0; c < 3; ++c) {
    double code = in[printer.channels == 1 ? 0 : c] / 65535.0;
    if (printer.channels == 4) code = (1 - code) * (1 - in[3] / 65535.0);
    light[c] = ImaginedPrinter::kBlack + (1 - ImaginedPrinter::kBlack) * std::pow(code, ImaginedPrinter::kPower);
  }
  const cmsCIELab lab = LabOfLight(light);
  if (printer.version < 4) {
    cmsFloat2LabEncodedV2(out, &lab);
  } else {
    cmsFloat2LabEncoded(out, &lab);
  }
  return 1;
}

// The codes that print a color, or one near it.
inline cmsInt32Number CodesOfLab(const cmsUInt16Number in[], cmsUInt16Number out[], void* cargo) {
  const auto& printer = *static_cast<const ImaginedPrinter*>(cargo);
  cmsCIELab lab;
  if (printer.version < 4) {
    cmsLabEncoded2FloatV2(&lab, in);
  } else {
    cmsLabEncoded2Float(&lab, in);
  }
  cmsCIEXYZ xyz;
  cmsLab2XYZ(nullptr, &xyz, &lab);
  Vector3 light = PrinterXyz().Inverse() * Vector3(xyz.X, xyz.Y, xyz.Z);
  if (printer.channels == 1) light = Vector3::Constant(xyz.Y);
  std::array<double, 4> codes{};
  for (size_t c = 0; c < 3; ++c) {
    const double eased = printer.eased ? 0.03 + 0.94 * light[c] : light[c];
    const double ink = std::clamp((eased - ImaginedPrinter::kBlack) / (1 - ImaginedPrinter::kBlack), 0.0, 1.0);
    codes[c] = std::pow(ink, 1 / ImaginedPrinter::kPower);
  }
  if (printer.channels == 4) {
    codes[3] = 0.5 * (1 - std::max({codes[0], codes[1], codes[2]}));
    for (size_t c = 0; c < 3; ++c) codes[c] = 1 - codes[c] / (1 - codes[3]);
  }
  for (size_t c = 0; c < printer.channels; ++c) {
    out[c] = static_cast<cmsUInt16Number>(std::clamp(codes[c], 0.0, 1.0) * 65535 + 0.5);
  }
  return 1;
}

inline void WriteDeviceTable(cmsHPROFILE profile, cmsTagSignature tag, bool to_device, ImaginedPrinter printer) {
  const auto channels = static_cast<cmsUInt32Number>(printer.channels);
  const cmsUInt32Number in = to_device ? 3 : channels;
  const cmsUInt32Number out = to_device ? channels : 3;
  cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, in, out);
  std::array<cmsUInt32Number, 4> sides;
  sides.fill(to_device ? 33 : 17);
  if (to_device && printer.uneven) sides[0] = 29;
  cmsStage* table = cmsStageAllocCLut16bitGranular(nullptr, sides.data(), in, out, nullptr);
  cmsStageSampleCLut16bit(table, to_device ? CodesOfLab : PrintedLab, &printer, 0);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, in, nullptr));
  cmsPipelineInsertStage(pipeline, cmsAT_END, table);
  cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, out, nullptr));
  cmsWriteTag(profile, tag, pipeline);
  cmsPipelineFree(pipeline);
}

// A paper of a yellowish white.
inline std::vector<uint8_t> PrinterProfile(const ImaginedPrinter& printer) {
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
  cmsSetProfileVersion(profile, printer.version);
  cmsSetDeviceClass(profile, cmsSigOutputClass);
  cmsSetColorSpace(profile, printer.channels == 1   ? cmsSigGrayData
                            : printer.channels == 3 ? cmsSigRgbData
                                                    : cmsSigCmykData);
  cmsSetPCS(profile, cmsSigLabData);
  const cmsCIEXYZ paper{0.83, 0.87, 0.66};
  cmsWriteTag(profile, cmsSigMediaWhitePointTag, &paper);
  cmsMLU* name = cmsMLUalloc(nullptr, 1);
  cmsMLUsetASCII(name, "en", "US", "A paper for tests");
  cmsWriteTag(profile, cmsSigProfileDescriptionTag, name);
  cmsMLUfree(name);
  ImaginedPrinter eased = printer;
  eased.eased = true;
  WriteDeviceTable(profile, cmsSigAToB0Tag, false, printer);
  cmsLinkTag(profile, cmsSigAToB1Tag, cmsSigAToB0Tag);
  WriteDeviceTable(profile, cmsSigBToA0Tag, true, eased);
  WriteDeviceTable(profile, cmsSigBToA1Tag, true, printer);
  return SavedProfile(profile);
}

// A display's: primaries, and a curve of each channel's own, which go with it.
inline std::vector<uint8_t> DisplayProfile(double version, std::array<cmsToneCurve*, 3> curves) {
  const Primaries& p3 = FindColorSpace("display-p3")->primaries;
  const cmsCIExyY white{p3.white.x, p3.white.y, 1};
  const cmsCIExyYTRIPLE rgb{
      {p3.rgb[0].x, p3.rgb[0].y, 1}, {p3.rgb[1].x, p3.rgb[1].y, 1}, {p3.rgb[2].x, p3.rgb[2].y, 1}};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &rgb, curves.data());
  for (cmsToneCurve* curve : curves) cmsFreeToneCurve(curve);
  cmsSetProfileVersion(profile, version);
  return SavedProfile(profile);
}

inline std::vector<uint8_t> DisplayProfile(double version, const std::array<double, 3>& powers) {
  const auto power = [](double g) { return cmsBuildGamma(nullptr, g); };
  return DisplayProfile(version, {power(powers[0]), power(powers[1]), power(powers[2])});
}

// Its black is 2 % of its white: (a x)^g + e, with c x + f below d.
inline std::vector<uint8_t> GlowingDisplayProfile() {
  const auto curve = [] {
    const std::array<double, 7> gabcdef = {2.2, std::pow(0.98, 1 / 2.2), 0, 0, 0, 0.02, 0.02};
    return cmsBuildParametricToneCurve(nullptr, 5, gabcdef.data());
  };
  return DisplayProfile(4.3, {curve(), curve(), curve()});
}

// A gray display's whose connection space is XYZ, or Lab: then its curve says lightness.
inline std::vector<uint8_t> GrayProfile(double power, cmsColorSpaceSignature connection) {
  cmsToneCurve* curve = cmsBuildGamma(nullptr, power);
  cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
  cmsFreeToneCurve(curve);
  cmsSetPCS(profile, connection);
  return SavedProfile(profile);
}

}  // namespace easelight
