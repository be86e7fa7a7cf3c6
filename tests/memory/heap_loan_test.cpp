// Loans: what is served, and what is not. The test asks for it directly: its malloc is the system's own.
#include "core/memory/heap_loan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "core/base/bytes.h"
#include "core/memory/workspace.h"

namespace easelight {
namespace {

class HeapLoanTest : public testing::Test {
 protected:
  static constexpr size_t kBytes = 8 * kMebibyte;

  // As the arena's regions lie.
  struct Aligned {
    void operator()(std::byte* block) const { std::free(block); }
  };
  std::unique_ptr<std::byte, Aligned> block_{static_cast<std::byte*>(std::aligned_alloc(Region::kAlignment, kBytes))};
  std::span<std::byte> memory_{block_.get(), kBytes};
};

TEST_F(HeapLoanTest, ServesLargeRequestsOnly) {
  EXPECT_EQ(HeapLoan::Allocate(2 * kMebibyte), nullptr);
  const HeapLoan loan(memory_);
  EXPECT_EQ(HeapLoan::Allocate(HeapLoan::kLeastBytes - 1), nullptr);
  void* block = HeapLoan::Allocate(HeapLoan::kLeastBytes);
  ASSERT_NE(block, nullptr);
  EXPECT_TRUE(HeapLoan::Owns(block));
  EXPECT_EQ(HeapLoan::BytesOf(block), HeapLoan::kLeastBytes);
  int elsewhere = 0;
  EXPECT_FALSE(HeapLoan::Owns(&elsewhere));
  HeapLoan::Free(block);
}

TEST_F(HeapLoanTest, HandsOutEveryByteOnceAndAgainWhenItIsFree) {
  const HeapLoan loan(memory_);
  std::vector<char*> blocks;
  for (int i = 0; i < 4; ++i) {
    blocks.push_back(static_cast<char*>(HeapLoan::Allocate(2 * kMebibyte)));
    ASSERT_NE(blocks.back(), nullptr);
    std::memset(blocks.back(), i, 2 * kMebibyte);
  }
  EXPECT_EQ(HeapLoan::Allocate(kMebibyte), nullptr);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(blocks[i][0], i);
    EXPECT_EQ(blocks[i][2 * kMebibyte - 1], i);
  }
  HeapLoan::Free(blocks[1]);
  HeapLoan::Free(blocks[2]);
  EXPECT_EQ(HeapLoan::Allocate(5 * kMebibyte), nullptr);
  void* again = HeapLoan::Allocate(4 * kMebibyte);
  EXPECT_EQ(again, blocks[1]);
  for (void* block : {again, static_cast<void*>(blocks[0]), static_cast<void*>(blocks[3])}) HeapLoan::Free(block);
  void* whole = HeapLoan::Allocate(8 * kMebibyte);
  EXPECT_EQ(whole, memory_.data());
  HeapLoan::Free(whole);
}

TEST_F(HeapLoanTest, TellsNothingOfWhatWasThere) {
  std::fill(memory_.begin(), memory_.end(), std::byte{7});
  const HeapLoan loan(memory_);
  const auto* block = static_cast<const std::byte*>(HeapLoan::Allocate(2 * kMebibyte));
  EXPECT_TRUE(std::all_of(block, block + 2 * kMebibyte, [](std::byte b) { return b == std::byte{0}; }));
  EXPECT_EQ(memory_.back(), std::byte{7});
}

TEST_F(HeapLoanTest, KnowsBlocksThatAreFreedAfterItsEnd) {
  void* block = nullptr;
  {
    const HeapLoan loan(memory_);
    block = HeapLoan::Allocate(kMebibyte);
  }
  EXPECT_EQ(HeapLoan::Allocate(kMebibyte), nullptr);
  EXPECT_TRUE(HeapLoan::Owns(block));
  HeapLoan::Free(block);
}

TEST_F(HeapLoanTest, ForgetsItsMemoryOnceAllIsBack) {
  void* block = nullptr;
  {
    const HeapLoan loan(memory_);
    block = HeapLoan::Allocate(kMebibyte);
    HeapLoan::Free(block);
  }
  EXPECT_FALSE(HeapLoan::Owns(block));
}

// The owner has its memory back with the loan's end, also where another thread was just about to be served.
TEST_F(HeapLoanTest, ServesNobodyAfterItsEnd) {
  std::atomic<bool> stop = false;
  std::thread other([&] {
    while (!stop) {
      if (void* block = HeapLoan::Allocate(kMebibyte)) HeapLoan::Free(block);
    }
  });
  int written_after_the_end = 0;
  for (int i = 0; i < 300; ++i) {
    {
      const HeapLoan loan(memory_);
      HeapLoan::Allocate(kMebibyte);  // Which some library forgets to free.
    }
    const std::span<std::byte> first = memory_.first(kMebibyte);
    std::fill(first.begin(), first.end(), std::byte{7});
    written_after_the_end += std::count(first.begin(), first.end(), std::byte{0}) > 0 ? 1 : 0;
  }
  stop = true;
  other.join();
  EXPECT_EQ(written_after_the_end, 0);
}

TEST(Workspace, LendsAllButTheFrames) {
  const auto workspace = Workspace::Create();
  ASSERT_TRUE(workspace.ok());
  const std::span<std::byte> loan = (*workspace)->Lendable();
  EXPECT_EQ(loan.size(), 132 * kMebibyte);
  const auto lends = [&](const void* block) { return block >= loan.data() && block < loan.data() + loan.size(); };
  EXPECT_EQ((*workspace)->planes.Take<std::byte>(1, "test")->data(), loan.data());
  EXPECT_TRUE(lends((*workspace)->tiles.Take<std::byte>(1, "test")->data()));
  EXPECT_TRUE(lends((*workspace)->decode.Take<std::byte>((*workspace)->decode.budget(), "test")->data()));
  EXPECT_FALSE(lends((*workspace)->frames.Take<std::byte>((*workspace)->frames.budget(), "test")->data()));
  EXPECT_FALSE(lends((*workspace)->encode.Take<std::byte>(1, "test")->data()));
  EXPECT_FALSE(lends((*workspace)->tables.Take<std::byte>(1, "test")->data()));
}

TEST(Workspace, LendsTheSameInEveryHeap) {
  for (const HeapSize& size : kHeapSizes) {
    const auto workspace = Workspace::Create(size.view_pixels);
    ASSERT_TRUE(workspace.ok());
    const std::span<std::byte> loan = (*workspace)->Lendable();
    EXPECT_EQ(loan.size(), 132 * kMebibyte);
    EXPECT_EQ((*workspace)->planes.Take<std::byte>(1, "test")->data(), loan.data());
    const auto frames = (*workspace)->frames.Take<std::byte>((*workspace)->frames.budget(), "test");
    EXPECT_TRUE(frames->data() + frames->size() <= loan.data() || frames->data() >= loan.data() + loan.size());
    const auto encode = (*workspace)->encode.Take<std::byte>(1, "test");
    EXPECT_TRUE(encode->data() < loan.data() || encode->data() >= loan.data() + loan.size());
  }
}

}  // namespace
}  // namespace easelight
