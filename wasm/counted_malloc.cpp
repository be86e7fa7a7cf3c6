// malloc and its family, counted and bounded: the codec zone of the memory contract.
//
// Everything the libraries and the bindings allocate passes here. Past the counter's limit a request fails, which the
// libraries report as an error of their own. The arena is counted as well; the limit leaves it its share. Large
// requests are served from the arena while it lends memory.
#include <emscripten/emmalloc.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "core/memory/counted_block.h"
#include "core/memory/heap_loan.h"

using easelight::HeapCounter;
using easelight::HeapLoan;

extern "C" {

void* malloc(size_t bytes) {
  if (void* lent = HeapLoan::Allocate(bytes)) return lent;
  return easelight::CountedBlock(bytes, [=] { return emscripten_builtin_malloc(bytes); });
}

void* memalign(size_t alignment, size_t bytes) {
  return easelight::CountedBlock(bytes, [=] { return emscripten_builtin_memalign(alignment, bytes); });
}

void* aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void** block, size_t alignment, size_t bytes) {
  *block = memalign(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}

void free(void* block) {
  if (block == nullptr) return;
  if (HeapLoan::Owns(block)) return HeapLoan::Free(block);
  HeapCounter::Global().Freed(malloc_usable_size(block));
  emscripten_builtin_free(block);
}

void* calloc(size_t count, size_t size) {
  if (size != 0 && count > std::numeric_limits<size_t>::max() / size) return nullptr;
  void* block = malloc(count * size);
  if (block != nullptr) std::memset(block, 0, count * size);
  return block;
}

void* realloc(void* block, size_t bytes) {
  if (block == nullptr) return malloc(bytes);
  if (bytes == 0) {
    free(block);
    return nullptr;
  }
  const size_t had = HeapLoan::Owns(block) ? HeapLoan::BytesOf(block) : malloc_usable_size(block);
  if (bytes <= had && bytes >= had / 2) return block;
  void* moved = malloc(bytes);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, bytes < had ? bytes : had);
  free(block);
  return moved;
}

}  // extern "C"
