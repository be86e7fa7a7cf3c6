// The measure that the other tests of this folder rest on.
#include "tests/synthetic/color_difference.h"

#include <gtest/gtest.h>

namespace easelight::synthetic {
namespace {

struct PublishedPair {
  Lab first;
  Lab second;
  double difference;
};

// Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", Color Res. Appl. 30 (2005), table 1.
constexpr PublishedPair kPairs[] = {
    {{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425},
    {{50.0, 3.1571, -77.2803}, {50.0, 0.0, -82.7485}, 2.8615},
    {{50.0, 2.8361, -74.0200}, {50.0, 0.0, -82.7485}, 3.4412},
    {{50.0, 0.0, 0.0}, {50.0, -1.0, 2.0}, 2.3669},
    {{50.0, 2.49, -0.001}, {50.0, -2.49, 0.0009}, 7.1792},
    {{50.0, 2.5, 0.0}, {50.0, 0.0, -2.5}, 4.3065},
    {{50.0, 2.5, 0.0}, {73.0, 25.0, -18.0}, 27.1492},
    {{50.0, 2.5, 0.0}, {61.0, -5.0, 29.0}, 22.8977},
    {{50.0, 2.5, 0.0}, {56.0, -27.0, -3.0}, 31.9030},
    {{50.0, 2.5, 0.0}, {58.0, 24.0, 15.0}, 19.4535},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

TEST(ColorDifferenceTest, MatchesPublishedPairs) {
  for (const PublishedPair& pair : kPairs) {
    EXPECT_NEAR(Ciede2000(pair.first, pair.second), pair.difference, 1e-4);
    EXPECT_NEAR(Ciede2000(pair.second, pair.first), pair.difference, 1e-4);
  }
}

TEST(ColorDifferenceTest, LabOfWhiteAndMiddleGray) {
  const Lab white = LabFromLinearSrgb(Vector3::Constant(1));
  EXPECT_NEAR(white.l, 100.0, 1e-9);
  EXPECT_NEAR(white.a, 0.0, 1e-9);
  EXPECT_NEAR(white.b, 0.0, 1e-9);
  // CIE 15:2004: L* of 18 % is 49.5.
  EXPECT_NEAR(LabFromLinearSrgb(Vector3::Constant(0.18)).l, 49.496, 1e-3);
}

}  // namespace
}  // namespace easelight::synthetic
