// A color table: the light of any code as a table of three dimensions, for profiles that are tables themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/color/chromaticity.h"
#include "core/color/transfer_curve.h"

namespace easelight {

// Made as ICC tables are, so that one of up to 33 nodes loses nothing: a curve a channel leads to a place on each axis,
// colors lie between the four nodes of the tetrahedron around it, and nodes hold colors of the profile's own connection
// space.
struct ColorTable {
  static constexpr size_t kMostSide = 33;

  // CIE XYZ, relative to white's; or in place of each the root that CIELAB is made of: linear in L*, a*, b*.
  enum class Node { kXyz, kLabRoots };

  Node node = Node::kXyz;
  size_t side = kMostSide;                                    // Nodes along each axis, at least 2.
  ChannelCurves axes = AllChannels(TransferCurve::Linear());  // From a code, 0..1, to its place on the axis, 0..1.
  std::vector<float> nodes;                                   // side^3 of three; blue changes fastest.
  Primaries primaries;                                        // Of the light that the table is used for.
  Matrix3 profile_xyz;                                        // From that light, as of a profile.
  std::array<std::array<float, 3>, 3> rgb_from_xyz{};         // From XYZ relative to white's to that light.
  uint64_t digest = 0;                                        // Tables of equal digests are equal.
};

// What lies at a place of each axis, 0..side - 1, between side^3 nodes of three.
std::array<float, 3> NodeAt(const float* nodes, size_t side, float r, float g, float b);

// What a stage needs of a table to run it.
struct TableLookup {
  const float* nodes;
  ColorTable::Node node;
  size_t side;
  const std::array<std::array<float, 3>, 3>* rgb_from_xyz;

  // The light at a place of each axis, 0..side - 1.
  std::array<float, 3> operator()(float r, float g, float b) const;
};

}  // namespace easelight
