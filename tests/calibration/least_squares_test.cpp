#include "core/calibration/least_squares.h"

#include <gtest/gtest.h>

#include <cmath>

namespace easelight {
namespace {

TEST(LeastSquares, SolvesACurvedValley) {
  // Rosenbrock's function, as a sum of two squares.
  const LeastSquaresModel model = [](std::span<const double> p, LeastSquaresPoint& point) {
    point.residuals = {10 * (p[1] - p[0] * p[0]), 1 - p[0]};
    point.jacobian = {-20 * p[0], 10, -1, 0};
    return true;
  };
  const LeastSquaresResult result = SolveLeastSquares(model, {-1.2, 1}, 2);
  EXPECT_NEAR(result.parameters[0], 1, 1e-9);
  EXPECT_NEAR(result.parameters[1], 1, 1e-9);
  EXPECT_LT(result.sum, 1e-18);
  EXPECT_EQ(result.parameters, SolveLeastSquares(model, {-1.2, 1}, 2).parameters);
}

TEST(LeastSquares, StaysWhereTheModelHasAValue) {
  const LeastSquaresModel model = [](std::span<const double> p, LeastSquaresPoint& point) {
    if (!(p[0] > 0)) return false;
    point.residuals = {std::log(p[0]) - 2};
    point.jacobian = {1 / p[0]};
    return true;
  };
  EXPECT_NEAR(SolveLeastSquares(model, {100}, 1).parameters[0], std::exp(2), 1e-6);
}

TEST(LeastSquares, TellsWhatIsNotDecided) {
  const LeastSquaresModel sum_alone = [](std::span<const double> p, LeastSquaresPoint& point) {
    point.residuals = {p[0] + p[1] - 3, 2 * (p[0] + p[1] - 3)};
    point.jacobian = {1, 1, 2, 2};
    return true;
  };
  EXPECT_GT(SolveLeastSquares(sum_alone, {0, 0}, 2).condition, 1e12);
  const LeastSquaresModel both = [](std::span<const double> p, LeastSquaresPoint& point) {
    point.residuals = {p[0] - 1, 1000 * (p[1] - 2)};
    point.jacobian = {1, 0, 0, 1000};
    return true;
  };
  EXPECT_NEAR(SolveLeastSquares(both, {0, 0}, 2).condition, 1, 1e-9) << "units do not matter";
}

}  // namespace
}  // namespace easelight
