// A histogram of densities with fixed bins, for percentiles in bounded memory.
#pragma once

#include <array>
#include <cstdint>

namespace easelight {

// Counts densities of -0.5..5.5 in bins of 1/512; values outside count in the end bins,
// and what is not a number in the first. Plain data, 12 kB.
class DensityHistogram {
 public:
  static constexpr int kBinsPerDensity = 512;
  static constexpr double kLowest = -0.5;
  static constexpr int kBins = 6 * kBinsPerDensity;

  void Clear() { *this = DensityHistogram(); }
  void Add(double density);

  uint32_t total() const { return total_; }

  // How many densities lie in [low, high), to the nearest bin.
  uint32_t CountWithin(double low, double high) const;

  // The density below which `fraction` (0..1) of the values lie, interpolated within its bin; 0 if there are none.
  double Percentile(double fraction) const;

 private:
  static int BinOf(double density);

  std::array<uint32_t, kBins> counts_{};
  uint32_t total_ = 0;
};

}  // namespace easelight
