// Counts what passes through malloc: how often, how much is in use, and the most there was.
//
// The counter is fed by the program's malloc (wasm/counted_malloc.cpp, core/cli/counted_malloc.cpp). Where none is
// linked in, all figures stay 0.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace easelight {

class HeapCounter {
 public:
  // The one counter of the process. Constant-initialized: malloc runs before constructors do.
  static HeapCounter& Global() { return global_; }

  // Large requests leave the last mebibyte to small ones: a decoder that takes all it can get is refused at a place
  // where that is an error of its own, while an export beside it, and every answer of the engine, go on.
  static constexpr size_t kLargeBytes = size_t{64} << 10;
  static constexpr size_t kLeftBytes = size_t{1} << 20;

  // Whether `bytes` more would stay within the limit. Not exact under races: threads may pass it by one request each.
  bool HasRoom(size_t bytes) const {
    const size_t left = bytes >= kLargeBytes ? kLeftBytes : 0;
    return in_use() + bytes + left <= limit_.load(std::memory_order_relaxed);
  }

  void Allocated(size_t bytes) {
    allocations_.fetch_add(1, std::memory_order_relaxed);
    const size_t now = in_use_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    size_t peak = peak_.load(std::memory_order_relaxed);
    while (now > peak && !peak_.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
    }
  }
  void Refused() { refused_.fetch_add(1, std::memory_order_relaxed); }
  void Freed(size_t bytes) { in_use_.fetch_sub(bytes, std::memory_order_relaxed); }

  // From now on requests that would pass `bytes` in use fail.
  void SetLimit(size_t bytes) { limit_.store(bytes, std::memory_order_relaxed); }

  uint64_t allocations() const { return allocations_.load(std::memory_order_relaxed); }
  // How many requests had no room.
  uint64_t refused() const { return refused_.load(std::memory_order_relaxed); }
  size_t in_use() const { return in_use_.load(std::memory_order_relaxed); }
  size_t peak() const { return peak_.load(std::memory_order_relaxed); }

 private:
  static HeapCounter global_;

  std::atomic<uint64_t> allocations_{0};
  std::atomic<uint64_t> refused_{0};
  std::atomic<size_t> in_use_{0};
  std::atomic<size_t> peak_{0};
  std::atomic<size_t> limit_{SIZE_MAX};
};

}  // namespace easelight
