#include "core/base/exact_math.h"

#include <gtest/gtest.h>

#include <cmath>

namespace easelight {
namespace {

// The documented bounds, against the C library, which is within one unit in the last place.
TEST(ExactMath, LogarithmKeepsItsBound) {
  for (double x = 1e-10; x < 1e10; x *= 1.00037) {
    const double expected = std::log2(x);
    EXPECT_NEAR(ExactLog2(x), expected, 4e-15 * std::max(1.0, std::abs(expected))) << x;
  }
  EXPECT_EQ(ExactLog2(1.0), 0.0);
  EXPECT_EQ(ExactLog2(65536.0), 16.0);
}

TEST(ExactMath, PowersKeepTheirBounds) {
  for (double x = -60; x < 60; x += 0.00713) {
    EXPECT_NEAR(ExactExp2(x) / std::exp2(x), 1.0, 1e-14) << x;
    EXPECT_NEAR(ExactExp10(x) / std::pow(10.0, x), 1.0, 2e-14 * std::max(1.0, std::abs(x))) << x;
  }
  EXPECT_EQ(ExactExp2(0.0), 1.0);
  EXPECT_EQ(ExactExp2(-10.0), 1.0 / 1024);
  for (const double y : {0.1, 1.0 / 2.4, 1.8, 2.2, 2.4}) {
    for (double x = 1e-6; x <= 1.0; x *= 1.013) EXPECT_NEAR(ExactPow(x, y) / std::pow(x, y), 1.0, 1e-13);
    EXPECT_EQ(ExactPow(0.0, y), 0.0);
  }
}

}  // namespace
}  // namespace easelight
