// A block of memory as a region.
#pragma once

#include <memory>
#include <vector>

#include "core/memory/region.h"

namespace easelight {

class RegionMemory {
 public:
  explicit RegionMemory(size_t bytes) : bytes_(bytes + Region::kAlignment) {
    void* start = bytes_.data();
    size_t room = bytes_.size();
    std::align(Region::kAlignment, bytes, start, room);
    region_ = Region("test", {static_cast<std::byte*>(start), bytes});
  }
  Region& region() { return region_; }

 private:
  std::vector<std::byte> bytes_;
  Region region_;
};

}  // namespace easelight
