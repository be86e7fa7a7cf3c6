// A region: a named share of the arena with a budget, handed out front to back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/status.h"

namespace easelight {

// Hands out spans of one fixed block. Nothing is freed singly: everything after a mark is given back at once. A region
// has one owner: it moves and does not copy, so no memory is handed out twice.
class Region {
 public:
  static constexpr size_t kAlignment = 64;  // A cache line.

  Region() = default;
  // `block` is aligned to kAlignment and outlives the region.
  Region(std::string_view name, std::span<std::byte> block) : name_(name), block_(block) {}
  Region(Region&& other) noexcept { *this = std::move(other); }
  Region& operator=(Region&& other) noexcept;

  std::string_view name() const { return name_; }
  size_t budget() const { return block_.size(); }
  size_t used() const { return used_; }
  size_t peak() const { return peak_; }
  size_t left() const { return block_.size() - used_; }

  // `count` elements of T, uninitialized. Errors: kResourceExhausted, naming the region, `purpose` (what the memory is
  // for: like a region's name it is data, and stays as it is in every language), need and limit.
  template <typename T>
  StatusOr<std::span<T>> Take(size_t count, std::string_view purpose) {
    if (count > block_.size() / sizeof(T)) return Exhausted(purpose, double(count) * sizeof(T));
    const size_t bytes = (count * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left()) return Exhausted(purpose, static_cast<double>(bytes));
    return std::span<T>(reinterpret_cast<T*>(TakeBytes(count * sizeof(T), bytes)), count);
  }

  // Gives back all that was taken since used() had this value.
  void ReleaseTo(size_t mark);
  void ReleaseAll() { ReleaseTo(0); }

  // Splits a region of its own off the unused end.
  StatusOr<Region> Split(std::string_view name, size_t bytes);

 private:
  // Takes `taken` bytes, of which only the first `asked` may be touched.
  std::byte* TakeBytes(size_t asked, size_t taken);
  Status Exhausted(std::string_view purpose, double bytes) const;

  std::string_view name_;
  std::span<std::byte> block_;
  size_t used_ = 0;
  size_t peak_ = 0;
};

}  // namespace easelight
