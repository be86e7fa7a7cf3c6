#include "core/recipe/link.h"

#include <gtest/gtest.h>

#include <chrono>

#include "core/base/base64url.h"
#include "core/english/english.h"
#include "core/recipe/link_payload.h"
#include "tests/json_access.h"
#include "tests/locations.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

std::string LinkOf(const std::vector<Recipe>& recipes, std::string_view parts = "base.light.color.print.geometry") {
  const auto link = LinkFromRecipes(recipes, *PartsFromText(parts));
  EXPECT_TRUE(link.ok()) << EnglishText(link.status());
  return link.ok() ? *link : "";
}

GradingLink Read(std::string_view text) {
  const auto link = GradingLinkFromText(text);
  EXPECT_TRUE(link.ok()) << EnglishText(link.status());
  return link.ok() ? *link : GradingLink();
}

std::string LinkRefusal(std::string_view text) {
  const auto link = GradingLinkFromText(text);
  EXPECT_FALSE(link.ok()) << text;
  return EnglishText(link.status());
}

// A link of any text in place of a recipe.
std::string Holding(std::string_view text) { return "#grade=1." + Base64UrlFromBytes(*StreamFromText(text)); }

std::string VerdictText(const GradingLink& link) { return EnglishText(CheckProof(link.recipes, link.proof)->sentence); }

// The file's link was written by `easelight link`; tests/node/link.test.mjs finds the same proof in a developed file.
// The payload's bytes are those of zlib's own deflate: another compressor makes another link to the same recipe.
TEST(Link, TheGoldenOneIsWrittenAndRead) {
  const Json golden = JsonOfFile(TestDataFolder() + "/golden_link.json");
  const Recipe recipe = *RecipeFromJson(TextFromJson(At(golden, "recipe")));
  const std::string& text = *At(golden, "link").text();
  EXPECT_EQ(LinkOf({recipe}), text);
  const GradingLink link = Read(text);
  EXPECT_EQ(link.recipes, std::vector{recipe});
  EXPECT_TRUE(link.complete());
  EXPECT_EQ(VerdictText(link), "verified: same pixels");
}

TEST(Link, HoldsOneRecipeOrMany) {
  EXPECT_EQ(Read(LinkOf({GradedGray()})).recipes, std::vector{GradedGray()});
  std::vector<Recipe> roll(kMaxRecipes, GradedNegative());
  for (size_t i = 0; i < roll.size(); ++i) roll[i].density.exposure = 1 + static_cast<double>(i) / 100;
  roll[7] = GradedGray();
  const GradingLink link = Read(LinkOf(roll));
  EXPECT_EQ(link.recipes, roll);
  EXPECT_EQ(VerdictText(link), "verified: same pixels");
}

TEST(Link, HoldsChosenParts) {
  const std::string text = LinkOf({GradedGray(), GradedNegative()}, "light.print");
  EXPECT_NE(text.find("&parts=light.print&proof="), std::string::npos) << text;
  const GradingLink link = Read(text);
  EXPECT_EQ(TextFromParts(link.parts), "light.print");
  EXPECT_FALSE(link.complete());
  EXPECT_EQ(VerdictText(link), "verified: same pixels");
  ASSERT_EQ(link.recipes.size(), 2u);
  EXPECT_EQ(link.recipes[0].print, GradedGray().print);
  EXPECT_EQ(link.recipes[0].film, FilmKind::kBwNegative);
  EXPECT_EQ(link.recipes[0].working, DefaultRecipe(FilmKind::kBwNegative).working);
  EXPECT_EQ(link.recipes[1].geometry, FrameGeometry());
  EXPECT_EQ(link.recipes[1].names.note, "");
}

TEST(Link, IsReadFromAnAddressOrAFragment) {
  const std::string link = LinkOf({GradedNegative()});
  for (const std::string& text : {"https://example.org/edit/?a=1&b=2" + link, link, link.substr(1)}) {
    EXPECT_EQ(Read(text).recipes, std::vector{GradedNegative()}) << text;
  }
}

TEST(Link, ParametersComeInAnyOrderAndProofIsOptional) {
  const std::string grade = Holding(R"({"easelight":1})").substr(1);
  const std::string hash = "0123456789abcdef";
  const std::string pixels(64, 'A');
  const GradingLink all = Read("#pixels=" + pixels + "&proof=" + hash + "&parts=geometry&" + grade);
  EXPECT_EQ(all.proof.hash, (ProofHash{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef}));
  EXPECT_EQ(all.proof.pixels, ProofPixels{});
  EXPECT_EQ(TextFromParts(all.parts), "geometry");
  EXPECT_EQ(Read(grade).proof, ClaimedProof());
  EXPECT_EQ(VerdictText(Read(grade)), "no proof");
  EXPECT_EQ(VerdictText(Read(grade + "&pixels=" + pixels)), "no proof");
}

