// Reads the ICC profiles of scans.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/color/icc_curves.h"
#include "core/color/icc_profile.h"
#include "core/color/icc_table.h"
#include "core/color/lcms.h"
#include "core/color/profile_file.h"

namespace easelight {
namespace {

using lcms::ChromaticityFrom;
using lcms::ConnectionChromaticity;
using lcms::ConnectionWhite;
using lcms::VectorFrom;

// Chromaticities that differ by less are meant to be the same.
constexpr double kChromaticityTolerance = 0.0005;
// Colorants that differ by less are the same in 8 bits: half a code where a channel is dark.
constexpr double kColorantTolerance = 1.5e-4;

bool Near(Chromaticity a, Chromaticity b) {
  return std::abs(a.x - b.x) <= kChromaticityTolerance && std::abs(a.y - b.y) <= kChromaticityTolerance;
}

bool Near(const Primaries& a, const Primaries& b) {
  return Near(a.white, b.white) && Near(a.rgb[0], b.rgb[0]) && Near(a.rgb[1], b.rgb[1]) && Near(a.rgb[2], b.rgb[2]);
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
  if (!c || !(c->y > 0) || Near(*c, ConnectionChromaticity())) return Matrix3::Identity();
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

// What a sound profile of the space has.
Colorants ColorantsOf(const ColorSpace& space) {
  const Matrix3 m =
      BradfordAdaptation(space.primaries.white, ConnectionChromaticity()) * XyzFromRgb(space.primaries).value();
  return {m.Column(0), m.Column(1), m.Column(2)};
}

// Compares in the connection space too: some profiles of D65 spaces fail to say what their white was.
const ColorSpace* MatchingSpace(const Primaries& connected, const std::optional<Primaries>& own) {
  for (const ColorSpace& space : ColorSpaces()) {
    if (space.use != SpaceUse::kOutput) continue;
    if (own && Near(*own, space.primaries)) return &space;
    const auto expected = PrimariesFrom(ColorantsOf(space), Matrix3::Identity());
    if (expected && Near(connected, *expected)) return &space;
  }
  return nullptr;
}

bool SameColorants(const Colorants& a, const Colorants& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    const Vector3 difference = a[i] - b[i];
    for (const double v : difference.values) {
      if (!(std::abs(v) <= kColorantTolerance)) return false;
    }
  }
  return true;
}

// The primaries, as far as they can be used; else the reason why not.
void DescribePrimaries(cmsHPROFILE profile, ProfileDescription& description) {
  Colorants colorants;
  const cmsTagSignature tags[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
  for (size_t i = 0; i < 3; ++i) {
    const auto* xyz = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, tags[i]));
    if (xyz == nullptr) {
      description.reason = {"profile-no-matrix"};
      return;
    }
    colorants[i] = VectorFrom(*xyz);
  }
  const std::optional<Primaries> connected = PrimariesFrom(colorants, Matrix3::Identity());
  if (!connected || !XyzFromRgb(*connected).ok()) {
    description.reason = {"profile-primaries"};
    return;
  }
  const std::optional<Matrix3> adaptation = AdaptationOf(profile);
  const ColorSpace* space =
      MatchingSpace(*connected, adaptation ? PrimariesFrom(colorants, adaptation->Inverse()) : std::nullopt);
  if (space != nullptr) description.space = space->name;
  const bool exact = space != nullptr && SameColorants(colorants, ColorantsOf(*space));
  description.color.primaries = exact ? space->primaries : *connected;
  description.color.profile_xyz = Matrix3::Columns(colorants[0], colorants[1], colorants[2]);
}

std::vector<uint8_t> RawTag(cmsHPROFILE profile, cmsTagSignature tag) {
  std::vector<uint8_t> bytes(cmsReadRawTag(profile, tag, nullptr, 0));
  cmsReadRawTag(profile, tag, bytes.data(), static_cast<cmsUInt32Number>(bytes.size()));
  return bytes;
}

StatusOr<TransferCurve> ReadCurve(cmsHPROFILE profile, cmsTagSignature tag) {
  if (!cmsIsTag(profile, tag)) return Unsupported("profile-no-curves");
  const std::optional<TransferCurve> curve = CurveFromTag(RawTag(profile, tag));
  if (!curve) return InvalidInput("profile-curve-damaged");
  return *curve;
}

// CIE 15:2004, 8.2.1.1: luminance of a lightness of 0..1.
double LuminanceFromLightness(double lightness) {
  const double l = 100 * lightness;
  const double f = (l + 16) / 116;
  return l > 8 ? f * f * f : l * 27 / 24389;
}

// Of a gray profile whose curve says lightness: its connection space is Lab.
TransferCurve LightnessCurve(const TransferCurve& curve) {
  std::vector<float> light(4097);
  for (size_t i = 0; i < light.size(); ++i) {
    const double lightness = curve.LinearFromEncoded(static_cast<double>(i) / static_cast<double>(light.size() - 1));
    light[i] = static_cast<float>(LuminanceFromLightness(std::min(lightness, 1.0)));
  }
  return Named(TransferCurve::Sampled(std::move(light)));
}

Status DescribeTable(cmsContext context, cmsHPROFILE profile, ProfileDescription& description) {
  ASSIGN_OR_RETURN(const TableColor sampled, SampleTable(context, profile, description.gray ? 1 : 3));
  description.color.curves = AllChannels(Named(sampled.curve));
  description.color.table = sampled.table;
  return OkStatus();
}

Status DescribeCurves(cmsHPROFILE profile, ProfileDescription& description) {
  ChannelCurves& curves = description.color.curves;
  if (description.gray) {
    ASSIGN_OR_RETURN(TransferCurve curve, ReadCurve(profile, cmsSigGrayTRCTag));
    if (cmsGetPCS(profile) == cmsSigLabData) curve = LightnessCurve(curve);
    curves = AllChannels(curve);
    return OkStatus();
  }
  constexpr cmsTagSignature kTags[] = {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
  for (size_t i = 0; i < 3; ++i) {
    ASSIGN_OR_RETURN(curves[i], ReadCurve(profile, kTags[i]));
  }
  DescribePrimaries(profile, description);
  return OkStatus();
}

}  // namespace

StatusOr<ProfileDescription> DescribeIccProfile(ByteSpan bytes) {
  ASSIGN_OR_RETURN(const OpenedProfile opened, OpenProfile(bytes));
  cmsHPROFILE profile = opened.handle();
  const uint32_t space = cmsGetColorSpace(profile);
  if (space != cmsSigRgbData && space != cmsSigGrayData) return Unsupported("profile-neither-rgb-nor-gray");
  ProfileDescription description;
  description.description = DescriptionOf(profile);
  description.gray = space == cmsSigGrayData;
  RETURN_IF_ERROR(HasTable(profile) ? DescribeTable(opened.context.get(), profile, description)
                                    : DescribeCurves(profile, description));
  return description;
}

}  // namespace easelight
