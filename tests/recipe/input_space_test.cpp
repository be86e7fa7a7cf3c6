// What `input.space` means: `auto` by the kind of film and by what the file says, and all else whatever the file says.
#include <gtest/gtest.h>

#include "core/color/color_space.h"
#include "core/recipe/proof.h"
#include "core/recipe/recipe.h"

namespace easelight {
namespace {

constexpr FilmKind kNegatives[] = {FilmKind::kColorNegative, FilmKind::kBwNegative};
constexpr FilmKind kPositives[] = {FilmKind::kColorSlide, FilmKind::kBwSlide, FilmKind::kDigital};

const Primaries& PrimariesOf(const char* name) { return FindColorSpace(name)->primaries; }

ScanColor FileOf(const char* name) {
  return {
      AllChannels(TransferCurve::Power(1.8)), PrimariesOf(name), ProfileXyzFromRgb(PrimariesOf(name)).value(), {}, {}};
}

Recipe WithSpace(FilmKind film, const std::string& space) {
  Recipe recipe = DefaultRecipe(film);
  recipe.input_space = space;
  return recipe;
}

TEST(InputSpace, IsAutoUnlessTheRecipeSaysOtherwise) {
  for (const FilmKind film : kFilmKinds) {
    EXPECT_EQ(DefaultRecipe(film).input_space, InputSpace(std::string("auto")));
    // What was meant stays: a link that names the device says so.
    EXPECT_NE(CanonicalJson(WithSpace(film, "device")).find(R"("input":{"space":"device"})"), std::string::npos);
    EXPECT_EQ(CanonicalJson(WithSpace(film, "auto")).find("input"), std::string::npos);
  }
  EXPECT_EQ(RecipeFromJson(R"({"easelight":1,"input":{"space":"auto"}})")->input_space,
            InputSpace(std::string("auto")));
  EXPECT_EQ(RecipeFromJson(R"({"easelight":1,"input":{"space":"device"}})")->input_space,
            InputSpace(std::string("device")));
}

TEST(InputSpace, AutoIsTheDeviceForNegatives) {
  for (const FilmKind film : kNegatives) {
    const Grade grade = GradeFromRecipe(DefaultRecipe(film), FileOf("display-p3"));
    EXPECT_FALSE(grade.input.has_value());
    EXPECT_EQ(grade.working, PrimariesOf("endura-premier"));
    EXPECT_EQ(grade.input_encoding, AllChannels(TransferCurve::Power(1.8)));
    EXPECT_FALSE(grade.whole_range);
    EXPECT_FALSE(grade.profile_xyz.has_value());
  }
}

TEST(InputSpace, AutoIsWhatTheFileSaysForSlidesAndDigitalPictures) {
  for (const FilmKind film : kPositives) {
    const Grade grade = GradeFromRecipe(DefaultRecipe(film), FileOf("display-p3"));
    EXPECT_FALSE(grade.input.has_value());
    EXPECT_EQ(grade.working, PrimariesOf("display-p3"));
    EXPECT_TRUE(grade.whole_range);
    EXPECT_EQ(grade.profile_xyz, FileOf("display-p3").profile_xyz);
  }
}

TEST(InputSpace, ATableIsSetAsideByACurveOfTheRecipesOwn) {
  ScanColor file = FileOf("srgb");
  auto table = std::make_shared<ColorTable>();
  table->primaries = PrimariesOf("prophoto");
  table->digest = 1;
  file.table = table;
  Recipe recipe = DefaultRecipe(FilmKind::kDigital);
  EXPECT_EQ(GradeFromRecipe(recipe, file).table, table);
  EXPECT_EQ(GradeFromRecipe(recipe, file).working, PrimariesOf("prophoto"));
  recipe.input_encoding = TransferCurve::Linear();
  EXPECT_EQ(GradeFromRecipe(recipe, file).table, nullptr);
  EXPECT_EQ(GradeFromRecipe(recipe, file).working, PrimariesOf("srgb"));
  for (const FilmKind film : kNegatives) EXPECT_EQ(GradeFromRecipe(DefaultRecipe(film), file).table, nullptr);
}

TEST(InputSpace, WhatTheRecipeNamesHoldsWhateverTheFileSays) {
  for (const FilmKind film : kFilmKinds) {
    for (const char* space : {"device", "prophoto", "coolscan-9000"}) {
      const Recipe recipe = WithSpace(film, space);
      const Grade grade = GradeFromRecipe(recipe, FileOf("display-p3"));
      const ColorSpace* named = FindColorSpace(space);
      EXPECT_EQ(grade.input, named != nullptr ? std::optional(named->primaries) : std::nullopt);
      EXPECT_EQ(grade.working, PrimariesOf("endura-premier"));
      EXPECT_FALSE(grade.whole_range);
    }
  }
}

TEST(InputSpace, ACamerasColorsAreThoseOfItsFileAndOfNoOther) {
  ScanColor raw;
  raw.camera = CameraColor{.as_shot = {2, 1, 1.5}, .daylight = {1, 0.5, 0.8}};
  const CameraInput by_file{.balance = {2, 1, 1.5}}, by_daylight{.balance = {1, 0.5, 0.8}};
  for (const FilmKind film : kFilmKinds) {
    const Grade automatic = GradeFromRecipe(DefaultRecipe(film), raw);
    const Grade camera = GradeFromRecipe(WithSpace(film, "camera"), raw);
    EXPECT_EQ(camera.camera, by_file);
    EXPECT_EQ(camera.input, PrimariesOf("srgb"));
    EXPECT_EQ(camera.working, PrimariesOf("endura-premier"));
    EXPECT_EQ(camera.whole_range, !IsNegative(film));
    // Density wants the sensor's own channels.
    EXPECT_EQ(automatic.camera, IsNegative(film) ? by_daylight : by_file);
    EXPECT_EQ(automatic.input, IsNegative(film) ? std::nullopt : camera.input);
    for (const char* space : {"device", "prophoto"}) {
      EXPECT_EQ(GradeFromRecipe(WithSpace(film, space), raw).camera, by_daylight);
    }
    const Grade other = GradeFromRecipe(WithSpace(film, "camera"), FileOf("display-p3"));
    EXPECT_EQ(other.camera, std::nullopt);
    EXPECT_EQ(other.working, GradeFromRecipe(DefaultRecipe(film), FileOf("display-p3")).working);
  }
  EXPECT_EQ(RecipeFromJson(CanonicalJson(WithSpace(FilmKind::kDigital, "camera")))->input_space,
            InputSpace(std::string("camera")));
}

TEST(InputSpace, TheProofChartIsNoFile) {
  for (const FilmKind film : kFilmKinds) {
    const Recipe automatic = DefaultRecipe(film);
    const Recipe device = WithSpace(film, "device");
    EXPECT_EQ(ProofFromRecipes({&automatic, 1})->hash, ProofFromRecipes({&device, 1})->hash);
  }
}

}  // namespace
}  // namespace easelight
