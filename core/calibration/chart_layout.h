// The chart of 24 patches: four rows of six, A1 (dark skin) to D6 (black).
#pragma once

#include <array>
#include <string>

#include "core/color/matrix3.h"

namespace easelight {

inline constexpr size_t kPatchRows = 4;
inline constexpr size_t kPatchColumns = 6;
inline constexpr size_t kPatchCount = kPatchRows * kPatchColumns;

// A value of each patch, row by row.
using PatchColors = std::array<Vector3, kPatchCount>;

// "A1" to "D6".
std::string PatchName(size_t patch);

// How much the fit minds each patch.
extern const std::array<double, kPatchCount> kPatchWeights;

}  // namespace easelight
