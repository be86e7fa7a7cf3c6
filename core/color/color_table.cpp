#include "core/color/color_table.h"

#include <algorithm>
#include <utility>

#include "core/color/connection_light.h"

namespace easelight {
namespace {

// The way from a corner of a cell along one edge: how far, and how much further the next corner's node lies.
struct Edge {
  float share;
  size_t step;
};

}  // namespace

std::array<float, 3> NodeAt(const float* nodes, size_t side, float r, float g, float b) {
  const std::array<size_t, 3> steps = {3 * side * side, 3 * side, 3};
  const std::array<float, 3> places = {r, g, b};
  std::array<Edge, 3> edges;
  const float* corner = nodes;
  for (size_t c = 0; c < 3; ++c) {
    const size_t cell = std::min(static_cast<size_t>(places[c]), side - 2);
    corner += cell * steps[c];
    edges[c] = {places[c] - static_cast<float>(cell), steps[c]};
  }
  // Along the edges of the largest share first.
  if (edges[0].share < edges[1].share) std::swap(edges[0], edges[1]);
  if (edges[1].share < edges[2].share) std::swap(edges[1], edges[2]);
  if (edges[0].share < edges[1].share) std::swap(edges[0], edges[1]);
  std::array<float, 3> node = {corner[0], corner[1], corner[2]};
  for (const Edge& edge : edges) {
    const float* next = corner + edge.step;
    for (size_t c = 0; c < 3; ++c) node[c] += edge.share * (next[c] - corner[c]);
    corner = next;
  }
  return node;
}

std::array<float, 3> TableLookup::operator()(float r, float g, float b) const {
  std::array<float, 3> xyz = NodeAt(nodes, side, r, g, b);
  if (node == ColorTable::Node::kLabRoots) {
    for (float& v : xyz) v = RatioFromRoot(v);
  }
  std::array<float, 3> light;
  for (size_t c = 0; c < 3; ++c) {
    const std::array<float, 3>& row = (*rgb_from_xyz)[c];
    light[c] = row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2];
  }
  return light;
}

}  // namespace easelight
