// A fixed pool of threads that shares out the pieces of one job at a time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

namespace easelight {

// Threads are made once and sleep between jobs; a job allocates nothing. The calling thread takes part, so a pool of 1
// has no threads of its own and runs everything in place.
class ThreadPool {
 public:
  // `threads` in all, counting the caller; at least 1. Fewer where the system does not give them.
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  // Runs body(i) for each i in 0..count-1, in any order and on any thread; returns when all are done. Not reentrant.
  // What a piece throws is thrown here, once no thread is at the job any more; pieces not yet begun are left out.
  template <typename Body>
  void ForEach(int count, const Body& body) {
    ForEachBeside(count, body, [] {});
  }

  // The same, while the calling thread runs `beside` first: what only it can do, like writing to the browser's files.
  template <typename Body, typename Beside>
  void ForEachBeside(int count, const Body& body, const Beside& beside) {
    Begin(count, &body, [](const void* context, int index) { (*static_cast<const Body*>(context))(index); });
    try {
      beside();
    } catch (...) {
      GiveUp();
    }
    TakePieces();
    Join();
  }

 private:
  using Call = void (*)(const void* context, int index);

  // Wakes the threads for a job, if it is one to share. Join waits until none is at it any more, and lets no other
  // begin: a thread that the system was slow to wake is not waited for when all pieces are taken. It throws what GiveUp
  // has kept, which is the first that was thrown.
  void Begin(int count, const void* context, Call call);
  void Join();
  void GiveUp();
  void WorkerLoop();
  void TakePieces();
  void RunPieces();

  std::mutex mutex_;
  std::condition_variable job_ready_;
  std::condition_variable job_done_;
  uint64_t job_number_ = 0;
  bool open_ = false;
  int busy_ = 0;
  bool stopping_ = false;
  std::exception_ptr thrown_;

  const void* context_ = nullptr;
  Call call_ = nullptr;
  int count_ = 0;
  std::atomic<int> next_{0};

  std::vector<std::thread> workers_;
};

}  // namespace easelight
