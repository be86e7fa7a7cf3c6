#include "core/color/icc_profile.h"

// lcms2 marks parameters `register`, which C++17 dropped.
#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>

namespace easelight {
namespace {

// ICC.1:2010, 7.2: the header's length, and the fields that would differ from run to run or machine to machine.
constexpr size_t kHeaderBytes = 128;
constexpr size_t kCmmOffset = 4;
constexpr size_t kDateOffset = 24;
constexpr size_t kPlatformOffset = 40;
constexpr size_t kCreatorOffset = 80;
// Year, month, day, hours, minutes, seconds, each of 16 bits, big-endian: the first second of 2000.
constexpr std::array<uint8_t, 12> kFixedDate{0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};

constexpr size_t kMaxProfileBytes = size_t{4} << 20;
constexpr size_t kMaxDescription = 128;
// A chromaticity, and a sample of a tone curve, that differ by less are the same.
constexpr double kChromaticityTolerance = 0.002;
constexpr double kCurveTolerance = 0.002;
constexpr int kCurveSamples = 256;
// Entries of a written curve. Between them linear interpolation is off by less than 3e-7, a twentieth of what a
// 16-bit entry can express.
constexpr uint32_t kTableEntries = 1024;

// Every call has a context of its own, so that threads share nothing; it reports no errors anywhere.
struct ContextDeleter {
  void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
struct ProfileDeleter {
  void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
struct CurveDeleter {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};
struct TextDeleter {
  void operator()(cmsMLU* text) const { cmsMLUfree(text); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, ContextDeleter>;
using Profile = std::unique_ptr<void, ProfileDeleter>;
using Curve = std::unique_ptr<cmsToneCurve, CurveDeleter>;
using Text = std::unique_ptr<cmsMLU, TextDeleter>;

void IgnoreError(cmsContext, cmsUInt32Number, const char*) {}

Context MakeContext() {
  Context context(cmsCreateContext(nullptr, nullptr));
  if (context != nullptr) cmsSetLogErrorHandlerTHR(context.get(), IgnoreError);
  return context;
}

Vector3 VectorFrom(const cmsCIEXYZ& xyz) { return {xyz.X, xyz.Y, xyz.Z}; }
cmsCIEXYZ XyzFrom(const Vector3& v) { return {v[0], v[1], v[2]}; }

// None for a color that has no chromaticity: hostile profiles hold zeros and negative sums.
std::optional<Chromaticity> ChromaticityFrom(const Vector3& xyz) {
  const double sum = xyz.Sum();
  if (!std::isfinite(sum) || !(sum > 1e-6)) return std::nullopt;
  const Chromaticity c{xyz[0] / sum, xyz[1] / sum};
  if (!(c.y > 1e-6)) return std::nullopt;
  return c;
}

// The white of the profile connection space.
Vector3 ConnectionWhite() { return VectorFrom(*cmsD50_XYZ()); }
Chromaticity ConnectionChromaticity() { return *ChromaticityFrom(ConnectionWhite()); }

bool Near(Chromaticity a, Chromaticity b) {
  return std::abs(a.x - b.x) <= kChromaticityTolerance && std::abs(a.y - b.y) <= kChromaticityTolerance;
}

// The 3x3 matrix from a space's own white to the connection space's. Version 4 states it; version 2 says where white
// is, and means Bradford.
std::optional<Matrix3> AdaptationOf(cmsHPROFILE profile) {
  if (const auto* rows = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, cmsSigChromaticAdaptationTag))) {
    const Matrix3 m{VectorFrom(rows[0]), VectorFrom(rows[1]), VectorFrom(rows[2])};
    const double determinant = m.Determinant();
    if (std::isfinite(determinant) && std::abs(determinant) > 1e-3) return m;
    return std::nullopt;
  }
  const auto* white = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, cmsSigMediaWhitePointTag));
  if (white == nullptr) return Matrix3::Identity();
  const std::optional<Chromaticity> c = ChromaticityFrom(VectorFrom(*white));
  if (!c || Near(*c, ConnectionChromaticity())) return Matrix3::Identity();
  return BradfordAdaptation(*c, ConnectionChromaticity());
}

using Colorants = std::array<Vector3, 3>;

// Chromaticities of the colorants after `from_connection`, with the white it takes the connection white to.
std::optional<Primaries> PrimariesFrom(const Colorants& colorants, const Matrix3& from_connection) {
  Primaries primaries;
  for (size_t i = 0; i < 3; ++i) {
    const std::optional<Chromaticity> c = ChromaticityFrom(from_connection * colorants[i]);
    if (!c) return std::nullopt;
    primaries.rgb[i] = *c;
  }
  const std::optional<Chromaticity> white = ChromaticityFrom(from_connection * ConnectionWhite());
  if (!white) return std::nullopt;
  primaries.white = *white;
  return primaries;
}

bool Near(const Primaries& a, const Primaries& b) {
  return Near(a.white, b.white) && Near(a.rgb[0], b.rgb[0]) && Near(a.rgb[1], b.rgb[1]) && Near(a.rgb[2], b.rgb[2]);
}

// Compares in the connection space too: some profiles of D65 spaces fail to say what their white was.
const ColorSpace* MatchingSpace(const Primaries& own, const std::optional<Primaries>& connected) {
  for (const ColorSpace& space : ColorSpaces()) {
    if (space.use != SpaceUse::kOutput) continue;
    if (Near(own, space.primaries)) return &space;
    const StatusOr<Matrix3> xyz = XyzFromRgb(space.primaries);
    if (!xyz.ok() || !connected) continue;
    const Matrix3 m = BradfordAdaptation(space.primaries.white, ConnectionChromaticity()) * *xyz;
    const std::optional<Primaries> expected =
        PrimariesFrom({m.Column(0), m.Column(1), m.Column(2)}, Matrix3::Identity());
    if (expected && Near(*connected, *expected)) return &space;
  }
  return nullptr;
}

bool Follows(const cmsToneCurve* curve, const TransferCurve& model) {
  for (int i = 0; i <= kCurveSamples; ++i) {
    const double x = static_cast<double>(i) / kCurveSamples;
    const double y = cmsEvalToneCurveFloat(curve, static_cast<cmsFloat32Number>(x));
    if (!(std::abs(y - model.LinearFromEncoded(x)) <= kCurveTolerance)) return false;
  }
  return true;
}

// The power that the curve has at one half. Profiles store multiples of 1/256 or 1/65536; rounding to those, or to
// hundredths, undoes what the evaluation in float loses and gives the same number on every machine.
std::optional<double> PowerOf(const cmsToneCurve* curve) {
  const double half = cmsEvalToneCurveFloat(curve, 0.5f);
  if (!(half > 0 && half < 1)) return std::nullopt;
  const double power = -std::log2(half);
  if (!(power >= 0.1 && power <= 10)) return std::nullopt;
  const double hundredths = std::round(power * 100) / 100;
  if (std::abs(power - hundredths) < 2e-4) return hundredths;
  const double stored = std::round(power * 256) / 256;
  return std::abs(power - stored) < 2e-4 ? stored : std::round(power * 65536) / 65536;
}

std::optional<TransferCurve> RecognizedCurve(const std::vector<const cmsToneCurve*>& curves) {
  std::vector<TransferCurve> candidates{TransferCurve::Linear(), TransferCurve::Srgb()};
  if (const std::optional<double> power = PowerOf(curves[0])) candidates.push_back(TransferCurve::Power(*power));
  for (const TransferCurve& candidate : candidates) {
    const auto follows = [&candidate](const cmsToneCurve* curve) { return Follows(curve, candidate); };
    if (std::all_of(curves.begin(), curves.end(), follows)) return candidate;
  }
  return std::nullopt;
}

std::string DescriptionOf(cmsHPROFILE profile) {
  std::array<char, kMaxDescription + 1> text{};
  const cmsUInt32Number n =
      cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(), kMaxDescription);
  std::string description;
  for (size_t i = 0; i < std::min<size_t>(n, kMaxDescription) && text[i] != 0; ++i) {
    if (text[i] >= 0x20 && text[i] < 0x7F) description.push_back(text[i]);
  }
  return description;
}

// The named curves, or nothing when one is missing or damaged.
std::vector<const cmsToneCurve*> ReadCurves(cmsHPROFILE profile, const std::vector<cmsTagSignature>& tags) {
  std::vector<const cmsToneCurve*> curves;
  for (const cmsTagSignature tag : tags) {
    const auto* curve = static_cast<const cmsToneCurve*>(cmsReadTag(profile, tag));
    if (curve == nullptr) return {};
    curves.push_back(curve);
  }
  return curves;
}

Status DescribePrimaries(cmsHPROFILE profile, ProfileDescription& description) {
  Colorants colorants;
  const cmsTagSignature tags[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
  for (size_t i = 0; i < 3; ++i) {
    const auto* xyz = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, tags[i]));
    if (xyz == nullptr) return Unsupported("profile-no-matrix");
    colorants[i] = VectorFrom(*xyz);
  }
  const std::optional<Matrix3> adaptation = AdaptationOf(profile);
  if (!adaptation) return InvalidInput("profile-white");
  const std::optional<Primaries> own = PrimariesFrom(colorants, adaptation->Inverse());
  if (!own) return InvalidInput("profile-primaries");
  if (!XyzFromRgb(*own).ok()) return InvalidInput("profile-primaries-on-a-line");
  const ColorSpace* space = MatchingSpace(*own, PrimariesFrom(colorants, Matrix3::Identity()));
  if (space != nullptr) description.space = space->name;
  description.primaries = space != nullptr ? space->primaries : *own;
  return OkStatus();
}

