#include "core/base/thread_pool.h"

#include <gtest/gtest.h>

#include <array>

namespace easelight {
namespace {

TEST(ThreadPool, RunsEveryPieceOnceInEveryJob) {
  for (const int threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    EXPECT_EQ(pool.threads(), threads);
    for (int job = 0; job < 300; ++job) {
      std::array<std::atomic<int>, 40> runs{};
      const int count = job % 40;
      pool.ForEach(count, [&](int i) { runs[static_cast<size_t>(i)].fetch_add(1); });
      for (int i = 0; i < 40; ++i) ASSERT_EQ(runs[static_cast<size_t>(i)].load(), i < count ? 1 : 0);
    }
  }
}

TEST(ThreadPool, RunsWhatIsBesideOnTheCallingThreadOnce) {
  for (const int threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    for (int job = 0; job < 100; ++job) {
      std::array<std::atomic<int>, 8> runs{};
      const int count = job % 9;
      int beside = 0;
      std::thread::id thread;
      const auto run_beside = [&] {
        ++beside;
        thread = std::this_thread::get_id();
      };
      pool.ForEachBeside(
          count, [&](int i) { runs[static_cast<size_t>(i)].fetch_add(1); }, run_beside);
      EXPECT_EQ(beside, 1);
      EXPECT_EQ(thread, std::this_thread::get_id());
      for (int i = 0; i < 8; ++i) ASSERT_EQ(runs[static_cast<size_t>(i)].load(), i < count ? 1 : 0);
    }
  }
}

}  // namespace
}  // namespace easelight
