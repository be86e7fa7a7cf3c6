// Pictures are told from each other by their codes alone.
#include "core/engine/picture_digest.h"

#include <gtest/gtest.h>

#include <vector>

namespace easelight {
namespace {

// Of a picture of gray bytes that comes `rows_at_once`.
std::string DigestOf(Extent size, const std::vector<uint8_t>& codes, uint32_t rows_at_once,
                     const std::vector<uint8_t>& profile = {}) {
  PictureDigest digest(size, size.width, profile);
  for (uint32_t y = 0; y < size.height; y += rows_at_once) {
    const uint32_t rows = std::min(rows_at_once, size.height - y);
    digest.AddRows(ByteSpan(codes).subspan(size_t{y} * size.width, size_t{rows} * size.width));
  }
  return digest.Finish();
}

std::vector<uint8_t> MadeUpCodes(Extent size) {
  std::vector<uint8_t> codes(size.pixels());
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint8_t>(i * 40503u >> 7);
  return codes;
}

TEST(PictureDigest, IsOfTheCodesHoweverTheyCome) {
  const Extent size{40, 30};
  std::vector<uint8_t> codes = MadeUpCodes(size);
  const std::string whole = DigestOf(size, codes, 30);
  EXPECT_EQ(whole.size(), 32u);
  EXPECT_EQ(whole.find_first_not_of("0123456789abcdef"), std::string::npos);
  for (const uint32_t rows : {1u, 7u, 29u}) EXPECT_EQ(DigestOf(size, codes, rows), whole);
  EXPECT_NE(DigestOf({30, 40}, codes, 40), whole) << "the same bytes in another shape";
  EXPECT_NE(DigestOf(size, codes, 30, {1, 2, 3}), whole) << "the same codes by another profile";
  codes.back() ^= 1;
  EXPECT_NE(DigestOf(size, codes, 30), whole);
}

TEST(PictureDigest, LooksAtAllPartsOfALargePicture) {
  const Extent size{4000, 10000};
  std::vector<uint8_t> codes = MadeUpCodes(size);
  const std::string whole = DigestOf(size, codes, 64);
  EXPECT_EQ(DigestOf(size, codes, 63), whole);
  for (uint32_t first = 0; first < size.height; first += 1000) {
    std::vector<uint8_t> retouched = codes;
    for (size_t i = 0; i < 10; ++i) retouched[(first + i) * size.width] ^= 1;
    EXPECT_NE(DigestOf(size, retouched, 64), whole) << "ten rows from " << first;
  }
}

}  // namespace
}  // namespace easelight
