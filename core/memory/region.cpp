#include "core/memory/region.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

#include "core/memory/poison.h"

namespace easelight {
namespace {

// Freed memory is filled with this in debug builds, so that a span kept past its mark shows at once: as floats, the
// pattern is a NaN.
[[maybe_unused]] constexpr int kFreedPattern = 0xFF;

// To a hundredth.
double Mebibytes(double bytes) { return std::round(bytes / (1 << 20) * 100) / 100; }

}  // namespace

Region& Region::operator=(Region&& other) noexcept {
  name_ = other.name_;
  block_ = std::exchange(other.block_, {});
  used_ = std::exchange(other.used_, 0);
  peak_ = std::exchange(other.peak_, 0);
  return *this;
}

std::byte* Region::TakeBytes(size_t asked, size_t taken) {
  std::byte* const first = block_.data() + used_;
  Unpoison({first, asked});
  Poison({first + asked, taken - asked});
  used_ += taken;
  peak_ = std::max(peak_, used_);
  return first;
}

void Region::ReleaseTo(size_t mark) {
  assert(mark <= used_);
  const std::span<std::byte> freed = block_.subspan(mark, used_ - mark);
#ifndef NDEBUG
  Unpoison(freed);
  std::memset(freed.data(), kFreedPattern, freed.size());
#endif
  Poison(freed);
  used_ = mark;
}

StatusOr<Region> Region::Split(std::string_view name, size_t bytes) {
  ASSIGN_OR_RETURN(const std::span<std::byte> block, Take<std::byte>(bytes, name));
  return Region(name, block);
}

Status Region::Exhausted(std::string_view purpose, double bytes) const {
  return ResourceExhausted("region-full", {{"region", name_},
                                           {"purpose", purpose},
                                           {"needed", Mebibytes(bytes)},
                                           {"left", Mebibytes(static_cast<double>(left()))},
                                           {"budget", Mebibytes(static_cast<double>(budget()))}});
}

}  // namespace easelight
