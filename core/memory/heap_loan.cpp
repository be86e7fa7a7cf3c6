#include "core/memory/heap_loan.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <mutex>

#include "core/memory/region.h"

namespace easelight {
namespace {

constexpr size_t kAlignment = Region::kAlignment;
// Codecs hold a handful of large blocks; past this many, requests go where small ones go.
constexpr size_t kMostBlocks = 32;

struct Block {
  uintptr_t first = 0;
  size_t bytes = 0;
};

// Nothing here has a constructor that runs, or allocates: malloc is called before main.
struct Loan {
  std::mutex mutex;
  std::array<Block, kMostBlocks> blocks;  // In use, by address.
  size_t count = 0;
  std::atomic<uintptr_t> first{0};
  std::atomic<uintptr_t> end{0};
  std::atomic<bool> active{false};
};
constinit Loan loan;

uintptr_t AddressOf(const void* block) { return reinterpret_cast<uintptr_t>(block); }

Block* FindBlock(const void* block) {
  Block* const end = loan.blocks.data() + loan.count;
  Block* const found =
      std::find_if(loan.blocks.data(), end, [=](const Block& used) { return used.first == AddressOf(block); });
  return found == end ? nullptr : found;
}

}  // namespace

HeapLoan::HeapLoan(std::span<std::byte> memory) {
  const std::lock_guard lock(loan.mutex);
  assert(!loan.active);
  loan.count = 0;
  loan.first = AddressOf(memory.data());
  loan.end = loan.first + memory.size();
  loan.active = true;
}

HeapLoan::~HeapLoan() {
  const std::lock_guard lock(loan.mutex);
  loan.active = false;
  // What is still out may be freed late, and must be known then; else the arena may go, and malloc have its addresses.
  if (loan.count == 0) loan.first = loan.end = 0;
  loan.count = 0;
}

void* HeapLoan::Allocate(size_t bytes) {
  // Nearly always there is none, and nobody waits. Whether there still is one is known under the lock only.
  if (bytes < kLeastBytes || !loan.active.load(std::memory_order_relaxed)) return nullptr;
  const std::lock_guard lock(loan.mutex);
  if (!loan.active.load(std::memory_order_relaxed) || loan.count == kMostBlocks) return nullptr;
  // The first gap that is large enough.
  uintptr_t gap = loan.first;
  size_t at = 0;
  for (; at < loan.count && loan.blocks[at].first - gap < bytes; ++at) {
    const uintptr_t end = loan.blocks[at].first + loan.blocks[at].bytes;
    gap = (end + kAlignment - 1) / kAlignment * kAlignment;
  }
  if (at == loan.count && (gap > loan.end || loan.end - gap < bytes)) return nullptr;
  std::copy_backward(loan.blocks.begin() + at, loan.blocks.begin() + loan.count, loan.blocks.begin() + loan.count + 1);
  loan.blocks[at] = {gap, bytes};
  ++loan.count;
  return std::memset(reinterpret_cast<void*>(gap), 0, bytes);
}

bool HeapLoan::Owns(const void* block) {
  const uintptr_t address = AddressOf(block);
  return address >= loan.first.load(std::memory_order_relaxed) && address < loan.end.load(std::memory_order_relaxed);
}

void HeapLoan::Free(void* block) {
  const std::lock_guard lock(loan.mutex);
  Block* const found = FindBlock(block);
  if (found == nullptr) return;
  std::copy(found + 1, loan.blocks.data() + loan.count, found);
  --loan.count;
}

size_t HeapLoan::BytesOf(const void* block) {
  const std::lock_guard lock(loan.mutex);
  const Block* const found = FindBlock(block);
  return found == nullptr ? 0 : found->bytes;
}

}  // namespace easelight
