#include "core/color/output_table.h"

#include <algorithm>

namespace easelight {
namespace {

// Three values of a node, or between two.
using Node = std::array<float, 3>;

Node Between(const Node& near, const Node& far, float share) {
  Node node;
  for (size_t c = 0; c < node.size(); ++c) node[c] = near[c] + share * (far[c] - near[c]);
  return node;
}

}  // namespace

std::array<float, 3> NodeBetween(const float* nodes, size_t side, float l, float a, float b) {
  const std::array<size_t, 3> steps = {3 * side * side, 3 * side, 3};
  const std::array<float, 3> places = {l, a, b};
  std::array<float, 3> shares;
  const float* corner = nodes;
  for (size_t axis = 0; axis < 3; ++axis) {
    const size_t cell = std::min(static_cast<size_t>(places[axis]), side - 2);
    corner += cell * steps[axis];
    shares[axis] = places[axis] - static_cast<float>(cell);
  }
  const auto along_b = [&](const float* at) {
    return Between({at[0], at[1], at[2]}, {at[steps[2]], at[steps[2] + 1], at[steps[2] + 2]}, shares[2]);
  };
  const auto along_a = [&](const float* at) { return Between(along_b(at), along_b(at + steps[1]), shares[1]); };
  return Between(along_a(corner), along_a(corner + steps[0]), shares[0]);
}

}  // namespace easelight
