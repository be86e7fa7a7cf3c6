// The base of film that shows no clear part, and what cannot be a base.
#include "core/analysis/film_base.h"

#include <gtest/gtest.h>

namespace easelight {
namespace {

using Base = std::array<double, 3>;

const ScanSetup& SetupNamed(std::string_view name) { return *FindScanSetup(name); }

Base BaseOf(std::string_view stock, std::string_view setup) { return FindFilmStock(stock)->In(SetupNamed(setup)).base; }

Base Denser(Base base, double red, double green, double blue) {
  return {base[0] + red, base[1] + green, base[2] + blue};
}

void ExpectNear(const Base& found, const Base& wanted, double most) {
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(found[c], wanted[c], most) << c;
}

TEST(FilmBaseTest, IsThatOfFilmOfEverySheetInEverySetup) {
  for (const FilmFigures& film : FilmStocks()) {
    for (const ScanSetup& setup : ScanSetups()) EXPECT_TRUE(CouldBeBase(film.In(setup).base)) << film.name;
  }
}

TEST(FilmBaseTest, IsNoSeaAndNoSky) {
  EXPECT_FALSE(CouldBeBase({0.55, 1.39, 1.69}));
  EXPECT_FALSE(CouldBeBase({1.2, 0.9, 0.8}));
}

TEST(FilmBaseTest, OfANamedFilmTakesItsColorFromTheSheet) {
  const Base base = BaseOf("kodak-portra-160", "scanner");
  // The darkest part of the picture is a dark green.
  const Base found =
      BaseWithoutRebate({Denser(base, 0.06, 0.14, 0.05), false}, SetupNamed("scanner"), "kodak-portra-160", false);
  ExpectNear(found, base, 0.06);
}

TEST(FilmBaseTest, IsNeverDenserThanTheDarkestPart) {
  for (const char* setup : {"scanner", "camera-white"}) {
    for (const double gap : {0.0, 0.05, 0.3}) {
      const Base darkest = Denser(BaseOf("kodak-gold-200", setup), gap, gap, gap + 0.05);
      const Base found = BaseWithoutRebate({darkest, false}, SetupNamed(setup), "", false);
      for (size_t c = 0; c < 3; ++c) EXPECT_LE(found[c], darkest[c] + 1e-9) << setup << gap;
    }
  }
}

TEST(FilmBaseTest, LiesBelowASceneWithoutShadows) {
  const Base base = BaseOf("kodak-gold-200", "scanner");
  const Base found = BaseWithoutRebate({Denser(base, 0.25, 0.25, 0.25), false}, SetupNamed("scanner"), "", false);
  ExpectNear(found, base, 0.1);
  // A scan that was exposed in another way says nothing of it.
  const Base dark = BaseWithoutRebate({Denser(base, 1.0, 1.0, 1.0), false}, SetupNamed("scanner"), "", false);
  ExpectNear(dark, Denser(base, 0.9, 0.9, 0.9), 0.15);
}

TEST(FilmBaseTest, OfAFilmThatNobodyKnowsStaysAsItIsSeen) {
  const Base odd = {0.3, 0.35, 0.4};
  const Base found = BaseWithoutRebate({odd, false}, SetupNamed("minilab"), "", false);
  EXPECT_NEAR(found[1] - found[0], odd[1] - odd[0], 0.03);
  EXPECT_NEAR(found[2] - found[0], odd[2] - odd[0], 0.03);
}

}  // namespace
}  // namespace easelight
