#include "core/io/source_encoding.h"

#include <cmath>
#include <cstdio>

#include "core/color/icc_profile.h"

namespace easelight {
namespace {

std::string CurveName(const TransferCurve& curve) {
  if (curve.kind() == TransferCurve::Kind::kLinear) return "Linear";
  if (curve.kind() == TransferCurve::Kind::kSrgb) return "sRGB curve";
  char text[32];
  std::snprintf(text, sizeof text, "Power %.4g", curve.power());
  return text;
}

std::string SamplesName(const ScanInfo& info) {
  if (info.format == SampleFormat::kFloat32) return "a float " + info.container;
  return (info.format == SampleFormat::kUint16 ? "a 16-bit " : "an 8-bit ") + info.container;
}

TransferCurve CustomOfFormat(const ScanInfo& info) {
  const bool raw = info.container == "TIFF" && info.format != SampleFormat::kUint8;
  return raw ? TransferCurve::Linear() : TransferCurve::Srgb();
}

// The chunk states light's exponent, 1/2.2 for 2.2. Writers that mean sRGB put 0.45455, as its specification tells
// them.
TransferCurve CurveFromPngGamma(double gamma) {
  const double power = 1.0 / gamma;
  if (std::abs(power - 1.0) < 0.01) return TransferCurve::Linear();
  if (std::abs(power - 2.2) < 0.01) return TransferCurve::Srgb();
  return TransferCurve::Power(std::round(power * 1000) / 1000);
}

ScanEncoding FromProfile(const ScanInfo& info, const ProfileDescription& profile) {
  ScanEncoding encoding;
  encoding.curve = profile.encoding.value_or(CustomOfFormat(info));
  encoding.primaries = profile.primaries;
  encoding.space_name = profile.space;
  const std::string name = profile.description.empty() ? "unnamed" : "\"" + profile.description + "\"";
  encoding.reason = profile.encoding
                        ? CurveName(encoding.curve) + ": from the embedded color profile, " + name
                        : CurveName(encoding.curve) + ": the curve of the embedded color profile, " + name +
                              ", is none that is known; this is the custom for " + SamplesName(info);
  return encoding;
}

}  // namespace

ScanEncoding AutoEncoding(const ScanInfo& info) {
  ScanEncoding encoding;
  if (info.linear) {
    encoding.curve = TransferCurve::Linear();
    encoding.reason = "Linear: the light that a camera's sensor counted";
    return encoding;
  }
  if (!info.icc_profile.empty()) {
    const StatusOr<ProfileDescription> profile = DescribeIccProfile(info.icc_profile);
    if (profile.ok()) return FromProfile(info, *profile);
    encoding.curve = CustomOfFormat(info);
    encoding.reason =
        CurveName(encoding.curve) + ": " + profile.status().message() + "; this is the custom for " + SamplesName(info);
    return encoding;
  }
  if (info.png_gamma >= 0.1 && info.png_gamma <= 10) {
    encoding.curve = CurveFromPngGamma(info.png_gamma);
    encoding.reason = CurveName(encoding.curve) + ": from the PNG's gamma";
    return encoding;
  }
  encoding.curve = CustomOfFormat(info);
  encoding.reason = CurveName(encoding.curve) + ": " + SamplesName(info) + " without a color profile";
  return encoding;
}

}  // namespace easelight
