// How a counted malloc hands out a block: within the counter's limit, or not at all.
#pragma once

#include <malloc.h>

#include <cerrno>

#include "core/memory/heap_counter.h"

namespace easelight {

// The block of at least `bytes` that `allocate` gives, counted; null, with errno set, past the limit or where there is
// none.
template <typename Allocate>
void* CountedBlock(size_t bytes, const Allocate& allocate) {
  void* block = HeapCounter::Global().HasRoom(bytes) ? allocate() : nullptr;
  if (block == nullptr) {
    HeapCounter::Global().Refused();
    errno = ENOMEM;
  } else {
    HeapCounter::Global().Allocated(malloc_usable_size(block));
  }
  return block;
}

}  // namespace easelight
