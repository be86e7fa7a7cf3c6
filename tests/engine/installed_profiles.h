// Every ICC profile that Debian's icc-profiles-free and RawTherapee install.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace easelight {

inline constexpr const char* kProfileFolders[] = {"/usr/share/color/icc", "/usr/share/rawtherapee/iccprofiles"};

inline std::vector<std::filesystem::path> InstalledProfiles() {
  namespace fs = std::filesystem;
  std::vector<fs::path> profiles;
  for (const char* folder : kProfileFolders) {
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

inline std::vector<uint8_t> BytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace easelight