TEST(Link, AnArrayMayHoldOneRecipe) {
  EXPECT_EQ(Read(Holding(R"([{"easelight":1}])")).recipes, std::vector{DefaultRecipe(FilmKind::kColorNegative)});
}

TEST(Link, WhatIsNoLinkIsRefused) {
  for (const char* text : {"", "#", "hello", "https://example.org/", "https://example.org/?grade=1.x", "#Grade=1.x"}) {
    EXPECT_EQ(LinkRefusal(text), "this is no grading link: it has no grade=1.") << text;
  }
  EXPECT_EQ(LinkRefusal("#grade=2.abc&mood=dark"), "this link is version 2; this engine reads version 1");
  EXPECT_EQ(LinkRefusal("#grade=10.abc"), "this link is version 10; this engine reads version 1");
  for (const char* text : {"#grade=", "#grade", "#grade=1", "#grade=.abc", "#grade=01.abc", "#grade=1a.abc",
                           "#grade=-1.abc", "#grade=1234567890.abc", "#grade= 1.abc"}) {
    EXPECT_FALSE(GradingLinkFromText(text).ok()) << text;
  }
  EXPECT_EQ(LinkRefusal("#grade=one.abc"),
            "the link's grade is \"one.abc\"; it must be the version, a point, and the recipe");
}

TEST(Link, WrongParametersAreRefusedByName) {
  const std::string good = Holding(R"({"easelight":1})");
  EXPECT_EQ(LinkRefusal(good + "&mood=dark"), "the link has an unknown parameter \"mood\"");
  EXPECT_EQ(LinkRefusal(good + "&"), "the link has an unknown parameter \"\"");
  EXPECT_EQ(LinkRefusal(good + "&<script>"), "the link has an unknown parameter \"<script>\"");
  EXPECT_EQ(LinkRefusal(good + "&\xFF=1"), "the link has an unknown parameter \"\\ufffd\"");
  EXPECT_EQ(LinkRefusal(good + "&grade=1.x"), "the link has the parameter grade twice");
  EXPECT_EQ(LinkRefusal(good + "&parts=base&parts=base"), "the link has the parameter parts twice");
  EXPECT_EQ(LinkRefusal(good + "&parts=tone"),
            "the link's parts: a part is \"tone\"; it must be one of base, light, color, print, geometry");
  EXPECT_EQ(LinkRefusal(good + "&parts"), LinkRefusal(good + "&parts="));
  EXPECT_EQ(LinkRefusal(good + "&proof=0123456789abcde"), "the link's proof: it must be 16 digits 0 to 9 and a to f");
  EXPECT_EQ(LinkRefusal(good + "&proof=0123456789ABCDEF"), "the link's proof: it must be 16 digits 0 to 9 and a to f");
  EXPECT_EQ(LinkRefusal(good + "&pixels=AAAA"), "the link's pixels: they have 3 bytes; they must have 48");
  EXPECT_EQ(LinkRefusal(good + "&pixels=AA=A"), "the link's pixels: character 3 is none of base64url");
}

TEST(Link, DamagedPayloadsAreRefused) {
  EXPECT_EQ(LinkRefusal("#grade=1."), "the link's grade: the compressed recipe breaks off");
  EXPECT_EQ(LinkRefusal("#grade=1.AAAA"), "the link's grade: the compressed recipe is damaged");
  EXPECT_EQ(LinkRefusal("#grade=1.%7B"), "the link's grade: character 1 is none of base64url");
  std::vector<uint8_t> stream = *StreamFromText(R"({"easelight":1})");
  const auto with = [](std::vector<uint8_t> bytes) { return "#grade=1." + Base64UrlFromBytes(bytes); };
  const std::vector<uint8_t> cut(stream.begin(), stream.end() - 1);
  EXPECT_EQ(LinkRefusal(with(cut)), "the link's grade: the compressed recipe breaks off");
  stream.push_back(0);
  EXPECT_EQ(LinkRefusal(with(stream)),
            "the link's grade: the compressed recipe is followed by something else (1 of 24 bytes)");
  stream.pop_back();
  stream.back() ^= 1;  // The checksum.
  EXPECT_EQ(LinkRefusal(with(stream)), "the link's grade: the compressed recipe is damaged");
  // With the flag of a preset dictionary (RFC 1950): 78 20 would be 78 bb.
  EXPECT_EQ(LinkRefusal(with({0x78, 0xbb, 0, 0, 0, 1})), "the link's grade: the compressed recipe is damaged");
}

