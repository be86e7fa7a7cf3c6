// The automatic start of an open scan: what crop and turns do to it.
#include <gtest/gtest.h>

#include "tests/engine/test_engine.h"

namespace easelight {
namespace {

DensityGrade StartOf(const FrameGeometry& geometry) {
  const auto engine = MakeEngine();
  const ScanNumber scan = Opened(*engine, MakeScan({900, 700}, 14));
  Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  recipe.geometry = geometry;
  const auto started = engine->Automatic(scan, recipe.film, recipe);
  EXPECT_TRUE(started.ok());
  EXPECT_EQ(started->recipe.geometry, geometry);
  return started->recipe.density;
}

TEST(Automatic, IsTheSameHoweverThePictureIsTurned) {
  const DensityGrade upright = StartOf({});
  for (const int degrees : {90, 180, 270}) EXPECT_EQ(StartOf({.rotate = degrees}), upright) << degrees;
  EXPECT_EQ(StartOf({.flip = true}), upright);
}

TEST(Automatic, OfACropMovesNoColor) {
  const DensityGrade whole = StartOf({});
  DensityGrade part = StartOf({.crop = {0.5, 0.1, 0.3, 0.3}, .rotate = 90, .straighten = 5});
  EXPECT_NE(part.exposure, whole.exposure);
  part.exposure = whole.exposure;
  EXPECT_EQ(part, whole);
}

}  // namespace
}  // namespace easelight
