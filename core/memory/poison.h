// Memory of the arena that nobody has: a build with AddressSanitizer is told of it, and ends at the first byte that is
// read or written there. In other builds nothing happens.
#pragma once

#include <cstddef>
#include <span>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EASELIGHT_POISONS 1
#include <sanitizer/asan_interface.h>
#endif
#endif

namespace easelight {

#if defined(EASELIGHT_POISONS)
inline void Poison(std::span<std::byte> memory) { ASAN_POISON_MEMORY_REGION(memory.data(), memory.size()); }
inline void Unpoison(std::span<std::byte> memory) { ASAN_UNPOISON_MEMORY_REGION(memory.data(), memory.size()); }
#else
inline void Poison(std::span<std::byte>) {}
inline void Unpoison(std::span<std::byte>) {}
#endif

}  // namespace easelight
