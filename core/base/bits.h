// Reading a value's bits as another type.
#pragma once

#include <type_traits>

namespace easelight {

// std::bit_cast, which the standard library of Emscripten 3.1.6 does not have yet.
template <typename To, typename From>
constexpr To BitCast(const From& from) {
  static_assert(sizeof(To) == sizeof(From) && std::is_trivially_copyable_v<To> && std::is_trivially_copyable_v<From>);
  return __builtin_bit_cast(To, from);
}

}  // namespace easelight
