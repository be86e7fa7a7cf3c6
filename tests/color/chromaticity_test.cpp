#include "core/color/chromaticity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/color/color_space.h"

namespace easelight {
namespace {

double LargestDifference(const Vector3& a, const Vector3& b) {
  double largest = 0;
  for (size_t i = 0; i < 3; ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

TEST(Chromaticity, SrgbMatrixIsTheStandards) {
  const auto matrix = XyzFromRgb(FindColorSpace("srgb")->primaries);
  ASSERT_TRUE(matrix.ok());
  // IEC 61966-2-1, to its four digits.
  const Matrix3 expected{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
  for (size_t row = 0; row < 3; ++row) EXPECT_LT(LargestDifference(matrix->rows[row], expected.rows[row]), 1e-4);
}

TEST(Chromaticity, BradfordTakesD65ToD50AsIccDoes) {
  const Vector3 white = BradfordAdaptation({.3127, .3290}, {.3457, .3585}) * XyzFromChromaticity({.3127, .3290});
  EXPECT_LT(LargestDifference(white, XyzFromChromaticity({.3457, .3585})), 1e-12);
}

TEST(Chromaticity, WhiteMapsToWhiteBetweenAllSpaces) {
  for (const ColorSpace& from : ColorSpaces()) {
    for (const ColorSpace& to : ColorSpaces()) {
      const auto matrix = RgbFromRgb(to.primaries, from.primaries);
      ASSERT_TRUE(matrix.ok());
      const Vector3 white = *matrix * Vector3::Constant(1);
      EXPECT_LT(LargestDifference(white, Vector3::Constant(1)), 1e-12) << from.name << " to " << to.name;
    }
  }
}

TEST(Chromaticity, LuminanceRowSumsToOne) {
  for (const ColorSpace& space : ColorSpaces()) {
    const auto row = LuminanceRow(space.primaries);
    ASSERT_TRUE(row.ok());
    EXPECT_NEAR(row->Sum(), 1.0, 1e-12) << space.name;
  }
}

TEST(Chromaticity, RefusesPrimariesThatSpanNoSpace) {
  const Primaries line = {{{{.2, .2}, {.3, .3}, {.4, .4}}}, {.3127, .329}};
  EXPECT_EQ(XyzFromRgb(line).status().code(), StatusCode::kOutOfRange);
  Primaries black = FindColorSpace("srgb")->primaries;
  black.white = {0, 0};
  EXPECT_FALSE(XyzFromRgb(black).ok());
}

TEST(ColorSpace, UnknownNamesHaveNone) {
  EXPECT_EQ(FindColorSpace("sRGB"), nullptr);
  EXPECT_EQ(FindColorSpace(""), nullptr);
  EXPECT_EQ(ColorSpaces().size(), 10u);
}

}  // namespace
}  // namespace easelight
