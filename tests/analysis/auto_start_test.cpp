// The automatic start against scenes whose light is known.
#include "core/analysis/auto_start.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "core/base/exact_math.h"
#include "core/english/english.h"
#include "core/recipe/film_figures.h"
#include "tests/synthetic/color_difference.h"
#include "tests/synthetic/first_print.h"

namespace easelight {
namespace {

using namespace synthetic;

// What each scene's first print may differ by at the most: CIEDE2000 (median over the frame), and the CIELAB chroma of
// a gray scale. Measured values with a margin of about a fifth. Scenes ruled by one color, and lamps, are hardest.
struct SceneBound {
  std::string_view scene;
  double difference;
  double cast;
};

constexpr SceneBound kBounds[] = {
    {"lake", 8.8, 8.6},        {"chart", 6.9, 8.2},         {"portrait", 7.9, 8.3}, {"forest", 8.4, 12.6},
    {"sea", 14.5, 13.5},       {"snow", 10.8, 8.7},         {"night", 5.4, 5.4},    {"backlit", 5.8, 8.6},
    {"room", 16.6, 22.4},      {"fog", 12.0, 9.0},          {"street", 8.9, 8.8},   {"bricks", 7.4, 7.8},
    {"chart-shade", 7.4, 8.2}, {"portrait-lamp", 8.6, 9.0},
};

std::array<FilmStock, 3> ColorFilms() { return {AmateurFilm(), PortraitFilm(), LandscapeFilm()}; }

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// Valid in the eyes of the recipe's own validation, which names whatever is out of range.
void ExpectValid(const Recipe& recipe) {
  const auto parsed = RecipeFromJson(CompleteJson(recipe));
  EXPECT_TRUE(parsed.ok()) << EnglishText(parsed.status());
}

DensityPlanes Uniform(Extent size, float red, float green, float blue) {
  const auto count = static_cast<size_t>(size.pixels());
  return {size, {std::vector<float>(count, red), std::vector<float>(count, green), std::vector<float>(count, blue)}};
}

TEST(AutoStartTest, FirstPrintsAreNearTheirScenes) {
  std::vector<double> differences;
  std::vector<double> casts;
  for (const SceneBound& bound : kBounds) {
    const Scene& scene = FindScene(bound.scene);
    ASSERT_EQ(scene.name, bound.scene);
    // The films alternate between a normal exposure, one and a half stops over, and one under.
    for (size_t i = 0; i < 3; ++i) {
      const FilmStock film = ColorFilms()[i];
      ScanOptions options;
      options.exposure_stops = std::array{0.0, 1.5, -1.0}[(i + differences.size() / 3) % 3];
      const SyntheticScan scan = ScanScene(scene, film, options);
      const DensityPlanes density = DensitiesOf(scan, DefaultRecipe(FilmKind::kColorNegative));
      const Recipe recipe = StartedRecipe(FilmKind::kColorNegative, density);
      const double difference = CompareWithScene(Print(recipe, density), scan).median;
      const double cast = GrayScaleCast(recipe, film, scene.illuminant * ExactExp2(options.exposure_stops));
      EXPECT_LT(difference, bound.difference) << scene.name << " on " << film.name;
      EXPECT_LT(cast, bound.cast) << scene.name << " on " << film.name;
      ExpectValid(recipe);
      differences.push_back(difference);
      casts.push_back(cast);
    }
  }
  RecordProperty("median_difference", std::to_string(Median(differences)));
  RecordProperty("median_cast", std::to_string(Median(casts)));
  EXPECT_LT(Median(differences), 7.0);
  EXPECT_LT(Median(casts), 7.3);
}

TEST(AutoStartTest, AStopMoreLightOnTheFilmGivesTheSamePrint) {
  std::vector<double> apart;
  for (const SceneBound& bound : kBounds) {
    for (const FilmStock& film : ColorFilms()) {
      std::array<std::vector<Vector3>, 2> prints;
      for (size_t i = 0; i < 2; ++i) {
        ScanOptions options;
        options.layout.rebate = 0.04;
        options.exposure_stops = static_cast<double>(i);
        const DensityPlanes density =
            DensitiesOf(ScanScene(FindScene(bound.scene), film, options), DefaultRecipe(FilmKind::kColorNegative));
        prints[i] = Print(StartedRecipe(FilmKind::kColorNegative, density), density);
      }
      std::vector<double> differences;
      for (size_t i = 0; i < prints[0].size(); i += 3) {
        differences.push_back(Ciede2000(LabFromLinearSrgb(prints[0][i]), LabFromLinearSrgb(prints[1][i])));
      }
      apart.push_back(Median(std::move(differences)));
    }
  }
  EXPECT_LT(Median(apart), 2.0);
}

TEST(AutoStartTest, RebateGivesTheFilmBase) {
  for (const FilmStock& film : ColorFilms()) {
    for (const char* scene : {"lake", "night", "snow", "forest", "bricks"}) {
      ScanOptions options;
      options.layout = {.rebate = 0.04, .holder = 0.0, .sprockets = false};
      const SyntheticScan scan = ScanScene(FindScene(scene), film, options);
      const Recipe recipe =
          StartedRecipe(FilmKind::kColorNegative, DensitiesOf(scan, DefaultRecipe(FilmKind::kColorNegative)));
      for (size_t c = 0; c < 3; ++c) {
        EXPECT_NEAR(recipe.density.base[c], film.base[static_cast<int>(c)], 0.05) << scene << " on " << film.name;
      }
    }
  }
}

TEST(AutoStartTest, SurroundingsDoNotShiftThePrint) {
  const FilmStock film = AmateurFilm();
  for (const char* scene : {"lake", "portrait", "street", "snow"}) {
    const Vector3 light = FindScene(scene).illuminant;
    std::vector<std::vector<Vector3>> scales;
    for (const ScanLayout& layout :
         {ScanLayout{}, ScanLayout{.rebate = 0.04}, ScanLayout{.rebate = 0.03, .holder = 0.05},
          ScanLayout{.rebate = 0.12, .holder = 0.05, .sprockets = true}}) {
      ScanOptions options;
      options.layout = layout;
      const SyntheticScan scan = ScanScene(FindScene(scene), film, options);
      const Recipe recipe =
          StartedRecipe(FilmKind::kColorNegative, DensitiesOf(scan, DefaultRecipe(FilmKind::kColorNegative)));
      scales.push_back(PrintGrayScale(recipe, film, light));
    }
    for (size_t i = 1; i < scales.size(); ++i) {
      for (size_t step = 0; step < scales[0].size(); ++step) {
        for (int c = 0; c < 3; ++c) {
          // In print density: a third of a stop.
          EXPECT_NEAR(std::log10(scales[i][step][c]), std::log10(scales[0][step][c]), 0.1) << scene << ", layout " << i;
        }
      }
    }
  }
}

TEST(AutoStartTest, BlackAndWhiteIsExactlyNeutral) {
  for (const char* scene : {"lake", "night", "snow"}) {
    ScanOptions options;
    options.layout = {.rebate = 0.04, .holder = 0.03, .sprockets = false};
    const SyntheticScan scan = ScanScene(FindScene(scene), SilverFilm(), options);
    const Recipe recipe =
        StartedRecipe(FilmKind::kBwNegative, DensitiesOf8(scan, DefaultRecipe(FilmKind::kBwNegative)));
    const DensityGrade& grade = recipe.density;
    EXPECT_EQ(grade.channel_gamma, (std::array<double, 3>{1, 1, 1}));
    EXPECT_EQ(grade.gains, (std::array<double, 3>{0, 0, 0}));
    EXPECT_EQ(grade.base[0], grade.base[1]);
    EXPECT_EQ(grade.base[0], grade.base[2]);
    EXPECT_NEAR(grade.base[1], 0.28, 0.05) << scene;
    ExpectValid(recipe);
  }
}

TEST(AutoStartTest, SlidesGetHighlightsWithinAStopAndAHalf) {
  for (const char* scene : {"lake", "night", "portrait"}) {
    const SyntheticScan scan = ScanScene(FindScene(scene), SlideFilm(), {});
    const Recipe recipe = StartedRecipe(FilmKind::kColorSlide, DensitiesOf(scan, DefaultRecipe(FilmKind::kColorSlide)));
    DensityGrade expected = DefaultRecipe(FilmKind::kColorSlide).density;
    EXPECT_LE(std::abs(recipe.density.exposure), 0.45) << scene;
    EXPECT_LT(recipe.density.exposure, 0.0) << "a slide's clear highlights are denser than paper white";
    expected.exposure = recipe.density.exposure;
    EXPECT_EQ(recipe.density, expected);
  }
}

TEST(AutoStartTest, DigitalPicturesStayAsTheyAre) {
  const Recipe recipe = StartedRecipe(FilmKind::kDigital, Uniform({30, 20}, 0.3f, 0.9f, 0.1f));
  EXPECT_EQ(recipe.density, DefaultRecipe(FilmKind::kDigital).density);
}

TEST(AutoStartTest, TheDensityMatrixIsKeptAndUsed) {
  const SyntheticScan scan = ScanScene(FindScene("chart"), AmateurFilm(), {});
  Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  current.density.matrix = Matrix3{{1.2, -0.1, 0.0}, {-0.1, 1.1, 0.0}, {0.0, -0.2, 1.3}};
  const DensityPlanes density = DensitiesOf(scan, current);
  auto scratch = std::make_unique<DensityGrid>();
  Recipe with = current;
  with.density = AutomaticStart(current.film, density.view(), density.size, current, {}, *scratch).density;
  EXPECT_EQ(with.density.matrix, current.density.matrix);
  EXPECT_LT(GrayScaleCast(with, AmateurFilm(), Vector3::Constant(1)), 9.5);
}

StartedGrade Started(const Recipe& current, const DensityPlanes& density, const ToneRegion& region = {}) {
  auto scratch = std::make_unique<DensityGrid>();
  return AutomaticStart(current.film, density.view(), density.size, current, {region, {}}, *scratch);
}

TEST(AutoStartTest, ASetupBringsItsMatrixAndContrast) {
  const SyntheticScan scan = ScanScene(FindScene("street"), AmateurFilm(), {.layout = {.rebate = 0.04}});
  Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  const DensityPlanes density = DensitiesOf(scan, current);
  for (const ScanSetup& setup : ScanSetups()) {
    current.names.setup = setup.name;
    const StartedGrade started = Started(current, density);
    EXPECT_EQ(started.why.setup, setup.name);
    EXPECT_EQ(started.why.setup_from, SetupSource::kRecipe);
    const SetupMatrix& made = setup.For(FilmProcess::kC41);
    EXPECT_EQ(started.density.matrix, made.matrix);
    EXPECT_NEAR(started.density.gamma, made.slope[1], 1e-3);
    // Red and blue may turn a little with what the picture shows.
    for (const size_t c : {0u, 2u}) {
      EXPECT_NEAR(started.density.gamma * started.density.channel_gamma[c], made.slope[c], 0.15 * made.slope[c]);
    }
    // Started again, what the start itself has set is not taken for the photographer's own matrix.
    current.density = started.density;
  }
}

TEST(AutoStartTest, FilmsForCinemasPrintSteeper) {
  const SyntheticScan scan = ScanScene(FindScene("street"), AmateurFilm(), {.layout = {.rebate = 0.04}});
  Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  const DensityPlanes density = DensitiesOf(scan, current);
  current.names.setup = "scanner";
  const double still = Started(current, density).density.gamma;
  const SetupMatrix& cinema = FindScanSetup("scanner")->For(FilmProcess::kEcn2);
  for (const char* stock : {"ecn-2", "kodak-5219"}) {
    current.names.stock = stock;
    const StartedGrade started = Started(current, density);
    EXPECT_EQ(started.density.matrix, cinema.matrix) << stock;
    EXPECT_GT(started.density.gamma, still) << stock;
    current.density = started.density;
  }
}

// What the start takes a film for whose base is this: a clear strip beside a ramp of tones.
std::string GuessedSetup(const std::array<double, 3>& base, std::string_view stock) {
  DensityPlanes planes = Uniform({90, 60}, 0, 0, 0);
  for (size_t c = 0; c < 3; ++c) {
    for (size_t i = 0; i < planes.planes[c].size(); ++i) {
      const size_t x = i % 90;
      planes.planes[c][i] = static_cast<float>(base[c] + (x < 20 ? 0.0 : 0.3 + 0.01 * static_cast<double>(x)));
    }
  }
  Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  current.names.stock = stock;
  const StartedGrade started = Started(current, planes);
  EXPECT_EQ(started.why.setup_from, SetupSource::kBase);
  EXPECT_EQ(started.why.base, BaseSource::kRebate);
  return started.why.setup;
}

TEST(AutoStartTest, TheSetupIsGuessedFromTheMask) {
  int mistaken = 0;
  for (const FilmFigures& stock : FilmStocks()) {
    if (!stock.one) continue;
    for (const std::string_view setup : {"scanner", "camera-white"}) {
      const auto& base = stock.In(*FindScanSetup(setup)).base;
      mistaken += GuessedSetup(base, "") != setup ? 1 : 0;
      EXPECT_EQ(GuessedSetup(base, stock.name), setup) << stock.title;
    }
  }
  // Without the film's name: one film has no mask, two have less of it, and two have more.
  EXPECT_LE(mistaken, 5);
}

TEST(AutoStartTest, WhatIsKnownMakesTheNeutralsSurer) {
  const SyntheticScan scan = ScanScene(FindScene("sea"), PortraitFilm(), {.layout = {.rebate = 0.04}});
  Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  current.names.setup = "scanner";
  const DensityPlanes density = DensitiesOf(scan, current);
  const StartedGrade any = Started(current, density);
  current.names.stock = "kodak-portra-160";
  const StartedGrade known = Started(current, density);
  EXPECT_NE(known.density.gains, any.density.gains);
  for (const size_t c : {0u, 1u}) EXPECT_LT(known.why.doubt[c], any.why.doubt[c]);
  // Not told the setup, either, the start is less sure still.
  current.names = {};
  const StartedGrade guessed = Started(current, density);
  for (const size_t c : {0u, 1u}) EXPECT_GT(guessed.why.doubt[c], any.why.doubt[c]);
}

TEST(AutoStartTest, ARegionPlacesItsTonesAndMovesNoColor) {
  const SyntheticScan scan = ScanScene(FindScene("backlit"), AmateurFilm(), {.layout = {.rebate = 0.04}});
  const Recipe current = DefaultRecipe(FilmKind::kColorNegative);
  const DensityPlanes density = DensitiesOf(scan, current);
  const StartedGrade whole = Started(current, density);
  // The right lower quarter.
  const StartedGrade part = Started(current, density, {.xx = 2, .x0 = -1, .yy = 2, .y0 = -1});
  EXPECT_EQ(part.density.base, whole.density.base);
  EXPECT_EQ(part.density.gains, whole.density.gains);
  EXPECT_EQ(part.density.channel_gamma, whole.density.channel_gamma);
  EXPECT_NE(part.density.exposure, whole.density.exposure);
  // One that holds nothing of the picture changes nothing.
  EXPECT_EQ(Started(current, density, {.x0 = 5}).density, whole.density);
}

TEST(AutoStartTest, DegeneratePicturesGiveValidGrades) {
  std::vector<DensityPlanes> pictures;
  for (const Extent size : {Extent{1, 1}, Extent{2, 1}, Extent{1, 50}, Extent{60, 40}, Extent{kMaxSide, 2}}) {
    for (const float density : {-10.0f, 0.0f, 0.5f, 3.0f, 10.0f})
      pictures.push_back(Uniform(size, density, density, density));
    pictures.push_back(Uniform(size, 0.2f, 0.55f, 0.85f));
  }
  DensityPlanes broken = Uniform({60, 40}, 0.2f, 0.55f, 0.85f);
  broken.planes[1][77] = std::numeric_limits<float>::quiet_NaN();
  broken.planes[2][78] = std::numeric_limits<float>::infinity();
  pictures.push_back(broken);
  // Noise of every density there is.
  DensityPlanes noise = Uniform({60, 40}, 0, 0, 0);
  for (size_t c = 0; c < 3; ++c) {
    for (size_t i = 0; i < noise.planes[c].size(); ++i)
      noise.planes[c][i] = static_cast<float>((i * 7919 + c * 104729) % 2000) / 100.0f - 10.0f;
  }
  pictures.push_back(noise);
  for (const DensityPlanes& picture : pictures) {
    for (const FilmKind film : kFilmKinds) {
      const Recipe recipe = StartedRecipe(film, picture);
      EXPECT_TRUE(std::isfinite(recipe.density.gamma + recipe.density.exposure));
      ExpectValid(recipe);
    }
  }
  EXPECT_EQ(StartedRecipe(FilmKind::kColorNegative, {}).density, DefaultRecipe(FilmKind::kColorNegative).density);
}

TEST(AutoStartTest, ABlankFramePrintsBlack) {
  const Recipe recipe = StartedRecipe(FilmKind::kColorNegative, Uniform({90, 60}, 0.2f, 0.55f, 0.85f));
  const auto print = Print(recipe, Uniform({1, 1}, 0.2f, 0.55f, 0.85f));
  EXPECT_LT(std::ranges::max(print[0].values), 0.02);
}

TEST(AutoStartTest, TheSamePlanesGiveTheSameGradeWhateverCameBefore) {
  const SyntheticScan scan = ScanScene(FindScene("lake"), AmateurFilm(), {});
  const Recipe start = DefaultRecipe(FilmKind::kColorNegative);
  const DensityPlanes density = DensitiesOf(scan, start);
  const DensityPlanes other = Uniform({300, 300}, 1.0f, 3.0f, 0.0f);
  auto scratch = std::make_unique<DensityGrid>();
  const DensityGrade first = AutomaticStart(start.film, density.view(), density.size, start, {}, *scratch).density;
  (void)AutomaticStart(start.film, other.view(), other.size, start, {}, *scratch);
  EXPECT_EQ(AutomaticStart(start.film, density.view(), density.size, start, {}, *scratch).density, first);
}

}  // namespace
}  // namespace easelight
