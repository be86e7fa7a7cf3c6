#include "core/recipe/proof.h"

#include <gtest/gtest.h>

#include <set>

#include "core/color/color_space.h"
#include "core/english/english.h"
#include "tests/film/reference_model.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

Proof ProofOf(const std::vector<Recipe>& recipes) {
  const auto proof = ProofFromRecipes(recipes);
  EXPECT_TRUE(proof.ok()) << EnglishText(proof.status());
  return proof.ok() ? *proof : Proof();
}

ProofVerdict VerdictOn(const std::vector<Recipe>& recipes, const ClaimedProof& claimed) {
  const auto verdict = CheckProof(recipes, claimed);
  EXPECT_TRUE(verdict.ok()) << EnglishText(verdict.status());
  return verdict.ok() ? *verdict : ProofVerdict();
}

TEST(Proof, TheChartIsTheFormulas) {
  const std::vector<uint16_t> chart = ProofChart();
  ASSERT_EQ(chart.size(), 3u * 64 * 64);
  std::array<std::set<uint16_t>, 3> codes;
  for (uint64_t i = 0; i < 4096; ++i) {
    EXPECT_EQ(chart[3 * i], 40503 * i % 65536);
    EXPECT_EQ(chart[3 * i + 1], (30011 * i + 21845) % 65536);
    EXPECT_EQ(chart[3 * i + 2], (20011 * i + 43690) % 65536);
    for (size_t c = 0; c < 3; ++c) codes[c].insert(chart[3 * i + c]);
  }
  for (const auto& channel : codes) EXPECT_EQ(channel.size(), 4096u);
}

// The engine's own promise is one code for monotone curves.
TEST(Proof, TheSamplesAreTheModelsWithinOneCode) {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  const std::vector<uint16_t> chart = ProofChart();
  for (const FilmKind film : kFilmKinds) {
    Recipe recipe = GradedNegative();
    recipe.film = film;
    const Grade grade = GradeFromRecipe(recipe, {});
    const ProofPixels pixels = ProofOf({recipe}).pixels;
    for (size_t k = 0; k < 8; ++k) {
      const uint16_t* codes = chart.data() + size_t{3} * 585 * k;
      const auto expected = ReferenceDevelop(grade, {srgb.primaries, srgb.encoding},
                                             {codes[0] / 65535.0, codes[1] / 65535.0, codes[2] / 65535.0});
      for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(pixels[3 * k + c], expected[c] * 65535, 1.5) << FilmName(film);
    }
  }
}

TEST(Proof, IsOverWhatMakesPixels) {
  const Recipe recipe = GradedNegative();
  const Proof proof = ProofOf({recipe});
  Recipe turned = recipe;
  turned.geometry = {};
  turned.names = {};
  EXPECT_EQ(ProofOf({turned}), proof);
  Recipe linear = recipe;
  linear.input_encoding = TransferCurve::Linear();
  EXPECT_EQ(ProofOf({linear}), proof);
  linear.input_encoding = TransferCurve::Srgb();
  EXPECT_NE(ProofOf({linear}).hash, proof.hash);
  Recipe darker = recipe;
  darker.density.exposure += 0.0001;
  EXPECT_NE(ProofOf({darker}).hash, proof.hash);
}

TEST(Proof, OfSeveralRecipesIsOverAllInTurn) {
  const Proof both = ProofOf({GradedNegative(), GradedGray()});
  EXPECT_EQ(both.pixels, ProofOf({GradedNegative()}).pixels);
  EXPECT_NE(both.hash, ProofOf({GradedNegative()}).hash);
  EXPECT_NE(both.hash, ProofOf({GradedGray(), GradedNegative()}).hash);
}

TEST(Proof, VerdictSaysWhatDiffersAndHowMuch) {
  const std::vector<Recipe> recipes = {GradedNegative()};
  const Proof proof = ProofOf(recipes);
  ProofHash other_hash = proof.hash;
  other_hash[7] ^= 1;
  ProofPixels other_pixels = proof.pixels;
  other_pixels[10] = static_cast<uint16_t>(other_pixels[10] ^ 2);
  const auto expect = [&](const ClaimedProof& claimed, ProofState state, std::optional<int> largest, const char* text) {
    const ProofVerdict verdict = VerdictOn(recipes, claimed);
    EXPECT_EQ(verdict.state, state);
    EXPECT_EQ(verdict.largest_difference, largest);
    EXPECT_EQ(EnglishText(verdict.sentence), text);
  };
  expect({proof.hash, proof.pixels}, ProofState::kVerified, 0, "verified: same pixels");
  expect({proof.hash, {}}, ProofState::kVerified, 0, "verified: same pixels");
  expect({other_hash, other_pixels}, ProofState::kDifferent, 2,
         "made with another engine: largest difference 2 of 65535");
  expect({other_hash, proof.pixels}, ProofState::kDifferent, 0,
         "made with another engine: the sample pixels agree, something else differs");
  expect({other_hash, {}}, ProofState::kDifferent, {},
         "made with another engine: the pixels differ, and the link does not say how much");
  expect({{}, {}}, ProofState::kNone, {}, "no proof");
  expect({{}, proof.pixels}, ProofState::kNone, {}, "no proof");
}

}  // namespace
}  // namespace easelight