TEST(Link, WrongRecipesAreRefusedByNumber) {
  EXPECT_EQ(LinkRefusal(Holding("hello")), "the link's grade: the text of the recipes is not JSON");
  EXPECT_EQ(LinkRefusal(Holding(R"({"easelight":1,"density":{"gamma":9}})")),
            "the link's grade: density.gamma is 9; it must be a number from 0.1 to 6");
  EXPECT_EQ(LinkRefusal(Holding(R"([{"easelight":1},{"easelight":1,"density":{"gamma":9}}])")),
            "the link's grade: recipe 2 of 2: density.gamma is 9; it must be a number from 0.1 to 6");
  EXPECT_EQ(LinkRefusal(Holding(R"([{"easelight":1},[{"easelight":1}]])")),
            "the link's grade: recipe 2 of 2: the recipe is [{\"easelight\":1}]; it must be an object");
  EXPECT_EQ(LinkRefusal(Holding(R"({"easelight":2})")),
            "the link's grade: easelight is 2; this engine knows version 1");
  EXPECT_EQ(LinkRefusal(Holding("[]")), "the link's grade: there are 0 recipes; there must be 1 to 64");
  std::string many = R"([{"easelight":1})";
  for (int i = 0; i < 64; ++i) many += R"(,{"easelight":1})";
  EXPECT_EQ(LinkRefusal(Holding(many + "]")), "the link's grade: there are 65 recipes; there must be 1 to 64");
  EXPECT_EQ(LinkRefusal(Holding(std::string(200'000, '['))),
            "the link's grade: the text of the recipes nests deeper than 16 levels");
  // However long a wrong value is, the reason stays a sentence.
  EXPECT_LT(LinkRefusal(Holding(R"({"easelight":1,"film":")" + std::string(200'000, 'x') + "\"}")).size(), 200u);
}

TEST(Link, IsRefusedPastItsLength) {
  const std::string good = Holding(R"({"easelight":1})");
  const std::string address(kMaxLinkBytes - good.size(), 'a');
  EXPECT_TRUE(GradingLinkFromText(address + good).ok());
  EXPECT_EQ(LinkRefusal(address + "a" + good), "the link has 16,385 bytes; the limit is 16,384");
}

TEST(Link, ABombIsRefusedAtItsLimitInShortTime) {
  EXPECT_TRUE(TextFromStream(*StreamFromText(std::string(kMaxInflatedBytes, ' ')), kMaxInflatedBytes).ok());
  // As many zeros as a link of 16 KiB can hold; they would take 12 MB.
  const std::string bomb = Holding(std::string(12'000'000, '\0'));
  ASSERT_LT(bomb.size(), kMaxLinkBytes);
  ASSERT_GT(bomb.size(), kMaxLinkBytes - 1024);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(LinkRefusal(bomb), "the link's grade: it inflates to more than 262,144 bytes");
  }
  // A hundred take about 0.05 s; inflated whole they would take several.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Link, WhatCannotBeHeldIsNotWritten) {
  const auto refused = [](const std::vector<Recipe>& recipes, RecipeParts parts) {
    const auto link = LinkFromRecipes(recipes, parts);
    EXPECT_FALSE(link.ok());
    return EnglishText(link.status());
  };
  EXPECT_EQ(refused({}, RecipeParts::All()), "there are 0 recipes; a link holds 1 to 64");
  EXPECT_EQ(refused(std::vector<Recipe>(65), RecipeParts::All()), "there are 65 recipes; a link holds 1 to 64");
  EXPECT_EQ(refused({GradedGray()}, RecipeParts()), "no part of the recipe was chosen; a link holds at least one");
  // Notes that cannot be compressed.
  std::vector<Recipe> recipes(8, GradedGray());
  uint32_t state = 1;
  for (Recipe& recipe : recipes) {
    for (int i = 0; i < 4000; ++i)
      recipe.names.note += static_cast<char>('!' + (state = state * 48271 % 2147483647) % 90);
  }
  const std::string reason = refused(recipes, RecipeParts::All());
  EXPECT_NE(reason.find("; the limit is 15,360"), std::string::npos) << reason;
}

}  // namespace
}  // namespace easelight
