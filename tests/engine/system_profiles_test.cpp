// Every ICC profile that Debian's icc-profiles-free and RawTherapee install, as the tag of a 16-bit picture, against
// Little CMS. Skips where neither is installed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/engine/installed_profiles.h"
#include "tests/engine/tagged_scan.h"

namespace easelight {
namespace {

// In codes of 65535: one of 255.
constexpr uint32_t kMostDifference = 257;

uint32_t ChannelsOf(const std::vector<uint8_t>& profile) {
  cmsHPROFILE opened = cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size()));
  const bool gray = opened != nullptr && cmsGetColorSpace(opened) == cmsSigGrayData;
  if (opened != nullptr) cmsCloseProfile(opened);
  return gray ? 1 : 3;
}

TEST(SystemProfiles, AreReadAsLcmsReadsThemOrSayWhyNot) {
  const std::vector<std::filesystem::path> profiles = InstalledProfiles();
  if (profiles.empty()) GTEST_SKIP() << "neither icc-profiles-free nor rawtherapee-data is installed";
  const std::vector<uint8_t> srgb = ProfileOf(*FindColorSpace("srgb"));
  int compared = 0;
  for (const std::filesystem::path& path : profiles) {
    SCOPED_TRACE(path.string());
    const std::vector<uint8_t> profile = BytesOf(path);
    const uint32_t channels = ChannelsOf(profile);
    const std::vector<uint32_t> codes = TaggedCodes(channels, 16);
    const auto engine = MakeEngine();
    const auto scan = OpenAll(*engine, TaggedTiff(profile, channels, 16, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    const ScanEncoding encoding = engine->Summary(*scan)->encoding;
    EXPECT_FALSE(EnglishText(encoding.note).empty());
    if (encoding.refused) {
      if (std::getenv("EASELIGHT_VERBOSE")) std::printf("%s: %s\n", path.c_str(), EnglishText(encoding.note).c_str());
      continue;
    }
    const auto expected = ConvertedByLcms(profile, channels, srgb, codes);
    const auto developed = DevelopedCodes(*engine, *scan, DefaultRecipe(FilmKind::kDigital), "srgb", 16);
    const uint32_t difference = LargestDifference(developed, expected);
    EXPECT_LE(difference, kMostDifference);
    if (std::getenv("EASELIGHT_VERBOSE")) {
      std::printf("%s: %.2f of 255; %s\n", path.c_str(), difference / 257.0, EnglishText(encoding.note).c_str());
    }
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

}  // namespace
}  // namespace easelight
