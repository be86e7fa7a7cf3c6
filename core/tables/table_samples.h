// The colors over which a table's error is measured.
#pragma once

#include <functional>
#include <vector>

#include "core/tables/kernel_nodes.h"
#include "core/tables/table.h"

namespace easelight {

// kTableSamples interleaved scan codes of 0..1, each a whole code of 16 bits, in this encoding.
std::vector<float> TableSamples(const ChannelCurves& encoding);

// What a table makes of one color: encoded output from scan codes, each 0..1.
using TableFunction = std::function<Vector3(const Vector3& codes)>;

TableError MeasuredError(const ChannelCurves& encoding, KernelNodes& kernel, const TableFunction& table);

}  // namespace easelight
