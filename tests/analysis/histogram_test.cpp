#include "core/analysis/histogram.h"

#include <gtest/gtest.h>

#include <numeric>
#include <utility>
#include <vector>

namespace easelight {
namespace {

uint64_t Total(const FrameHistogram& histogram, size_t channel) {
  return std::accumulate(histogram.counts[channel].begin(), histogram.counts[channel].end(), uint64_t{0});
}

TEST(HistogramTest, CountsEachChannelByItself) {
  const std::vector<uint8_t> frame = {10, 20, 30, 255, 10, 21, 0, 255};
  FrameHistogram histogram;
  CountRows(frame.data(), 2, 0, 1, 1, histogram);
  EXPECT_EQ(histogram.counts[0][10], 2u);
  EXPECT_EQ(histogram.counts[1][20], 1u);
  EXPECT_EQ(histogram.counts[1][21], 1u);
  EXPECT_EQ(histogram.counts[2][0], 1u);
  EXPECT_EQ(histogram.counts[2][255], 0u);
}

TEST(HistogramTest, StepSkipsRowsAndColumns) {
  const std::vector<uint8_t> frame(10 * 7 * 4, 9);
  FrameHistogram histogram;
  CountRows(frame.data(), 10, 0, 7, 3, histogram);
  EXPECT_EQ(Total(histogram, 0), 4u * 3u);
  CountRows(frame.data(), 10, 0, 7, 0, histogram);
  EXPECT_EQ(Total(histogram, 0), 4u * 3u + 70u);
}

TEST(HistogramTest, BandsCountTheSamePixelsAsTheWhole) {
  std::vector<uint8_t> frame(10 * 7 * 4);
  for (size_t i = 0; i < frame.size(); ++i) frame[i] = static_cast<uint8_t>(i * 37);
  for (const uint32_t step : {1u, 2u, 3u, 5u, 9u}) {
    FrameHistogram whole;
    CountRows(frame.data(), 10, 0, 7, step, whole);
    FrameHistogram bands;
    for (const auto& [first, end] : {std::pair{4u, 5u}, {0u, 4u}, {5u, 7u}, {7u, 7u}}) {
      FrameHistogram band;
      CountRows(frame.data(), 10, first, end, step, band);
      bands.Add(band);
    }
    EXPECT_EQ(bands.counts, whole.counts) << "step " << step;
  }
}

}  // namespace
}  // namespace easelight