Status WriteTags(cmsContext context, cmsHPROFILE profile, const Matrix3& colorants, const Matrix3& adaptation,
                 const cmsToneCurve* curve, const std::string& title) {
  const Text name(cmsMLUalloc(context, 1));
  const Text rights(cmsMLUalloc(context, 1));
  bool ok = name != nullptr && rights != nullptr && cmsMLUsetASCII(name.get(), "en", "US", title.c_str()) &&
            cmsMLUsetASCII(rights.get(), "en", "US", "No copyright, use freely");
  ok = ok && cmsWriteTag(profile, cmsSigProfileDescriptionTag, name.get()) &&
       cmsWriteTag(profile, cmsSigCopyrightTag, rights.get()) &&
       cmsWriteTag(profile, cmsSigMediaWhitePointTag, cmsD50_XYZ());
  const cmsTagSignature colorant_tags[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
  std::array<cmsCIEXYZ, 3> adaptation_rows;
  for (size_t i = 0; i < 3; ++i) {
    const cmsCIEXYZ colorant = XyzFrom(colorants.Column(i));
    ok = ok && cmsWriteTag(profile, colorant_tags[i], &colorant);
    adaptation_rows[i] = XyzFrom(adaptation.rows[i]);
  }
  ok = ok && cmsWriteTag(profile, cmsSigChromaticAdaptationTag, adaptation_rows.data()) &&
       cmsWriteTag(profile, cmsSigRedTRCTag, curve) && cmsLinkTag(profile, cmsSigGreenTRCTag, cmsSigRedTRCTag) &&
       cmsLinkTag(profile, cmsSigBlueTRCTag, cmsSigRedTRCTag);
  return ok ? OkStatus() : ResourceExhausted("profile-memory");
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

}  // namespace

StatusOr<ProfileDescription> DescribeIccProfile(ByteSpan bytes) {
  if (bytes.size() < kHeaderBytes) return InvalidInput("profile-short");
  if (bytes.size() > kMaxProfileBytes) return InvalidInput("profile-large", {{"limit", kMaxProfileBytes / kMebibyte}});
  const Context context = MakeContext();
  if (context == nullptr) return ResourceExhausted("profile-memory");
  const Profile profile(
      cmsOpenProfileFromMemTHR(context.get(), bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  if (profile == nullptr) return InvalidInput("profile-damaged");
  const cmsColorSpaceSignature space = cmsGetColorSpace(profile.get());
  if (space != cmsSigRgbData && space != cmsSigGrayData) {
    return Unsupported("profile-neither-rgb-nor-gray");
  }
  const bool gray = space == cmsSigGrayData;
  const std::vector<const cmsToneCurve*> curves =
      gray ? ReadCurves(profile.get(), {cmsSigGrayTRCTag})
           : ReadCurves(profile.get(), {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag});
  if (curves.empty()) return Unsupported("profile-no-curves");
  ProfileDescription description;
  description.description = DescriptionOf(profile.get());
  description.encoding = RecognizedCurve(curves);
  if (!gray) RETURN_IF_ERROR(DescribePrimaries(profile.get(), description));
  return description;
}

StatusOr<std::vector<uint8_t>> MakeIccProfile(const Primaries& primaries, const TransferCurve& encoding,
                                              std::string_view title) {
  ASSIGN_OR_RETURN(const Matrix3 xyz, XyzFromRgb(primaries));
  const Matrix3 adaptation = BradfordAdaptation(primaries.white, ConnectionChromaticity());
  const Context context = MakeContext();
  if (context == nullptr) return ResourceExhausted("profile-memory");
  const Profile profile(cmsCreateProfilePlaceholder(context.get()));
  const Curve curve = CurveFrom(context.get(), encoding);
  if (profile == nullptr || curve == nullptr) return ResourceExhausted("profile-memory");
  // Version 2.4 with the adaptation tag: what version 4 readers do with it is the same, and some programs and browsers
  // ignore version 4.
  cmsSetProfileVersion(profile.get(), 2.4);
  cmsSetDeviceClass(profile.get(), cmsSigDisplayClass);
  cmsSetColorSpace(profile.get(), cmsSigRgbData);
  cmsSetPCS(profile.get(), cmsSigXYZData);
  RETURN_IF_ERROR(
      WriteTags(context.get(), profile.get(), adaptation * xyz, adaptation, curve.get(), std::string(title)));
  cmsUInt32Number n = 0;
  if (!cmsSaveProfileToMem(profile.get(), nullptr, &n)) return InvalidInput("profile-unwritten");
  std::vector<uint8_t> bytes(n);
  if (!cmsSaveProfileToMem(profile.get(), bytes.data(), &n)) return InvalidInput("profile-unwritten");
  MakeRepeatable(bytes);
  return bytes;
}

}  // namespace easelight
