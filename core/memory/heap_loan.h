// A loan: memory of the arena that large requests to malloc are served from for a while.
//
// A codec that must hold a picture whole asks malloc for more than the codec zone has. While it works, nobody needs the
// memory of the view. Only the program's own malloc knows of loans (wasm/counted_malloc.cpp,
// core/cli/counted_malloc.cpp); where none is linked in, a loan changes nothing.
#pragma once

#include <cstddef>
#include <span>

namespace easelight {

// At most one at a time. What was allocated while it lasted must not be used after it; what a library forgot to free is
// taken back.
class HeapLoan {
 public:
  // Requests from this size on are served from the loan. Smaller ones outlive a codec's work, as strings in an answer
  // do.
  static constexpr size_t kLeastBytes = size_t{1} << 20;

  // `memory` is aligned as a region is.
  explicit HeapLoan(std::span<std::byte> memory);
  ~HeapLoan();
  HeapLoan(const HeapLoan&) = delete;
  HeapLoan& operator=(const HeapLoan&) = delete;

  // For malloc; safe on all threads. The block is all zeros: what a decoder leaves out of a damaged picture is black,
  // and nothing that was there before. Null where there is no loan, or no room in it, or the request is too small.
  static void* Allocate(size_t bytes);
  // Whether the block came from a loan; also of one that ended before all its blocks were freed.
  static bool Owns(const void* block);
  static void Free(void* block);
  // At least what was asked for.
  static size_t BytesOf(const void* block);
};

}  // namespace easelight
