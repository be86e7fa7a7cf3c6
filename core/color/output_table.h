// An output table: the codes of any color as a table of three dimensions, for profiles that are tables, and for proofs.
#pragma once

#include <cstddef>
#include <vector>

#include "core/color/transfer_curve.h"

namespace easelight {

// Made as ICC tables are, so that one of a profile is used as it is: L*, a* and b*, each 0..1 of its range, lead by a
// curve to a place on an axis; what lies there is found between the eight nodes around it; curves make codes of it.
struct OutputTable {
  // Of CIELAB in version 4 and in tables of 8 bits: ICC.1:2010, 6.3.4.2. Tables of 16 bits have room above white, as
  // version 2 has: there 0xFF00 is L* of 100.
  static constexpr double kWholeRange = 1.0;
  static constexpr double kRangeOf16Bits = 65280.0 / 65535.0;

  // Three, and one more, so that a node is read at once.
  static constexpr size_t kNodeFloats = 4;

  // Paper is darker than white, so that what it cannot show may be lighter than its white: light comes by half, and the
  // roots that CIELAB is made of by the cube root of that.
  static constexpr double kLightShare = 0.5;
  static constexpr double kRootShare = 0.79370052598409974;

  size_t side = 0;                                            // Nodes along each axis, at least 2.
  double range = kWholeRange;                                 // What the largest L*, a* and b* are on the axes' curves.
  ChannelCurves axes = AllChannels(TransferCurve::Linear());  // To a place on each axis, 0..1.
  std::vector<float> nodes;                                   // side^3 of kNodeFloats; b* changes fastest.
  ChannelCurves codes = AllChannels(TransferCurve::Linear());  // From what lies there to a code, 0..1.
};

}  // namespace easelight
