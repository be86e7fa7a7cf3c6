// Writes the ICC profiles of the output spaces.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/color/icc_profile.h"
#include "core/color/lcms.h"

namespace easelight {
namespace {

using lcms::ConnectionChromaticity;
using lcms::Curve;
using lcms::Profile;
using lcms::Text;

// ICC.1:2010, 7.2: the fields of the header that would differ from run to run or machine to machine.
constexpr size_t kCmmOffset = 4;
constexpr size_t kDateOffset = 24;
constexpr size_t kPlatformOffset = 40;
constexpr size_t kCreatorOffset = 80;
// Year, month, day, hours, minutes, seconds, each of 16 bits, big-endian: the first second of 2000.
constexpr std::array<uint8_t, 12> kFixedDate{0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};

// Entries of a written curve. Between them linear interpolation is off by less than 3e-7, a twentieth of what a
// 16-bit entry can express.
constexpr uint32_t kTableEntries = 1024;

// What a profile of any kind has.
bool WriteNames(cmsContext context, cmsHPROFILE profile, const std::string& title) {
  const Text name(cmsMLUalloc(context, 1));
  const Text rights(cmsMLUalloc(context, 1));
  return name != nullptr && rights != nullptr && cmsMLUsetASCII(name.get(), "en", "US", title.c_str()) &&
         cmsMLUsetASCII(rights.get(), "en", "US", "No copyright, use freely") &&
         cmsWriteTag(profile, cmsSigProfileDescriptionTag, name.get()) &&
         cmsWriteTag(profile, cmsSigCopyrightTag, rights.get()) &&
         cmsWriteTag(profile, cmsSigMediaWhitePointTag, cmsD50_XYZ());
}

bool WriteColors(cmsHPROFILE profile, const Matrix3& colorants, const Matrix3& adaptation, const cmsToneCurve* curve) {
  constexpr cmsTagSignature kColorants[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
  std::array<cmsCIEXYZ, 3> adaptation_rows;
  bool ok = true;
  for (size_t i = 0; i < 3; ++i) {
    const cmsCIEXYZ colorant = lcms::XyzFrom(colorants.Column(i));
    ok = ok && cmsWriteTag(profile, kColorants[i], &colorant);
    adaptation_rows[i] = lcms::XyzFrom(adaptation.rows[i]);
  }
  return ok && cmsWriteTag(profile, cmsSigChromaticAdaptationTag, adaptation_rows.data()) &&
         cmsWriteTag(profile, cmsSigRedTRCTag, curve) && cmsLinkTag(profile, cmsSigGreenTRCTag, cmsSigRedTRCTag) &&
         cmsLinkTag(profile, cmsSigBlueTRCTag, cmsSigRedTRCTag);
}

// Version 2 stores a power as a multiple of 1/256; any other curve is a table, filled with our own transfer curve and
// not by lcms2's, whose pow differs between C libraries.
Curve CurveFrom(cmsContext context, const TransferCurve& encoding) {
  const double power = encoding.kind() == TransferCurve::Kind::kSrgb ? 0 : encoding.power();
  if (power > 0 && power * 256 == std::floor(power * 256)) return Curve(cmsBuildGamma(context, power));
  std::array<cmsUInt16Number, kTableEntries> table;
  for (uint32_t i = 0; i < kTableEntries; ++i) {
    const double linear = encoding.LinearFromEncoded(static_cast<double>(i) / (kTableEntries - 1));
    table[i] = static_cast<cmsUInt16Number>(std::floor(std::clamp(linear, 0.0, 1.0) * 65535 + 0.5));
  }
  return Curve(cmsBuildTabulatedToneCurve16(context, kTableEntries, table.data()));
}

void MakeRepeatable(std::vector<uint8_t>& bytes) {
  std::copy(kFixedDate.begin(), kFixedDate.end(), bytes.begin() + kDateOffset);
  for (const size_t offset : {kCmmOffset, kPlatformOffset, kCreatorOffset}) {
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), 4, uint8_t{0});
  }
}

// A profile whose own tags `write` adds, behind the names.
template <typename WriteTags>
StatusOr<std::vector<uint8_t>> MakeProfile(cmsColorSpaceSignature colors, const TransferCurve& encoding,
                                           std::string_view title, const WriteTags& write) {
  const lcms::Context context = lcms::MakeContext();
  if (context == nullptr) return ResourceExhausted("profile-memory");
  const Profile profile(cmsCreateProfilePlaceholder(context.get()));
  const Curve curve = CurveFrom(context.get(), encoding);
  if (profile == nullptr || curve == nullptr) return ResourceExhausted("profile-memory");
  // Version 2.4 with the adaptation tag: what version 4 readers do with it is the same, and some programs and browsers
  // ignore version 4.
  cmsSetProfileVersion(profile.get(), 2.4);
  cmsSetDeviceClass(profile.get(), cmsSigDisplayClass);
  cmsSetColorSpace(profile.get(), colors);
  cmsSetPCS(profile.get(), cmsSigXYZData);
  if (!WriteNames(context.get(), profile.get(), std::string(title)) || !write(profile.get(), curve.get())) {
    return ResourceExhausted("profile-memory");
  }
  cmsUInt32Number n = 0;
  if (!cmsSaveProfileToMem(profile.get(), nullptr, &n)) return InvalidInput("profile-unwritten");
  std::vector<uint8_t> bytes(n);
  if (!cmsSaveProfileToMem(profile.get(), bytes.data(), &n)) return InvalidInput("profile-unwritten");
  MakeRepeatable(bytes);
  return bytes;
}

}  // namespace

StatusOr<std::vector<uint8_t>> MakeIccProfile(const Primaries& primaries, const TransferCurve& encoding,
                                              std::string_view title) {
  ASSIGN_OR_RETURN(const Matrix3 xyz, XyzFromRgb(primaries));
  const Matrix3 adaptation = BradfordAdaptation(primaries.white, ConnectionChromaticity());
  return MakeProfile(cmsSigRgbData, encoding, title, [&](cmsHPROFILE profile, const cmsToneCurve* curve) {
    return WriteColors(profile, adaptation * xyz, adaptation, curve);
  });
}

StatusOr<std::vector<uint8_t>> MakeGrayIccProfile(const TransferCurve& encoding, std::string_view title) {
  return MakeProfile(cmsSigGrayData, encoding, title, [](cmsHPROFILE profile, const cmsToneCurve* curve) {
    return cmsWriteTag(profile, cmsSigGrayTRCTag, curve) != 0;
  });
}

}  // namespace easelight
