// Every ICC profile that Debian's icc-profiles-free and RawTherapee install, as the tag of a 16-bit picture, against
// Little CMS. Skips where neither is installed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/engine/tagged_scan.h"

namespace easelight {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolders[] = {"/usr/share/color/icc", "/usr/share/rawtherapee/iccprofiles"};
// In codes of 65535: one of 255.
constexpr uint32_t kMostDifference = 257;

std::vector<fs::path> InstalledProfiles() {
  std::vector<fs::path> profiles;
  for (const char* folder : kFolders) {
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      std::string ending = entry.path().extension().string();
      std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
      if (entry.is_regular_file() && (ending == ".icc" || ending == ".icm")) profiles.push_back(entry.path());
    }
  }
  std::sort(profiles.begin(), profiles.end());
  return profiles;
}

std::vector<uint8_t> BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

uint32_t ChannelsOf(const std::vector<uint8_t>& profile) {
  cmsHPROFILE opened = cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size()));
  const bool gray = opened != nullptr && cmsGetColorSpace(opened) == cmsSigGrayData;
  if (opened != nullptr) cmsCloseProfile(opened);
  return gray ? 1 : 3;
}

TEST(SystemProfiles, AreReadAsLcmsReadsThemOrSayWhyNot) {
  const std::vector<fs::path> profiles = InstalledProfiles();
  if (profiles.empty()) GTEST_SKIP() << "neither icc-profiles-free nor rawtherapee-data is installed";
  const std::vector<uint8_t> srgb = ProfileOf(*FindColorSpace("srgb"));
  int compared = 0;
  for (const fs::path& path : profiles) {
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
