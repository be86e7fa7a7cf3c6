#include "core/io/source_encoding.h"

#include <cmath>

#include "core/color/icc_profile.h"

namespace easelight {
namespace {

Sentence NameOf(const TransferCurve& curve) {
  if (curve.kind() == TransferCurve::Kind::kLinear) return {"curve-linear"};
  if (curve.kind() == TransferCurve::Kind::kSrgb) return {"curve-srgb"};
  return {"curve-power", {{"power", std::round(curve.power() * 1000) / 1000}}};
}

Sentence SamplesOf(const ScanInfo& info) {
  if (info.format == SampleFormat::kFloat32) return {"samples-float", {{"format", info.container}}};
  if (info.format == SampleFormat::kUint16) return {"samples-16-bit", {{"format", info.container}}};
  return {"samples-8-bit", {{"format", info.container}}};
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
  const Sentence curve = NameOf(encoding.curve);
  const Sentence name = profile.description.empty() ? Sentence("profile-unnamed")
                                                    : Sentence("profile-name", {{"name", profile.description}});
  encoding.note = profile.encoding ? Sentence("note-profile", {{"curve", curve}, {"profile", name}})
                                   : Sentence("note-profile-curve",
                                              {{"curve", curve}, {"profile", name}, {"samples", SamplesOf(info)}});
  return encoding;
}

}  // namespace

ScanEncoding AutoEncoding(const ScanInfo& info) {
  ScanEncoding encoding;
  if (info.linear) {
    encoding.curve = TransferCurve::Linear();
    encoding.note = {"note-light"};
    return encoding;
  }
  if (!info.icc_profile.empty()) {
    const StatusOr<ProfileDescription> profile = DescribeIccProfile(info.icc_profile);
    if (profile.ok()) return FromProfile(info, *profile);
    encoding.curve = CustomOfFormat(info);
    encoding.note = {
        "note-profile-refused",
        {{"curve", NameOf(encoding.curve)}, {"reason", profile.status().sentence()}, {"samples", SamplesOf(info)}}};
    return encoding;
  }
  if (info.png_gamma >= 0.1 && info.png_gamma <= 10) {
    encoding.curve = CurveFromPngGamma(info.png_gamma);
    encoding.note = {"note-png-gamma", {{"curve", NameOf(encoding.curve)}}};
    return encoding;
  }
  encoding.curve = CustomOfFormat(info);
  encoding.note = {"note-no-profile", {{"curve", NameOf(encoding.curve)}, {"samples", SamplesOf(info)}}};
  return encoding;
}

}  // namespace easelight
