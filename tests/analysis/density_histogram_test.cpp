#include "core/analysis/density_histogram.h"

#include <gtest/gtest.h>

namespace easelight {
namespace {

TEST(DensityHistogramTest, PercentilesOfARampAreWithinABin) {
  DensityHistogram histogram;
  for (int i = 0; i <= 1000; ++i) histogram.Add(2.0 * i / 1000.0);
  for (const double fraction : {0.01, 0.25, 0.5, 0.995}) {
    EXPECT_NEAR(histogram.Percentile(fraction), 2.0 * fraction, 1.5 / DensityHistogram::kBinsPerDensity);
  }
}

TEST(DensityHistogramTest, CountsWithinAnInterval) {
  DensityHistogram histogram;
  for (const double density : {0.1, 0.2, 0.3, 0.4}) histogram.Add(density);
  EXPECT_EQ(histogram.total(), 4u);
  EXPECT_EQ(histogram.CountWithin(0.15, 0.35), 2u);
  EXPECT_EQ(histogram.CountWithin(-1.0, 9.0), 4u);
}

TEST(DensityHistogramTest, ValuesOutsideCountInTheEndBins) {
  DensityHistogram histogram;
  histogram.Add(-1e30);
  histogram.Add(1e30);
  EXPECT_NEAR(histogram.Percentile(0.0), DensityHistogram::kLowest, 0.01);
  EXPECT_NEAR(histogram.Percentile(1.0), 5.5, 0.01);
}

TEST(DensityHistogramTest, EmptyGivesZero) {
  DensityHistogram histogram;
  EXPECT_EQ(histogram.Percentile(0.5), 0.0);
}

}  // namespace
}  // namespace easelight
