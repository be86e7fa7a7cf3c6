#include "core/analysis/density_histogram.h"

#include <algorithm>

namespace easelight {

int DensityHistogram::BinOf(double density) {
  // Limited before the conversion: an int cannot hold every double. std::max keeps its first argument when the second
  // is not a number, which so counts in the first bin.
  return static_cast<int>(std::min(std::max(0.0, (density - kLowest) * kBinsPerDensity), double{kBins - 1}));
}

void DensityHistogram::Add(double density) {
  ++counts_[static_cast<size_t>(BinOf(density))];
  ++total_;
}

uint32_t DensityHistogram::CountWithin(double low, double high) const {
  uint32_t count = 0;
  for (int bin = BinOf(low); bin < BinOf(high); ++bin) count += counts_[static_cast<size_t>(bin)];
  return count;
}

double DensityHistogram::Percentile(double fraction) const {
  if (total_ == 0) return 0.0;
  const double wanted = std::clamp(fraction, 0.0, 1.0) * total_;
  double below = 0.0;
  for (int bin = 0; bin < kBins; ++bin) {
    const double count = counts_[static_cast<size_t>(bin)];
    if (count > 0.0 && below + count >= wanted) {
      return kLowest + (bin + (wanted - below) / count) / kBinsPerDensity;
    }
    below += count;
  }
  return kLowest + double{kBins} / kBinsPerDensity;
}

}  // namespace easelight
