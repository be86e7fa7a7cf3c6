// malloc and its family of the native tool, counted and bounded as in the WebAssembly engine (wasm/counted_malloc.cpp),
// so that a file that is refused there is refused here; lent memory is served as well. GNU C library only, and not
// under a sanitizer, which has its own; elsewhere the system's malloc stays, and the counter shows 0.
#include <cstdlib>  // Defines __GLIBC__ where it applies.

// As gcc says it, and as clang does.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define EASELIGHT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define EASELIGHT_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(EASELIGHT_SANITIZED)

#include <cerrno>
#include <cstddef>
#include <cstring>

#include "core/memory/counted_block.h"
#include "core/memory/heap_loan.h"

using easelight::HeapCounter;
using easelight::HeapLoan;

extern "C" {

void* __libc_malloc(size_t bytes);
void __libc_free(void* block);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t bytes);
void* __libc_memalign(size_t alignment, size_t bytes);

void* malloc(size_t bytes) {
  if (void* lent = HeapLoan::Allocate(bytes)) return lent;
  return easelight::CountedBlock(bytes, [=] { return __libc_malloc(bytes); });
}

void free(void* block) {
  if (block == nullptr) return;
  if (HeapLoan::Owns(block)) return HeapLoan::Free(block);
  HeapCounter::Global().Freed(malloc_usable_size(block));
  __libc_free(block);
}

void* calloc(size_t count, size_t size) {
  size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  if (void* lent = HeapLoan::Allocate(bytes)) return lent;
  return easelight::CountedBlock(bytes, [=] { return __libc_calloc(count, size); });
}

// Large blocks move by copying: lent memory knows no other way.
static void* Moved(void* block, size_t had, size_t bytes) {
  void* moved = malloc(bytes);
  if (moved == nullptr) return nullptr;
  if (block != nullptr) std::memcpy(moved, block, bytes < had ? bytes : had);
  free(block);
  return moved;
}

void* realloc(void* block, size_t bytes) {
  const bool lent = HeapLoan::Owns(block);
  const size_t had = block == nullptr ? 0 : lent ? HeapLoan::BytesOf(block) : malloc_usable_size(block);
  if (lent || bytes >= HeapLoan::kLeastBytes) return Moved(block, had, bytes);
  if (bytes > had && !HeapCounter::Global().HasRoom(bytes - had)) {
    errno = ENOMEM;
    return nullptr;
  }
  void* moved = __libc_realloc(block, bytes);
  if (moved == nullptr && bytes != 0) return nullptr;
  HeapCounter::Global().Freed(had);
  if (moved != nullptr) HeapCounter::Global().Allocated(malloc_usable_size(moved));
  return moved;
}

void* memalign(size_t alignment, size_t bytes) {
  return easelight::CountedBlock(bytes, [=] { return __libc_memalign(alignment, bytes); });
}

void* aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void** block, size_t alignment, size_t bytes) {
  *block = memalign(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}

}  // extern "C"

#endif
