#include "core/color/profile_file.h"

#include <algorithm>
#include <array>

#include "core/color/icc_profile.h"

namespace easelight {
namespace {

// ICC.1:2010, 7.2.
constexpr size_t kHeaderBytes = 128;
constexpr size_t kMaxDescription = 128;

}  // namespace

StatusOr<OpenedProfile> OpenProfile(ByteSpan bytes) {
  if (bytes.size() < kHeaderBytes) return InvalidInput("profile-short");
  if (bytes.size() > kMaxProfileBytes) return InvalidInput("profile-large", {{"limit", kMaxProfileBytes / kMebibyte}});
  OpenedProfile opened{lcms::MakeContext(), nullptr};
  if (opened.context == nullptr) return ResourceExhausted("profile-memory");
  opened.profile.reset(
      cmsOpenProfileFromMemTHR(opened.context.get(), bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  if (opened.profile == nullptr) return InvalidInput("profile-damaged");
  const uint32_t kind = cmsGetDeviceClass(opened.handle());
  const bool other = kind == cmsSigLinkClass || kind == cmsSigAbstractClass || kind == cmsSigNamedColorClass;
  const uint32_t connection = cmsGetPCS(opened.handle());
  if (other || (connection != cmsSigXYZData && connection != cmsSigLabData)) return Unsupported("profile-no-device");
  return opened;
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

}  // namespace easelight
