#include "core/color/output_profile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "core/base/sha256.h"
#include "core/color/icc_output_table.h"
#include "core/color/icc_profile.h"
#include "core/color/icc_table.h"
#include "core/color/lcms.h"
#include "core/color/profile_file.h"

namespace easelight {
namespace {

using lcms::ConnectionWhite;
using lcms::Profile;
using lcms::Transform;

// Less, and the matrix of a profile has no inverse to speak of.
constexpr double kLeastDeterminant = 1e-6;
// Darker, and what a profile calls white is none.
constexpr double kLeastWhite = 1e-3;

constexpr std::array<std::string_view, kRenderingIntents.size()> kIntentNames = {"perceptual", "relative", "saturation",
                                                                                 "absolute"};

cmsUInt32Number FlagsOf(const ProfileRendering& rendering) {
  return cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE | (rendering.black_point ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0u);
}

cmsUInt32Number IntentOf(const ProfileRendering& rendering) { return static_cast<cmsUInt32Number>(rendering.intent); }

// The root that CIELAB is made of, in a table's shares, as a curve whose encoded value it is: CIE 15:2004, 8.2.1.1.
TransferCurve RootCurve() {
  constexpr double kSlope = OutputTable::kLightShare * 108.0 / 841.0;
  return TransferCurve::Parametric({.g = 3,
                                    .c = kSlope / OutputTable::kRootShare,
                                    .d = OutputTable::kRootShare * 6.0 / 29.0,
                                    .f = -kSlope * 4.0 / 29.0});
}

// The way to the roots of colors between this black and this white of the connection space.
void UseRoots(const Vector3& white, const Vector3& black, OutputProfile& output) {
  const Vector3 range = OutputTable::kLightShare * (Vector3::Constant(1) - black);
  output.light_from_xyz = Matrix3::Diagonal(Over(range, white));
  output.black = OutputTable::kLightShare * black;
  output.curves = AllChannels(RootCurve());
}

// CIE 15:2004, 8.2.1.1.
std::array<float, 3> RootsOf(const cmsCIELab& lab) {
  const double y = (lab.L + 16) / 116;
  return {static_cast<float>(y + lab.a / 500), static_cast<float>(y), static_cast<float>(y - lab.b / 200)};
}

// As lcms2 makes codes of colors, with intent and black point.
StatusOr<OutputTable> TableByLcms(const OpenedProfile& opened, const ProfileRendering& rendering, bool gray) {
  const Profile lab(cmsCreateLab4ProfileTHR(opened.context.get(), nullptr));
  if (lab == nullptr) return ResourceExhausted("profile-memory");
  const Transform transform(cmsCreateTransformTHR(opened.context.get(), lab.get(), TYPE_Lab_DBL, opened.handle(),
                                                  gray ? TYPE_GRAY_FLT : TYPE_RGB_FLT, IntentOf(rendering),
                                                  FlagsOf(rendering)));
  if (transform == nullptr) return InvalidInput("profile-damaged");
  return SampledTable([&](const cmsCIELab& color) {
    std::array<float, 3> code{};
    cmsDoTransform(transform.get(), &color, code.data(), 1);
    return gray ? std::array<float, 3>{code[0], code[0], code[0]} : code;
  });
}

// What the absolute intent takes for white: ICC.1:2010, 6.3.2.2; in version 2 a display's is that of the connection
// space whatever it says.
Vector3 MediaWhite(cmsHPROFILE profile) {
  const bool version2 = cmsGetProfileVersion(profile) < 4.0;
  if (version2 && cmsGetDeviceClass(profile) == cmsSigDisplayClass) return ConnectionWhite();
  const auto* white = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, cmsSigMediaWhitePointTag));
  const auto is_light = [](double v) { return std::isfinite(v) && v > kLeastWhite; };
  if (white == nullptr || !is_light(white->X) || !is_light(white->Y) || !is_light(white->Z)) return ConnectionWhite();
  return lcms::VectorFrom(*white);
}

// What becomes of black, relative to white, where lcms2 compensates for the device's.
Vector3 MovedBlack(cmsHPROFILE profile, const ProfileRendering& rendering) {
  if (rendering.intent == RenderingIntent::kAbsolute) return {};
  const bool version4 = cmsGetEncodedICCversion(profile) >= 0x4000000;
  const bool always = version4 && rendering.intent != RenderingIntent::kRelative;
  cmsCIEXYZ xyz;
  if ((!always && !rendering.black_point) || !cmsDetectDestinationBlackPoint(&xyz, profile, IntentOf(rendering), 0))
    return {};
  Vector3 black = Over(lcms::VectorFrom(xyz), ConnectionWhite());
  for (double& v : black.values) v = Inside(static_cast<float>(v));
  return black;
}

Status UseTable(const OpenedProfile& opened, const ProfileRendering& rendering, OutputProfile& output) {
  output.table = OwnTable(opened.handle(), rendering.intent, output.gray ? 1 : 3);
  if (!output.table) {
    UseRoots(ConnectionWhite(), {}, output);
    ASSIGN_OR_RETURN(output.table, TableByLcms(opened, rendering, output.gray));
    return OkStatus();
  }
  const bool absolute = rendering.intent == RenderingIntent::kAbsolute;
  UseRoots(absolute ? MediaWhite(opened.handle()) : ConnectionWhite(), MovedBlack(opened.handle(), rendering), output);
  return OkStatus();
}

