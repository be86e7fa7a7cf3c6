#include "core/analysis/histogram.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace safelight {
namespace {

uint64_t Total(const FrameHistogram& histogram, size_t channel) {
  return std::accumulate(histogram.counts[channel].begin(), histogram.counts[channel].end(), uint64_t{0});
}

TEST(HistogramTest, CountsEachChannelByItself) {
  const std::vector<uint8_t> frame = {10, 20, 30, 255, 10, 21, 0, 255};
  FrameHistogram histogram;
  CountFrame(frame.data(), {2, 1}, 1, histogram);
  EXPECT_EQ(histogram.counts[0][10], 2u);
  EXPECT_EQ(histogram.counts[1][20], 1u);
  EXPECT_EQ(histogram.counts[1][21], 1u);
  EXPECT_EQ(histogram.counts[2][0], 1u);
  EXPECT_EQ(histogram.counts[2][255], 0u);
}

TEST(HistogramTest, StepSkipsRowsAndColumns) {
  const std::vector<uint8_t> frame(10 * 7 * 4, 9);
  FrameHistogram histogram;
  CountFrame(frame.data(), {10, 7}, 3, histogram);
  EXPECT_EQ(Total(histogram, 0), 4u * 3u);
  CountFrame(frame.data(), {10, 7}, 0, histogram);
  EXPECT_EQ(Total(histogram, 0), 70u);
}

TEST(HistogramTest, EmptyFrameClears) {
  FrameHistogram histogram;
  histogram.counts[1][1] = 5;
  CountFrame(nullptr, {0, 0}, 1, histogram);
  EXPECT_EQ(Total(histogram, 1), 0u);
}

}  // namespace
}  // namespace safelight
