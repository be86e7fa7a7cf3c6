#include "core/io/source_encoding.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/color/icc_profile.h"
#include "core/io/cicp.h"

namespace easelight {
namespace {

Sentence NameOf(const ScanColor& color) {
  if (color.table) return {"curve-table"};
  const auto& [red, green, blue] = color.curves;
  if (!(red == green && red == blue)) return {"curve-own"};
  switch (red.kind()) {
    case TransferCurve::Kind::kLinear:
      return {"curve-linear"};
    case TransferCurve::Kind::kSrgb:
      return {"curve-srgb"};
    case TransferCurve::Kind::kPower:
      return {"curve-power", {{"power", std::round(red.power() * 1000) / 1000}}};
    default:
      return {"curve-own"};
  }
}

Sentence SamplesOf(const ScanInfo& info) {
  if (info.float_in_file) return {"samples-float", {{"format", info.container}}};
  if (info.format == SampleFormat::kFloat32) {
    return {"samples-wide", {{"bits", info.bits_in_file}, {"format", info.container}}};
  }
  if (info.format == SampleFormat::kUint16) return {"samples-16-bit", {{"format", info.container}}};
  return {"samples-8-bit", {{"format", info.container}}};
}

ScanColor WithPrimaries(const Primaries& primaries, const ChannelCurves& curves) {
  return {curves, primaries, ProfileXyzFromRgb(primaries).value(), nullptr, std::nullopt};
}

ScanColor WithSrgbPrimaries(const TransferCurve& curve) {
  return WithPrimaries(FindColorSpace("srgb")->primaries, AllChannels(curve));
}

ScanColor CustomOfFormat(const ScanInfo& info) {
  const bool raw = info.container == "TIFF" && info.format != SampleFormat::kUint8;
  return WithSrgbPrimaries(raw ? TransferCurve::Linear() : TransferCurve::Srgb());
}

std::string NameOfPrimaries(const std::optional<Primaries>& primaries) {
  for (const ColorSpace& space : ColorSpaces()) {
    if (space.use == SpaceUse::kOutput && primaries == space.primaries) return std::string(space.name);
  }
  return {};
}

// The chunk states light's exponent, 1/2.2 for 2.2. Writers that mean sRGB put 0.45455, as its specification tells
// them, with sRGB's own primaries or none.
TransferCurve CurveFromPngGamma(double gamma, bool srgb_primaries) {
  const double power = 1.0 / gamma;
  if (std::abs(power - 1.0) < 0.01) return TransferCurve::Linear();
  if (std::abs(power - 2.2) < 0.01) return srgb_primaries ? TransferCurve::Srgb() : TransferCurve::Power(2.2);
  return TransferCurve::Power(std::round(power * 1000) / 1000);
}

// None where there are none, or where they span no space.
std::optional<Primaries> PrimariesFromPng(const PngColor& color) {
  const auto& xy = color.chromaticities;
  const Primaries primaries{{{{xy[2], xy[3]}, {xy[4], xy[5]}, {xy[6], xy[7]}}}, {xy[0], xy[1]}};
  if (!(primaries.white.x > 0) || !XyzFromRgb(primaries).ok()) return std::nullopt;
  return primaries;
}

// What the chunks gAMA and cHRM say.
std::optional<ScanColor> ColorFromPngNumbers(const PngColor& png) {
  const std::optional<Primaries> primaries = PrimariesFromPng(png);
  const bool has_gamma = png.gamma >= 0.1 && png.gamma <= 10;
  if (!primaries && !has_gamma) return std::nullopt;
  const Primaries& srgb = FindColorSpace("srgb")->primaries;
  const Primaries used = primaries.value_or(srgb);
  const TransferCurve curve = has_gamma ? CurveFromPngGamma(png.gamma, used == srgb) : TransferCurve::Srgb();
  return WithPrimaries(used, AllChannels(curve));
}

// Null where it says nothing.
const ColorSpace* SpaceFromExif(ExifColor color) {
  if (color == ExifColor::kUnsaid) return nullptr;
  return FindColorSpace(color == ExifColor::kSrgb ? "srgb" : "adobe-rgb");
}

ScanEncoding Stated(const ScanColor& color, const Sentence& note) {
  return {.color = color, .space_name = NameOfPrimaries(color.primaries), .note = note, .word = EncodingWord::kTag};
}

ScanEncoding FromProfile(const ProfileDescription& profile) {
  ScanEncoding encoding;
  encoding.word = EncodingWord::kTag;
  encoding.color = profile.color;
  encoding.space_name = profile.space;
  // A gray profile says nothing of primaries, and a table needs none: these are for who sets the table aside.
  if (!encoding.color.primaries) {
    const ScanColor srgb = WithSrgbPrimaries(TransferCurve::Srgb());
    encoding.color.primaries = srgb.primaries;
    encoding.color.profile_xyz = srgb.profile_xyz;
  }
  const Sentence curve = NameOf(encoding.color);
  const Sentence name = profile.description.empty() ? Sentence("profile-unnamed")
                                                    : Sentence("profile-name", {{"name", profile.description}});
  encoding.note = {"note-profile", {{"curve", curve}, {"profile", name}}};
  encoding.refused = !profile.reason.name().empty();
  if (encoding.refused) {
    encoding.note = {"note-profile-partly", {{"curve", curve}, {"profile", name}, {"reason", profile.reason}}};
  }
  return encoding;
}

ScanEncoding WithoutProfile(const ScanInfo& info, const Sentence& reason) {
  ScanEncoding encoding;
  encoding.color = CustomOfFormat(info);
  encoding.note = {"note-profile-refused",
                   {{"curve", NameOf(encoding.color)}, {"reason", reason}, {"samples", SamplesOf(info)}}};
  encoding.refused = true;
  encoding.word = EncodingWord::kCustom;
  return encoding;
}

ScanEncoding ReadProfile(const ScanInfo& info) {
  if (!info.profile_lost.name().empty()) return WithoutProfile(info, info.profile_lost);
  const StatusOr<ProfileDescription> profile = DescribeIccProfile(info.icc_profile);
  if (!profile.ok()) return WithoutProfile(info, profile.status().sentence());
  if (profile->gray && info.channels == 3) return WithoutProfile(info, {"profile-gray-for-color"});
  return FromProfile(*profile);
}

ScanEncoding ReadEncoding(const ScanInfo& info) {
  if (info.linear) {
    ScanEncoding encoding;
    encoding.color.camera = info.camera;
    encoding.note = {"note-light"};
    return encoding;
  }
  const PngColor& png = info.png_color;
  if (const auto cicp = ColorFromCicp(png.cicp)) {
    const ScanColor color = WithPrimaries(cicp->primaries, AllChannels(cicp->curve));
    return Stated(color, {"note-png-cicp", {{"curve", NameOf(color)}}});
  }
  if (!info.icc_profile.empty() || !info.profile_lost.name().empty()) return ReadProfile(info);
  if (png.srgb) {
    const ScanColor srgb = WithSrgbPrimaries(TransferCurve::Srgb());
    return Stated(srgb, {"note-png-srgb", {{"curve", NameOf(srgb)}}});
  }
  if (const auto color = ColorFromPngNumbers(png)) {
    return Stated(*color, {"note-png-gamma", {{"curve", NameOf(*color)}}});
  }
  if (const ColorSpace* space = SpaceFromExif(info.exif_color)) {
    const ScanColor color = WithPrimaries(space->primaries, AllChannels(space->encoding));
    return Stated(color, {"note-exif", {{"curve", NameOf(color)}, {"space", space->title}}});
  }
  if (info.maker_power != 0) {
    const ScanColor made = WithSrgbPrimaries(TransferCurve::Power(info.maker_power));
    return {.color = made, .note = {"note-flextight", {{"curve", NameOf(made)}}}, .word = EncodingWord::kCustom};
  }
  const ScanColor custom = CustomOfFormat(info);
  return {.color = custom,
          .note = {"note-no-profile", {{"curve", NameOf(custom)}, {"samples", SamplesOf(info)}}},
          .word = EncodingWord::kCustom};
}

// Eight bits are hardly ever linear, nor is what says so of itself anything else; and a table is made for one device.
bool CanBeDoubted(const ScanInfo& info, const ScanEncoding& encoding) {
  const auto& [red, green, blue] = encoding.color.curves;
  if (info.format != SampleFormat::kUint16 || encoding.color.table || !(red == green && red == blue)) return false;
  return encoding.word == EncodingWord::kCustom || red.kind() != TransferCurve::Kind::kLinear;
}

std::string MeaningOfAuto(const ScanColor& color) {
  if (color.camera) return std::string("camera");
  if (!color.primaries) return std::string("device");
  const std::string name = color.table ? std::string() : NameOfPrimaries(color.primaries);
  return name.empty() ? std::string("profile") : name;
}

}  // namespace

ScanEncoding AutoEncoding(const ScanInfo& info) {
  ScanEncoding encoding = ReadEncoding(info);
  encoding.auto_space = MeaningOfAuto(encoding.color);
  if (!CanBeDoubted(info, encoding)) encoding.word = EncodingWord::kFirm;
  return encoding;
}

}  // namespace easelight