// A matrix and curves; of a gray profile a curve alone.
Status UseFormula(cmsHPROFILE profile, const ProfileDescription& described, const ProfileRendering& rendering,
                  OutputProfile& output) {
  output.curves = described.color.curves;
  Matrix3 xyz_from_light = Matrix3::Identity();
  if (!output.gray) {
    if (!described.color.profile_xyz) return Unsupported("output-profile-primaries");
    xyz_from_light = *described.color.profile_xyz;
  }
  if (rendering.intent == RenderingIntent::kAbsolute) {
    xyz_from_light = Matrix3::Diagonal(Over(MediaWhite(profile), ConnectionWhite())) * xyz_from_light;
  }
  const double determinant = xyz_from_light.Determinant();
  if (!std::isfinite(determinant) || std::abs(determinant) < kLeastDeterminant) {
    return Unsupported("output-profile-primaries");
  }
  const Matrix3 light_from_xyz =
      output.gray ? Matrix3::Rows(xyz_from_light.Inverse().rows[1]) : xyz_from_light.Inverse();
  const Vector3 black = MovedBlack(profile, rendering);
  output.light_from_xyz = light_from_xyz * Matrix3::Diagonal(Vector3::Constant(1) - black);
  output.black = light_from_xyz * Times(black, ConnectionWhite());
  return OkStatus();
}

// Of all that an output is made of.
uint64_t DigestOf(ByteSpan profile, const ProfileRendering& rendering, const std::vector<uint8_t>& proof) {
  Sha256 sha;
  sha.Update(profile);
  const std::array<uint8_t, 2> choices = {static_cast<uint8_t>(rendering.intent), rendering.black_point};
  sha.Update(choices);
  sha.Update(proof);
  const Sha256::Digest hash = sha.Finish();
  uint64_t digest;
  std::memcpy(&digest, hash.data(), sizeof digest);
  return digest;
}

StatusOr<DeviceFacts> FactsOf(cmsHPROFILE profile) {
  DeviceFacts facts{DescriptionOf(profile)};
  switch (cmsGetColorSpace(profile)) {
    case cmsSigGrayData:
      facts.colors = DeviceColors::kGray;
      break;
    case cmsSigRgbData:
      facts.colors = DeviceColors::kRgb;
      break;
    case cmsSigCmykData:
      facts.colors = DeviceColors::kCmyk;
      break;
    default:
      return Unsupported("output-profile-colors");
  }
  const bool both_ways = !HasTable(profile) && facts.colors != DeviceColors::kCmyk;
  const auto has_table = [&](RenderingIntent intent) { return HasTableOut(profile, intent); };
  if (!both_ways && std::none_of(kRenderingIntents.begin(), kRenderingIntents.end(), has_table)) {
    return Unsupported("output-profile-one-way");
  }
  return facts;
}

}  // namespace

std::string_view IntentName(RenderingIntent intent) { return kIntentNames[static_cast<size_t>(intent)]; }

StatusOr<DeviceFacts> ReadDeviceFacts(ByteSpan bytes) {
  ASSIGN_OR_RETURN(const OpenedProfile opened, OpenProfile(bytes));
  return FactsOf(opened.handle());
}

StatusOr<std::shared_ptr<const OutputProfile>> ReadOutputProfile(ByteSpan bytes, const ProfileRendering& rendering) {
  ASSIGN_OR_RETURN(const OpenedProfile opened, OpenProfile(bytes));
  cmsHPROFILE profile = opened.handle();
  ASSIGN_OR_RETURN(const DeviceFacts facts, FactsOf(profile));
  if (facts.colors == DeviceColors::kCmyk) return Unsupported("output-profile-inks");
  auto output = std::make_shared<OutputProfile>();
  output->description = facts.description;
  output->gray = facts.colors == DeviceColors::kGray;
  output->digest = DigestOf(bytes, rendering, {});
  if (HasTableOut(profile, rendering.intent)) {
    RETURN_IF_ERROR(UseTable(opened, rendering, *output));
  } else {
    if (HasTable(profile)) return Unsupported("output-profile-one-way");
    ASSIGN_OR_RETURN(const ProfileDescription described, DescribeIccProfile(bytes));
    RETURN_IF_ERROR(UseFormula(profile, described, rendering, *output));
  }
  return std::shared_ptr<const OutputProfile>(std::move(output));
}

StatusOr<std::shared_ptr<const OutputProfile>> ReadSoftProof(ByteSpan bytes, const SoftProof& proof) {
  ASSIGN_OR_RETURN(const OpenedProfile opened, OpenProfile(bytes));
  ASSIGN_OR_RETURN(const DeviceFacts facts, FactsOf(opened.handle()));
  const Profile lab(cmsCreateLab4ProfileTHR(opened.context.get(), nullptr));
  if (lab == nullptr) return ResourceExhausted("profile-memory");
  const Transform transform(cmsCreateProofingTransformTHR(
      opened.context.get(), lab.get(), TYPE_Lab_DBL, lab.get(), TYPE_Lab_DBL, opened.handle(),
      IntentOf(proof.rendering), proof.paper_white ? INTENT_ABSOLUTE_COLORIMETRIC : INTENT_RELATIVE_COLORIMETRIC,
      cmsFLAGS_SOFTPROOFING | FlagsOf(proof.rendering)));
  if (transform == nullptr) return InvalidInput("profile-damaged");
  auto output = std::make_shared<OutputProfile>();
  output->description = facts.description;
  output->proof = true;
  output->digest = DigestOf(bytes, proof.rendering, {1, proof.paper_white});
  UseRoots(ConnectionWhite(), {}, *output);
  output->table = SampledTable([&](const cmsCIELab& color) {
    cmsCIELab seen{};
    cmsDoTransform(transform.get(), &color, &seen, 1);
    return RootsOf(seen);
  });
  return std::shared_ptr<const OutputProfile>(std::move(output));
}

}  // namespace easelight
