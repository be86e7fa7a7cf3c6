// libjpeg's steps on vectors: files and pixels are those that its C makes, whose digest is kept here.
#include <gtest/gtest.h>

#include <algorithm>
#include <iomanip>
#include <random>
#include <sstream>

#include "core/base/sha256.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

// Pictures that lead coefficients to their limits, next to plain ones.
std::vector<uint32_t> VectorTestCodes(Extent size, int components, int kind, std::mt19937& random) {
  std::vector<uint32_t> codes(size.pixels() * static_cast<size_t>(components));
  const auto level = static_cast<uint32_t>(random() % 256);
  for (size_t i = 0; i < codes.size(); ++i) {
    const size_t pixel = i / static_cast<size_t>(components), x = pixel % size.width, y = pixel / size.width;
    const auto noise = static_cast<uint32_t>(random());
    const uint32_t kinds[] = {noise % 256,
                              noise % 2 * 255,
                              (x + y) % 2 == 0 ? 255u : 0u,
                              (x / 8 + y / 8) % 2 == 0 ? level : 255 - level,
                              std::min(255u, level + noise % 9),
                              static_cast<uint32_t>(3 * x + 5 * y + noise % 3) % 256};
    codes[i] = kinds[kind];
  }
  return codes;
}

TEST(JpegVectors, MakeWhatPlainCMakes) {
  std::mt19937 random(1);
  Sha256 all;
  for (int quality = 1; quality <= 100; ++quality) {
    for (int kind = 0; kind < 6; ++kind) {
      JpegSpec spec;
      spec.size.width = static_cast<uint32_t>(1 + random() % 100);
      spec.size.height = static_cast<uint32_t>(1 + random() % 50);
      spec.components = random() % 4 == 0 ? 1 : 3;
      spec.quality = quality;
      spec.subsampled = random() % 2 == 0;
      spec.progressive = random() % 8 == 0;
      spec.restart_rows = static_cast<int>(random() % 3);
      const auto file = WriteJpeg(spec, VectorTestCodes(spec.size, spec.components, kind, random));
      all.Update(file);
      all.Update(DecodeJpegPlainly(file));
    }
  }
  // Made with libjpeg-turbo 2.1.5 configured WITH_SIMD=0, and with its own SIMD for x86-64.
  std::ostringstream digest;
  for (const uint8_t byte : all.Finish()) digest << std::hex << std::setw(2) << std::setfill('0') << int{byte};
  EXPECT_EQ(digest.str(), "b8af49ba9bbc482f2a3f83d85eb9dc39e38267a8d5cfb83c7262cdc9dcb48a38");
}

}  // namespace
}  // namespace easelight
