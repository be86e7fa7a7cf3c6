// The start of slides, and of film whose layers have faded: it must come near the print of the same film when it was
// new.
#include "core/analysis/slide_start.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "core/analysis/auto_start.h"
#include "core/recipe/film_figures.h"
#include "tests/synthetic/first_print.h"

namespace easelight {
namespace {

using namespace synthetic;

Recipe Started(FilmKind film, const DensityPlanes& density, std::string_view stock) {
  Recipe recipe = DefaultRecipe(film);
  recipe.names.setup = "scanner";
  recipe.names.stock = stock;
  auto scratch = std::make_unique<DensityGrid>();
  recipe.density = AutomaticStart(film, density.view(), density.size, recipe, {}, *scratch).density;
  return recipe;
}

struct Fading {
  Vector3 left;   // Of each layer's density above unexposed film, or above a slide's clear highlights.
  Vector3 stain;  // Density.
};

Vector3 FadedDensity(const Vector3& density, const FilmStock& film, const Fading& fading) {
  return film.base + Times(fading.left, density - film.base) + fading.stain;
}

// How far apart the channels print what is gray, in the mean over tones: print density.
double CastOf(const Recipe& recipe, const FilmStock& film, const Fading& fading) {
  const DensityAffine affine = AffineFromGrade(recipe.density, IsNegative(recipe.film));
  double sum = 0.0;
  constexpr std::array kTones = {0.05, 0.18, 0.5};
  for (const double tone : kTones) {
    const Vector3 density = film.DensityFromExposure(Vector3::Constant(tone));
    const Vector3 print = affine.matrix * FadedDensity(density, film, fading) + affine.offset;
    sum += std::max({print[0], print[1], print[2]}) - std::min({print[0], print[1], print[2]});
  }
  return sum / kTones.size();
}

struct Casts {
  double untold = 0;
  double told = 0;
};

// Of a scene on film that has faded, started as any film and as film that has.
Casts CastsOf(FilmKind kind, const FilmStock& film, const char* scene, const Fading& fading) {
  ScanOptions options;
  options.layout.rebate = IsNegative(kind) ? 0.04 : 0.0;
  DensityPlanes density = DensitiesOf(ScanScene(FindScene(scene), film, options), DefaultRecipe(kind));
  for (size_t i = 0; i < density.planes[0].size(); ++i) {
    const Vector3 before(density.planes[0][i], density.planes[1][i], density.planes[2][i]);
    const Vector3 after = FadedDensity(before, film, fading);
    for (size_t c = 0; c < 3; ++c) density.planes[c][i] = static_cast<float>(after[c]);
  }
  return {CastOf(Started(kind, density, ""), film, fading), CastOf(Started(kind, density, kFadedFilm), film, fading)};
}

TEST(SlideStartTest, TheLayersOfAFadedSlideComeTogether) {
  // Much of the cyan dye is gone, and the highlights are yellow.
  const Fading fading = {{0.6, 0.95, 0.85}, {0.02, 0.04, 0.1}};
  Casts sum;
  for (const char* scene : {"lake", "portrait", "street", "bricks"}) {
    const Casts casts = CastsOf(FilmKind::kColorSlide, SlideFilm(), scene, fading);
    EXPECT_LT(casts.told, casts.untold) << scene;
    sum = {sum.untold + casts.untold, sum.told + casts.told};
  }
  EXPECT_LT(sum.told, 0.6 * sum.untold);
}

TEST(SlideStartTest, TheLayersOfAFadedNegativeComeNearer) {
  const Fading fading = {{0.65, 0.95, 0.9}, {0.0, 0.02, 0.08}};
  Casts sum;
  for (const char* scene : {"lake", "portrait", "street", "bricks", "backlit"}) {
    const Casts casts = CastsOf(FilmKind::kColorNegative, AmateurFilm(), scene, fading);
    sum = {sum.untold + casts.untold, sum.told + casts.told};
  }
  EXPECT_LT(sum.told, 0.9 * sum.untold);
}

TEST(SlideStartTest, ColorOfTheLightStaysAndBlackIsReached) {
  // A slide whose scan has so much flare that its blacks are gray, in open shade.
  SyntheticScan scan = ScanScene(FindScene("street"), SlideFilm(), {});
  for (Vector3& light : scan.transmittance) light = 0.98 * light + Vector3::Constant(0.012);
  const Recipe recipe = Started(FilmKind::kColorSlide, DensitiesOf(scan, DefaultRecipe(FilmKind::kColorSlide)), "");
  EXPECT_GT(recipe.density.gamma, 1.05);
  EXPECT_LE(recipe.density.gamma, 1.2);
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(recipe.density.gains[c], 0.0);
    EXPECT_EQ(recipe.density.channel_gamma[c], 1.0);
  }
}

TEST(SlideStartTest, ABlankSlideIsFinite) {
  DensityPlanes blank{{60, 40}, {}};
  for (auto& plane : blank.planes) plane.assign(2400, 0.3f);
  for (const std::string_view stock : {std::string_view(), kFadedFilm}) {
    const DensityGrade grade = Started(FilmKind::kColorSlide, blank, stock).density;
    EXPECT_EQ(grade.gamma, 1.0);
    // Give or take a bin of the statistics.
    EXPECT_NEAR(grade.exposure, -0.25, 0.15);
  }
}

}  // namespace
}  // namespace easelight
