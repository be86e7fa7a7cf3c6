#include "core/tables/lattice.h"

#include <algorithm>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

// What the shaper keeps beyond the densities that print. Where the matrix takes something of a channel to the others,
// what clips by itself still shows in them. Tried on grades with strong and weak matrices: with less than 1.25 that is
// lost, with more the lattice gets coarser for nothing.
constexpr double kMargin = 0.3;
constexpr double kCrossedMargin = 1.25;

bool IsCrossed(const Matrix3& matrix) {
  return matrix != Matrix3::Diagonal({matrix(0, 0), matrix(1, 1), matrix(2, 2)});
}

}  // namespace

LogShaper LogShaper::FromGrade(const Grade& grade) {
  LogShaper shaper;
  shaper.encoding_ = grade.input_encoding;
  const DensityAffine map = AffineFromGrade(grade.density, IsNegative(grade.film));
  const double margin = IsCrossed(map.matrix) ? kCrossedMargin : kMargin;
  const Vector3 base(grade.density.base);
  const Vector3 printed_base = map.matrix * base + map.offset;
  for (size_t c = 0; c < 3; ++c) {
    // Along the neutrals: the same density above base in all channels.
    const double slope = map.matrix.rows[c].Sum();
    const double white = base[c] + (0 - printed_base[c]) / slope;
    const double black = base[c] + (kCurveRange - printed_base[c]) / slope;
    const auto [low, high] = std::minmax(white, black);
    shaper.low_[c] = std::clamp(low - margin, 0.0, kCurveRange);
    shaper.high_[c] = std::clamp(high + margin, 0.0, kCurveRange);
    // A grade that mirrors its neutrals, or prints none of them, has no range of its own.
    if (!(shaper.high_[c] - shaper.low_[c] > kMargin)) {
      shaper.low_[c] = 0;
      shaper.high_[c] = kCurveRange;
    }
  }
  return shaper;
}

double LogShaper::ShapedFromCode(size_t channel, double code) const {
  const double light = std::max(encoding_[channel].LinearFromEncoded(code), double{kLeastTransmittance});
  return std::clamp((high_[channel] + ExactLog10(light)) / (high_[channel] - low_[channel]), 0.0, 1.0);
}

double LogShaper::CodeFromShaped(size_t channel, double shaped) const {
  const double density = high_[channel] - shaped * (high_[channel] - low_[channel]);
  return encoding_[channel].EncodedFromLinear(ExactExp10(-density));
}

Lattice::Lattice(KernelNodes& kernel, int size, std::optional<LogShaper> shaper)
    : size_(size), shaper_(std::move(shaper)) {
  std::array<std::vector<float>, 3> codes;
  for (size_t c = 0; c < 3; ++c) {
    for (int i = 0; i < size; ++i) {
      const double shaped = static_cast<double>(i) / (size - 1);
      codes[c].push_back(static_cast<float>(shaper_ ? shaper_->CodeFromShaped(c, shaped) : shaped));
    }
  }
  const auto side = static_cast<size_t>(size);
  nodes_.resize(3 * side * side * side);
  std::vector<float> plane(3 * side * side);
  for (size_t blue = 0; blue < side; ++blue) {
    for (size_t i = 0; i < side * side; ++i) {
      plane[3 * i] = codes[0][i % side];
      plane[3 * i + 1] = codes[1][i / side];
      plane[3 * i + 2] = codes[2][blue];
    }
    kernel.Develop(plane, {nodes_.data() + blue * plane.size(), plane.size()});
  }
}

Vector3 Lattice::Node(int red, int green, int blue) const {
  const auto side = static_cast<size_t>(size_);
  const size_t at =
      3 * (static_cast<size_t>(red) + side * (static_cast<size_t>(green) + side * static_cast<size_t>(blue)));
  return Vector3(nodes_[at], nodes_[at + 1], nodes_[at + 2]) / kMaxTableCode;
}

Vector3 Lattice::Evaluate(const Vector3& codes) const {
  std::array<int, 3> cell;
  Vector3 part;
  for (size_t c = 0; c < 3; ++c) {
    const double place =
        (shaper_ ? shaper_->ShapedFromCode(c, codes[c]) : std::clamp(codes[c], 0.0, 1.0)) * (size_ - 1);
    cell[c] = std::min(static_cast<int>(place), size_ - 2);
    part[c] = place - cell[c];
  }
  Vector3 sum;
  for (int corner = 0; corner < 8; ++corner) {
    const std::array<int, 3> step = {corner & 1, corner >> 1 & 1, corner >> 2};
    double weight = 1;
    for (size_t c = 0; c < 3; ++c) weight *= step[c] == 1 ? part[c] : 1 - part[c];
    sum += weight * Node(cell[0] + step[0], cell[1] + step[1], cell[2] + step[2]);
  }
  return sum;
}

}  // namespace easelight
