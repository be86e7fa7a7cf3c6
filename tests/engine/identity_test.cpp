// Slides and digital pictures with all controls at rest: a picture comes out as it was, in its own space or in another.
#include <gtest/gtest.h>

#include "core/engine/scan_record.h"
#include "tests/engine/tagged_scan.h"

namespace easelight {
namespace {

constexpr const char* kSpaces[] = {"srgb", "display-p3", "adobe-rgb"};
constexpr FilmKind kPositives[] = {FilmKind::kDigital, FilmKind::kColorSlide};

TEST(Identity, APictureExportedToItsOwnSpaceIsItself) {
  for (const char* name : kSpaces) {
    for (const uint32_t bits : {8u, 16u}) {
      const std::vector<uint32_t> codes = TaggedCodes(3, bits);
      const auto engine = MakeEngine();
      const auto scan = OpenAll(*engine, TaggedTiff(ProfileOf(*FindColorSpace(name)), 3, bits, codes));
      ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
      for (const FilmKind film : kPositives) {
        const auto developed = DevelopedCodes(*engine, *scan, DefaultRecipe(film), name, static_cast<uint8_t>(bits));
        EXPECT_LE(LargestDifference(developed, codes), 1u) << name << ", " << bits << " bits";
      }
    }
  }
}

TEST(Identity, InAnotherSpaceItIsWhatLcmsMakesOfIt) {
  const std::vector<uint32_t> codes = TaggedCodes(3, 16);
  for (const char* name : kSpaces) {
    const std::vector<uint8_t> profile = ProfileOf(*FindColorSpace(name));
    const auto engine = MakeEngine();
    const auto scan = OpenAll(*engine, TaggedTiff(profile, 3, 16, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    for (const char* target : kSpaces) {
      auto expected = ConvertedByLcms(profile, 3, ProfileOf(*FindColorSpace(target)), codes);
      for (uint32_t& code : expected) code = (code + 128) / 257;
      const auto developed = DevelopedCodes(*engine, *scan, DefaultRecipe(FilmKind::kDigital), target, 8);
      EXPECT_LE(LargestDifference(developed, expected), 1u) << name << " to " << target;
    }
  }
}

TEST(Identity, AnUntaggedPictureOfEightBitsIsSrgb) {
  const std::vector<uint32_t> codes = TaggedCodes(3, 8);
  const auto engine = MakeEngine();
  const auto scan = OpenAll(*engine, TaggedTiff({}, 3, 8, codes));
  ASSERT_TRUE(scan.ok());
  EXPECT_LE(LargestDifference(DevelopedCodes(*engine, *scan, DefaultRecipe(FilmKind::kDigital), "srgb", 8), codes), 1u);
}

TEST(Identity, BlackAndWhiteKeepsItsGrays) {
  const std::vector<uint32_t> codes = TaggedCodes(1, 16);
  const auto engine = MakeEngine();
  const auto scan = OpenAll(*engine, TaggedTiff(ProfileOf(*FindColorSpace("srgb")), 1, 16, codes));
  ASSERT_TRUE(scan.ok());
  std::vector<uint32_t> gray;
  for (const uint32_t code : codes) gray.insert(gray.end(), 3, code);
  EXPECT_LE(LargestDifference(DevelopedCodes(*engine, *scan, DefaultRecipe(FilmKind::kBwSlide), "srgb", 16), gray), 1u);
}

// What the recipe names holds whatever the file says; `auto` is the scanner's own channels for a negative.
TEST(Identity, NegativesAndNamedSpacesTakeNothingFromTheProfilesPrimaries) {
  const std::vector<uint32_t> codes = TaggedCodes(3, 16);
  const auto engine = MakeEngine();
  const auto srgb = OpenAll(*engine, TaggedTiff(ProfileOf(*FindColorSpace("srgb")), 3, 16, codes));
  const auto p3 = OpenAll(*engine, TaggedTiff(ProfileOf(*FindColorSpace("display-p3")), 3, 16, codes));
  ASSERT_TRUE(srgb.ok() && p3.ok());
  const auto developed = [&](ScanNumber scan, const Recipe& recipe) {
    return DevelopedCodes(*engine, scan, recipe, "srgb", 16);
  };
  const Recipe negative = SomeRecipe();
  Recipe device = negative;
  device.input_space = std::string(kDeviceSpace);
  EXPECT_EQ(developed(*srgb, negative), developed(*p3, negative));
  EXPECT_EQ(developed(*srgb, negative), developed(*srgb, device));
  Recipe digital = DefaultRecipe(FilmKind::kDigital);
  EXPECT_NE(developed(*srgb, digital), developed(*p3, digital));
  digital.input_space = std::string("srgb");
  EXPECT_EQ(developed(*srgb, digital), developed(*p3, digital));
}

TEST(Identity, TheEnginesOwnStoreKeepsWhatTheFileSaid) {
  const std::vector<uint32_t> codes = TaggedCodes(3, 16);
  const auto engine = MakeEngine();
  MemoryBlockFile store;
  const auto scan = OpenAll(*engine, TaggedTiff(ProfileOf(*FindColorSpace("display-p3")), 3, 16, codes),
                            std::make_unique<KeptFile>(store));
  ASSERT_TRUE(scan.ok());
  const ScanSummary summary = *engine->Summary(*scan);
  EXPECT_EQ(store.size(), summary.store_bytes);
  const auto other = MakeEngine();
  const auto attached = other->Attach(RecordFromSummary(summary), std::make_unique<KeptFile>(store));
  ASSERT_TRUE(attached.ok()) << EnglishText(attached.status());
  const Recipe digital = DefaultRecipe(FilmKind::kDigital);
  EXPECT_EQ(DevelopedCodes(*other, *attached, digital, "srgb", 16),
            DevelopedCodes(*engine, *scan, digital, "srgb", 16));
  EXPECT_EQ(other->Summary(*attached)->encoding.space_name, "display-p3");
}

}  // namespace
}  // namespace easelight
