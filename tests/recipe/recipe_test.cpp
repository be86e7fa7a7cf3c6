#include "core/recipe/recipe.h"

#include <gtest/gtest.h>

#include "core/english/english.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

Recipe Parsed(std::string_view text) {
  auto recipe = RecipeFromJson(text);
  EXPECT_TRUE(recipe.ok()) << EnglishText(recipe.status());
  return recipe.ok() ? *recipe : Recipe();
}

std::string RecipeRefusal(std::string_view text) {
  const auto recipe = RecipeFromJson(text);
  EXPECT_FALSE(recipe.ok()) << text;
  return EnglishText(recipe.status());
}

TEST(Recipe, EveryKindRoundTrips) {
  for (const FilmKind film : kFilmKinds) {
    const Recipe recipe = DefaultRecipe(film);
    EXPECT_EQ(Parsed(CanonicalJson(recipe)), recipe);
    EXPECT_EQ(Parsed(CompleteJson(recipe, 2)), recipe);
  }
  EXPECT_EQ(CanonicalJson(DefaultRecipe(FilmKind::kColorNegative)), R"({"easelight":1})");
  EXPECT_EQ(CanonicalJson(DefaultRecipe(FilmKind::kDigital)), R"({"easelight":1,"film":"digital"})");
}

TEST(Recipe, CanonicalTextIsSortedShortAndStable) {
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.density.gamma = 2;
  recipe.density.exposure = 1.2345;
  recipe.geometry.flip = true;
  recipe.names.note = "Rollei, \"K\"";
  const std::string text = CanonicalJson(recipe);
  EXPECT_EQ(
      text,
      R"({"density":{"exposure":1.2345,"gamma":2},"easelight":1,"geometry":{"flip":true},"names":{"note":"Rollei, \"K\""}})");
  EXPECT_EQ(CanonicalJson(Parsed(text)), text);
  // The order of keys and the way numbers are written do not matter.
  EXPECT_EQ(CanonicalJson(Parsed(R"({"easelight":1,"names":{"note":"Rollei, \"K\""},"geometry":{"flip":true,"rotate":0},
                                   "density":{"gamma":2.0,"exposure":12345e-4}})")),
            text);
}

TEST(Recipe, CustomPrimariesRoundTrip) {
  const std::string text =
      R"({"easelight":1,"input":{"encoding":2.2,"space":{"primaries":[[0.7,0.3],[0.2,0.7],[0.15,0.05]],"white":[0.3127,0.329]}}})";
  EXPECT_EQ(CanonicalJson(Parsed(text)), text);
}

TEST(Recipe, ErrorsNameTheKeyTheValueAndTheRange) {
  EXPECT_EQ(RecipeRefusal(R"({"easelight":1,"density":{"gamma":9}})"),
            "density.gamma is 9; it must be a number from 0.1 to 6");
  EXPECT_EQ(RecipeRefusal(R"({"easelight":1,"density":{"base":[0,1,4.5]}})"),
            "density.base[2] is 4.5; it must be a number from 0 to 4");
  EXPECT_EQ(RecipeRefusal(R"({"easelight":1,"density":{"gama":1}})"), "unknown key density.\"gama\"");
  EXPECT_EQ(RecipeRefusal(R"({"easelight":1,"film":"slide"})"),
            "film is \"slide\"; it must be one of color-negative, bw-negative, color-slide, bw-slide, digital");
  EXPECT_EQ(RecipeRefusal(R"({"easelight":1,"geometry":{"rotate":45}})"),
            "geometry.rotate is 45; it must be one of 0, 90, 180, 270");
  EXPECT_EQ(RecipeRefusal(R"({"film":"digital"})"), "the key easelight (the version of the model) is missing");
  EXPECT_EQ(RecipeRefusal(R"({"easelight":2})"), "easelight is 2; this engine knows version 1");
  EXPECT_EQ(RecipeRefusal("[1"), "the recipe is not JSON");
  EXPECT_EQ(RecipeRefusal("3"), "the recipe is 3; it must be an object");
}

// So that whoever keeps recipes can tell them from damaged ones.
TEST(Recipe, WhatALaterVersionMayKnowIsUnsupported) {
  for (const char* text :
       {R"({"easelight":2})", R"({"easelight":1,"grain":1})", R"({"easelight":1,"density":{"grain":1}})"}) {
    EXPECT_EQ(RecipeFromJson(text).status().code(), StatusCode::kUnsupported) << text;
  }
  EXPECT_EQ(RecipeFromJson(R"({"easelight":1,"density":{"gamma":9}})").status().code(), StatusCode::kOutOfRange);
}

