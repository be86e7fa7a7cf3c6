#include "core/base/thread_pool.h"

#include <gtest/gtest.h>

#include <array>
#include <new>

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

TEST(ThreadPool, ThrowsWhatIsThrownBesideOnceNoThreadIsAtTheJob) {
  for (const int threads : {2, 5}) {
    ThreadPool pool(threads);
    for (int job = 0; job < 100; ++job) {
      std::atomic<int> begun = 0, ended = 0;
      std::atomic<bool> thrown = false;
      const auto piece = [&](int) {
        begun.fetch_add(1);
        while (!thrown) std::this_thread::yield();
        for (int i = 0; i < 20; ++i) std::this_thread::yield();
        ended.fetch_add(1);
      };
      const auto fail_beside = [&] {
        while (begun == 0) std::this_thread::yield();
        thrown = true;
        throw std::bad_alloc();
      };
      EXPECT_THROW(pool.ForEachBeside(40, piece, fail_beside), std::bad_alloc);
      ASSERT_EQ(begun.load(), ended.load());
    }
  }
}

TEST(ThreadPool, ThrowsWhatAPieceThrowsOnAnotherThread) {
  for (const int threads : {2, 5}) {
    ThreadPool pool(threads);
    for (int job = 0; job < 100; ++job) {
      const std::thread::id caller = std::this_thread::get_id();
      std::atomic<bool> thrown = false;
      const auto fail_elsewhere = [&](int) {
        if (std::this_thread::get_id() != caller) {
          thrown = true;
          throw std::bad_alloc();
        }
        while (!thrown) std::this_thread::yield();
      };
      EXPECT_THROW(pool.ForEach(40, fail_elsewhere), std::bad_alloc);
    }
  }
}

TEST(ThreadPool, LeavesOutWhatFollowsAFailureAndGoesOnWithTheNextJob) {
  for (const int threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    std::atomic<int> runs = 0;
    const auto fail = [&](int) {
      runs.fetch_add(1);
      throw std::bad_alloc();
    };
    EXPECT_THROW(pool.ForEach(40, fail), std::bad_alloc);
    EXPECT_LE(runs.load(), threads);
    pool.ForEach(40, [&](int) { runs.fetch_add(1); });
    EXPECT_GE(runs.load(), 41);
  }
}

}  // namespace
}  // namespace easelight
