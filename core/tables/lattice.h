// A lattice of developed colors with a shaper before it: what .cube and HaldCLUT files hold, and how they are read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/tables/kernel_nodes.h"

namespace easelight {

// Spreads the scan's densities, from `high` to `low` per channel, evenly over 0..1.
class LogShaper {
 public:
  // The densities that the grade prints neither black nor white, and a little more.
  static LogShaper FromGrade(const Grade& grade);

  double ShapedFromCode(size_t channel, double code) const;
  double CodeFromShaped(size_t channel, double shaped) const;

  const Vector3& low() const { return low_; }
  const Vector3& high() const { return high_; }

 private:
  ChannelCurves encoding_ = AllChannels(TransferCurve::Linear());
  Vector3 low_;
  Vector3 high_;
};

class Lattice {
 public:
  // `size` nodes a side, spread evenly over scan codes, or over what the shaper makes of them.
  Lattice(KernelNodes& kernel, int size, std::optional<LogShaper> shaper);

  // Output codes, 0..65535, red fastest.
  std::span<const uint16_t> nodes() const { return nodes_; }
  int size() const { return size_; }
  const std::optional<LogShaper>& shaper() const { return shaper_; }

  // Trilinear between the nodes: encoded output from scan codes, each 0..1.
  Vector3 Evaluate(const Vector3& codes) const;

 private:
  Vector3 Node(int red, int green, int blue) const;

  int size_;
  std::optional<LogShaper> shaper_;
  std::vector<uint16_t> nodes_;
};

}  // namespace easelight