TEST(Recipe, HostileTextIsRefused) {
  for (const char* text : {R"({"easelight":1,"density":{"gamma":1e999}})",
                           R"({"easelight":1,"density":{"gamma":"2"}})",
                           R"({"easelight":1,"density":[]})",
                           R"({"easelight":1,"density":{"gains":[0,0]}})",
                           R"({"easelight":1,"density":{"matrix":[[1,0,0],[0,1,0]]}})",
                           R"({"easelight":1,"density":{"matrix":[[1,0,0],[0,1,0],[0,0,5]]}})",
                           R"({"easelight":1,"geometry":{"crop":[0.5,0,0.6,1]}})",
                           R"({"easelight":1,"geometry":{"crop":[0,0,0,1]}})",
                           R"({"easelight":1,"geometry":{"flip":1}})",
                           R"({"easelight":1,"print":{"glare":0.3}})",
                           R"({"easelight":1,"print":{"curves":{"rgb":[[0,0]]}}})",
                           R"({"easelight":1,"print":{"curves":{"rgb":[[0,0],[0,1]]}}})",
                           R"({"easelight":1,"print":{"curves":{"rgb":[[0,0],[1,1.1]]}}})",
                           R"({"easelight":1,"print":{"interpolation":"cubic"}})",
                           R"({"easelight":1,"working":"srgb"})",
                           R"({"easelight":1,"input":{"space":"nowhere"}})",
                           R"({"easelight":1,"input":{"encoding":0}})",
                           R"({"easelight":1,"input":{"space":{"primaries":[[0,0],[0,0],[0,0]],"white":[0,0]}}})",
                           R"({"easelight":1,"names":{"note":7}})",
                           R"({"easelight":true})",
                           R"({"easelight":1} x)",
                           ""}) {
    EXPECT_FALSE(RecipeFromJson(text).ok()) << text;
  }
  EXPECT_FALSE(RecipeFromJson(std::string(kMaxRecipeBytes + 1, ' ')).ok());
  EXPECT_FALSE(RecipeFromJson(std::string(60000, '[')).ok());
  std::string many = R"({"easelight":1,"print":{"curves":{"rgb":[[0,0])";
  for (int i = 1; i < 65; ++i) many += ",[" + std::to_string(i / 64.0) + ",0]";
  EXPECT_FALSE(RecipeFromJson(many + "]}}}").ok());
}

TEST(Recipe, AbsentKeysTakeTheDefaultsOfTheirKind) {
  const Recipe recipe = Parsed(R"({"easelight":1,"film":"bw-negative","density":{"gamma":1.1}})");
  EXPECT_EQ(recipe.density.gamma, 1.1);
  EXPECT_EQ(recipe.density.exposure, DefaultRecipe(FilmKind::kBwNegative).density.exposure);
  EXPECT_EQ(recipe.names.curve, "Neutral");
}

TEST(Presets, AllAreValidRecipes) {
  EXPECT_EQ(MatrixPresets().size(), 20u + 2 * kScanSetups);
  EXPECT_EQ(MatrixPresets()[0].matrix, Matrix3::Identity());
  EXPECT_EQ(CurvePresets().size(), 16u);
  for (const CurvePreset& preset : CurvePresets()) {
    Recipe recipe;
    recipe.print = preset.print;
    recipe.names.curve = preset.name;
    recipe.density.gamma = preset.gamma;
    EXPECT_EQ(Parsed(CompleteJson(recipe)), recipe) << preset.name;
  }
  for (const MatrixPreset& preset : MatrixPresets()) {
    Recipe recipe;
    recipe.density.matrix = preset.matrix;
    EXPECT_EQ(Parsed(CompleteJson(recipe)), recipe) << preset.name;
  }
}

TEST(Presets, NeutralHasSlopeOneInTheMiddle) {
  const PrintCurve curve = NeutralCurve();
  const PrintCurveEvaluator evaluate(curve, CurveInterpolation::kMonotone);
  const auto printed = [&](double d) { return (1.0 - evaluate(1.0 - d / kCurveRange)) * kCurveRange; };
  EXPECT_NEAR((printed(1.1) - printed(0.8)) / 0.3, 1.0, 0.05);
  double last = -1;
  for (double d = 0; d <= kCurveRange; d += 0.01) {
    EXPECT_GE(printed(d), last);
    last = printed(d);
  }
}

}  // namespace
}  // namespace easelight
