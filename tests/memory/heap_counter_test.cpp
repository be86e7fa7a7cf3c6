#include "core/memory/heap_counter.h"

#include <gtest/gtest.h>

namespace easelight {
namespace {

TEST(HeapCounter, CountsWhatIsInUseAndTheMost) {
  HeapCounter counter;
  counter.Allocated(100);
  counter.Allocated(50);
  counter.Freed(120);
  EXPECT_EQ(counter.allocations(), 2u);
  EXPECT_EQ(counter.in_use(), 30u);
  EXPECT_EQ(counter.peak(), 150u);
  EXPECT_EQ(counter.refused(), 0u);
  counter.Refused();
  EXPECT_EQ(counter.refused(), 1u);
}

TEST(HeapCounter, LeavesTheLastMebibyteToSmallRequests) {
  constexpr size_t kLimit = size_t{8} << 20;
  HeapCounter counter;
  EXPECT_TRUE(counter.HasRoom(2 * kLimit));
  counter.SetLimit(kLimit);
  EXPECT_TRUE(counter.HasRoom(kLimit - HeapCounter::kLeftBytes));
  EXPECT_FALSE(counter.HasRoom(kLimit - HeapCounter::kLeftBytes + 1));
  counter.Allocated(kLimit - HeapCounter::kLeftBytes);
  EXPECT_FALSE(counter.HasRoom(HeapCounter::kLargeBytes));
  EXPECT_TRUE(counter.HasRoom(HeapCounter::kLargeBytes - 1));
  counter.Allocated(HeapCounter::kLeftBytes);
  EXPECT_FALSE(counter.HasRoom(1));
}

}  // namespace
}  // namespace easelight
