#include "core/film/print_curve.h"

#include <gtest/gtest.h>

#include <vector>

namespace easelight {
namespace {

TEST(PrintCurve, MonotoneValuesAreThoseOfScipy) {
  // scipy.interpolate.PchipInterpolator([0, .2, .5, .6, 1], [0, .1, .7, .72, 1]), worked out by its published formulas:
  // slopes 0, 4 * weighted harmonic mean etc. checked here at the middle of each interval.
  const std::vector<CurvePoint> points = {{0, 0}, {.2, .1}, {.5, .7}, {.6, .72}, {1, 1}};
  const PrintCurve curve(points);
  const PrintCurveEvaluator evaluate(curve, CurveInterpolation::kMonotone);
  for (const CurvePoint& p : points) EXPECT_DOUBLE_EQ(evaluate(p.x), p.y);
  // h = .2, .3, .1, .4; secants = .5, 2, .2, .7. Inner slopes: (w0 + w1) / (w0 / s0 + w1 / s1), w0 = 2 h1 + h0,
  // w1 = h1 + 2 h0.
  const double d1 = (0.8 + 0.7) / (0.8 / 0.5 + 0.7 / 2.0);
  const double d2 = (0.5 + 0.7) / (0.5 / 2.0 + 0.7 / 0.2);
  EXPECT_NEAR(evaluate(0.35), 0.5 * (0.1 + 0.7) + 0.3 / 8 * (d1 - d2), 1e-12);
  // End slope: ((2 h0 + h1) s0 - h0 s1) / (h0 + h1) = (.7 * .5 - .2 * 2) / .5 < 0, so 0.
  EXPECT_NEAR(evaluate(0.1), 0.05 + 0.2 / 8 * (0.0 - d1), 1e-12);
}

TEST(PrintCurve, NeverOvershoots) {
  const std::vector<CurvePoint> steps = {{0, 0}, {.4, 0}, {.41, 1}, {1, 1}};
  const PrintCurve curve(steps);
  const PrintCurveEvaluator evaluate(curve, CurveInterpolation::kMonotone);
  double last = 0;
  for (int i = 0; i <= 10000; ++i) {
    const double y = evaluate(i / 10000.0);
    EXPECT_GE(y, last - 1e-12);
    EXPECT_LE(y, 1.0 + 1e-12);
    last = y;
  }
}

TEST(PrintCurve, HoldsItsEndsAndSortsItsPoints) {
  const std::vector<CurvePoint> points = {{.8, .9}, {.2, .3}};
  const PrintCurve curve(points);
  for (const auto interpolation : {CurveInterpolation::kMonotone, CurveInterpolation::kLinear}) {
    const PrintCurveEvaluator evaluate(curve, interpolation);
    EXPECT_EQ(evaluate(0.0), .3);
    EXPECT_EQ(evaluate(1.0), .9);
    EXPECT_NEAR(evaluate(0.5), 0.6, 1e-12);
  }
}

TEST(PrintCurve, KnowsTheIdentity) {
  EXPECT_TRUE(PrintCurve().IsIdentity());
  EXPECT_TRUE(PrintCurve(std::vector<CurvePoint>{{0, 0}, {.3, .3}, {1, 1}}).IsIdentity());
  EXPECT_FALSE(PrintCurve(std::vector<CurvePoint>{{.1, .1}, {1, 1}}).IsIdentity());
  EXPECT_FALSE(PrintCurve(std::vector<CurvePoint>{{0, .1}, {1, 1}}).IsIdentity());
}

}  // namespace
}  // namespace easelight
