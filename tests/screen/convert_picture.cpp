// Converts a picture by Little CMS alone, from the profile in its file to a screen's space: what a test of the screen
// expects. `convert_picture FILE srgb|display-p3` writes 8-bit R, G, B to standard output.
// lcms2 marks parameters `register`, which C++17 dropped.
#define CMS_NO_REGISTER_KEYWORD 1
#include <lcms2.h>

#include <cstdio>
#include <memory>
#include <string_view>
#include <vector>

#include "core/io/decoder.h"
#include "core/io/local_file.h"

namespace easelight {
namespace {

constexpr cmsCIExyY kD65 = {.3127, .3290, 1};
constexpr cmsCIExyYTRIPLE kSrgb = {{.64, .33, 1}, {.30, .60, 1}, {.15, .06, 1}};
constexpr cmsCIExyYTRIPLE kDisplayP3 = {{.68, .32, 1}, {.265, .69, 1}, {.15, .06, 1}};
// The sRGB curve, IEC 61966-2-1, as ICC's parametric type 3 has it (lcms2's 4): g, a, b, c, d.
constexpr cmsFloat64Number kCurve[] = {2.4, 1 / 1.055, .055 / 1.055, 1 / 12.92, .04045};

cmsHPROFILE ScreenProfile(bool wide) {
  cmsToneCurve* curve = cmsBuildParametricToneCurve(nullptr, 4, kCurve);
  cmsToneCurve* curves[] = {curve, curve, curve};
  cmsHPROFILE profile = cmsCreateRGBProfile(&kD65, wide ? &kDisplayP3 : &kSrgb, curves);
  cmsFreeToneCurve(curve);
  return profile;
}

int Convert(const char* path, bool wide) {
  auto source = LocalFileSource::Open(path);
  if (!source.ok()) return 1;
  const auto decoder = OpenScan(**source);
  if (!decoder.ok()) return 1;
  const ScanInfo& info = (*decoder)->info();
  std::vector<uint8_t> samples(info.row_bytes() * info.size.height);
  for (size_t at = 0; at < samples.size();) {
    const auto rows = (*decoder)->ReadRows(MutableByteSpan(samples).subspan(at));
    if (!rows.ok() || *rows == 0) return 1;
    at += *rows * info.row_bytes();
  }
  const auto profile_bytes = static_cast<cmsUInt32Number>(info.icc_profile.size());
  cmsHPROFILE from = cmsOpenProfileFromMem(info.icc_profile.data(), profile_bytes);
  cmsHPROFILE to = ScreenProfile(wide);
  const cmsUInt32Number format = info.format == SampleFormat::kUint8 ? TYPE_RGB_8 : TYPE_RGB_16;
  cmsHTRANSFORM transform =
      cmsCreateTransform(from, format, to, TYPE_RGB_16, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
  if (transform == nullptr) return 1;
  std::vector<uint16_t> converted(info.size.pixels() * 3);
  cmsDoTransform(transform, samples.data(), converted.data(), static_cast<cmsUInt32Number>(info.size.pixels()));
  for (const uint16_t code : converted) std::putchar((code + 128) / 257);
  cmsDeleteTransform(transform);
  cmsCloseProfile(from);
  cmsCloseProfile(to);
  return 0;
}

}  // namespace
}  // namespace easelight

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return easelight::Convert(argv[1], std::string_view(argv[2]) == "display-p3");
}
