#include "core/calibration/chart_likeness.h"

#include <cmath>

#include "core/calibration/reference_chart.h"

namespace easelight {
namespace {

// A place without variance is like no chart: density squared, over all patches and channels.
constexpr double kLeastVariance = 0.05;

}  // namespace

ChartLikeness::ChartLikeness() {
  const auto chart = FindReferenceChart("original");
  const auto densities = PrintDensities(*chart, "endura-premier");
  // Of the constant and the three channels, by Gram and Schmidt.
  for (size_t column = 0; column < basis_.size(); ++column) {
    Column& base = basis_[column];
    for (size_t i = 0; i < kPatchCount; ++i) base[i] = column == 0 ? 1 : (*densities)[i][column - 1];
    for (size_t before = 0; before < column; ++before) {
      const double along = Product(basis_[before], base);
      for (size_t i = 0; i < kPatchCount; ++i) base[i] -= along * basis_[before][i];
    }
    const double length = std::sqrt(Product(base, base));
    for (double& value : base) value /= length;
  }
}

double ChartLikeness::Of(const PatchColors& densities, double unevenness) const {
  double total = 0, explained = 0;
  for (size_t c = 0; c < 3; ++c) {
    Column values;
    for (size_t i = 0; i < kPatchCount; ++i) values[i] = densities[i][c];
    const double constant = Product(basis_[0], values);
    total += Product(values, values) - constant * constant;
    for (size_t column = 1; column < basis_.size(); ++column) {
      const double along = Product(basis_[column], values);
      explained += along * along;
    }
  }
  return total > kLeastVariance ? explained / (total + unevenness) : 0;
}

double ChartLikeness::Product(const Column& a, const Column& b) {
  // Four sums at once: one would wait for itself at every step.
  static_assert(kPatchCount % 4 == 0);
  std::array<double, 4> sums{};
  for (size_t i = 0; i < kPatchCount; i += 4) {
    for (size_t k = 0; k < 4; ++k) sums[k] += a[i + k] * b[i + k];
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace easelight
