// Colors that are like the chart's: all of them whatever a film does, few of any others.
#include "core/calibration/chart_likeness.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/calibration/reference_chart.h"

namespace easelight {
namespace {

PatchColors ChartsOwnDensities() { return *PrintDensities(*FindReferenceChart("original"), "endura-premier"); }

TEST(ChartLikeness, IsWholeForAnyAffineMapOfTheChart) {
  const Matrix3 film{{-0.8, 0.1, 0.05}, {0.2, -0.6, 0.1}, {0, 0.15, -0.5}};
  PatchColors scan = ChartsOwnDensities();
  for (Vector3& patch : scan) patch = film * patch + Vector3(1.4, 1.7, 2);
  const ChartLikeness likeness;
  EXPECT_NEAR(likeness.Of(scan, 0), 1, 1e-9);
  EXPECT_LT(likeness.Of(scan, 1), 1) << "uneven patches";
}

TEST(ChartLikeness, IsHighForFilmsAndLowForOtherOrders) {
  const ChartLikeness likeness;
  PatchColors film = *PrintDensities(*FindReferenceChart("portra-400"), "endura-premier");
  EXPECT_GT(likeness.Of(film, 0), 0.9);
  std::reverse(film.begin(), film.end());
  EXPECT_LT(likeness.Of(film, 0), 0.5);
}

TEST(ChartLikeness, IsNoneWhereNothingVaries) {
  PatchColors flat;
  flat.fill({0.7, 0.8, 0.9});
  EXPECT_EQ(ChartLikeness().Of(flat, 0), 0);
}

}  // namespace
}  // namespace easelight
