// The color of inks: what a CMYK profile says of every mixture, as a table of four dimensions.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/color/connection_light.h"

namespace easelight {

// Sampled from the profile by lcms2, relative to the paper's white. Between its nodes colors lie as within the
// profile's own: of a table without curves before it, of up to 17 nodes or a divisor of that, nothing is lost.
class InkTable {
 public:
  // Errors: kUnsupported (a profile of other colors), kInvalidInput, kResourceExhausted.
  static StatusOr<InkTable> FromProfile(ByteSpan profile);

  // The color of cyan, magenta, yellow and black, each 0 (none) to 1.
  LabRoots RootsOf(const std::array<float, 4>& inks) const;

 private:
  static constexpr size_t kSide = 17;  // Nodes along each axis: 1 MB in all.

  std::vector<float> nodes_;  // kSide^4 of three; black changes fastest, cyan slowest.
};

}  // namespace easelight
