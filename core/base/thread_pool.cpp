#include "core/base/thread_pool.h"

#include <system_error>
#include <utility>

namespace easelight {

ThreadPool::ThreadPool(int threads) {
  try {
    for (int i = 1; i < threads; ++i) workers_.emplace_back([this] { WorkerLoop(); });
  } catch (const std::system_error&) {
    // No more threads to be had, or none at all (WebAssembly without them): the pool makes do.
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  job_ready_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::Begin(int count, const void* context, Call call) {
  context_ = context;
  call_ = call;
  count_ = count;
  next_.store(0, std::memory_order_relaxed);
  if (workers_.empty() || count <= 1) return;
  {
    const std::lock_guard lock(mutex_);
    ++job_number_;
    open_ = true;
  }
  job_ready_.notify_all();
}

void ThreadPool::Join() {
  std::unique_lock lock(mutex_);
  open_ = false;
  job_done_.wait(lock, [this] { return busy_ == 0; });
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void ThreadPool::GiveUp() {
  const std::lock_guard lock(mutex_);
  if (!thrown_) thrown_ = std::current_exception();
  next_.store(count_, std::memory_order_relaxed);
}

void ThreadPool::WorkerLoop() {
  uint64_t done = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    job_ready_.wait(lock, [&] { return stopping_ || (open_ && job_number_ != done); });
    if (stopping_) return;
    done = job_number_;
    ++busy_;
    lock.unlock();
    TakePieces();
    lock.lock();
    if (--busy_ == 0) job_done_.notify_one();
  }
}

void ThreadPool::TakePieces() {
  try {
    RunPieces();
  } catch (...) {
    GiveUp();
  }
}

// Out of line: in WebAssembly a call inside of `try` goes through JavaScript, and this way it is one, not one a piece.
[[gnu::noinline]] void ThreadPool::RunPieces() {
  for (int i = next_.fetch_add(1, std::memory_order_relaxed); i < count_;
       i = next_.fetch_add(1, std::memory_order_relaxed)) {
    call_(context_, i);
  }
}

}  // namespace easelight
