#include "core/memory/region.h"

#include <cassert>
#include <cstring>

namespace easelight {
namespace {

// Freed memory is filled with this in debug builds, so that a span kept past its mark shows at once: as floats, the
// pattern is a NaN.
[[maybe_unused]] constexpr int kFreedPattern = 0xFF;

std::string MebibyteText(double bytes) {
  const long long hundredths = static_cast<long long>(bytes / (1 << 20) * 100 + 0.5);
  std::string fraction = std::to_string(hundredths % 100);
  if (fraction.size() < 2) fraction = "0" + fraction;
  return std::to_string(hundredths / 100) + "." + fraction + " MiB";
}

}  // namespace

Region& Region::operator=(Region&& other) noexcept {
  name_ = other.name_;
  block_ = std::exchange(other.block_, {});
  used_ = std::exchange(other.used_, 0);
  peak_ = std::exchange(other.peak_, 0);
  return *this;
}

void Region::ReleaseTo(size_t mark) {
  assert(mark <= used_);
#ifndef NDEBUG
  std::memset(block_.data() + mark, kFreedPattern, used_ - mark);
#endif
  used_ = mark;
}

StatusOr<Region> Region::Split(std::string_view name, size_t bytes) {
  ASSIGN_OR_RETURN(const std::span<std::byte> block, Take<std::byte>(bytes, name));
  return Region(name, block);
}

Status Region::Exhausted(std::string_view purpose, double bytes) const {
  return ResourceExhausted("the region \"" + std::string(name_) + "\" has no room for " + std::string(purpose) + ": " +
                           MebibyteText(bytes) + " needed, " + MebibyteText(static_cast<double>(left())) + " left of " +
                           MebibyteText(static_cast<double>(budget())));
}

}  // namespace easelight
