#include "core/tables/table_samples.h"

#include <algorithm>
#include <cmath>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

constexpr double kMostDensity = 3;
constexpr double kMostAway = 0.5;

// The generator of Numerical Recipes, whose upper bits are even enough for this: 0..1.
class Random {
 public:
  double Next() {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) / double{1 << 24};
  }

 private:
  uint32_t state_ = 1;
};

}  // namespace

std::vector<float> TableSamples(const ChannelCurves& encoding) {
  Random random;
  std::vector<float> codes(3 * kTableSamples);
  for (size_t i = 0; i < codes.size(); i += 3) {
    const double common = kMostDensity * random.Next();
    for (size_t c = 0; c < 3; ++c) {
      const double density = std::max(common + kMostAway * (2 * random.Next() - 1), 0.0);
      const double encoded = encoding[c].EncodedFromLinear(ExactExp10(-density));
      codes[i + c] = static_cast<float>(std::floor(encoded * kMaxTableCode + 0.5) / kMaxTableCode);
    }
  }
  return codes;
}

TableError MeasuredError(const ChannelCurves& encoding, KernelNodes& kernel, const TableFunction& table) {
  const std::vector<float> scan = TableSamples(encoding);
  std::vector<uint16_t> developed(scan.size());
  kernel.Develop(scan, developed);
  TableError error;
  for (size_t i = 0; i < scan.size(); i += 3) {
    const Vector3 made = table({scan[i], scan[i + 1], scan[i + 2]});
    for (size_t c = 0; c < 3; ++c) {
      const double difference = std::abs(made[c] - developed[i + c] / kMaxTableCode);
      error.largest = std::max(error.largest, difference);
      error.mean += difference / static_cast<double>(scan.size());
    }
  }
  return error;
}

}  // namespace easelight
