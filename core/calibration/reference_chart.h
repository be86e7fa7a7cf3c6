// What the patches of a chart are known to be.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/calibration/chart_layout.h"
#include "core/color/chromaticity.h"

namespace easelight {

struct ReferenceChart {
  std::string name;     // For the command line: "ultramax-400".
  std::string title;    // For people.
  std::string working;  // The working space that `patches` is light of; empty: they are XYZ under D50.
  PatchColors patches;
};

// The charts that come with the editor: as film of that kind, printed without curve, and "original", the chart itself.
std::span<const ReferenceChart> ReferenceCharts();

// Errors: kOutOfRange, naming the charts there are.
StatusOr<ReferenceChart> FindReferenceChart(std::string_view name);

// Reads a CGATS.17 or IT8.7 text with 24 patches as XYZ or Lab under D50, by their names: A1 to D6 by rows, A1 to F4 by
// columns, or 1 to 24. Errors: kInvalidInput, kUnsupported (neither XYZ nor Lab), kOutOfRange (not 24 patches).
inline constexpr size_t kMaxCgatsBytes = 1024 * 1024;
StatusOr<ReferenceChart> ReferenceFromCgats(std::string_view text, std::string_view title);

// The print densities of the patches in a working space: -log10 of their light there.
// Errors: kUnsupported where the chart is of another working space.
StatusOr<PatchColors> PrintDensities(const ReferenceChart& chart, std::string_view working);

// Print densities of a working space as an sRGB screen shows them, without a print curve: codes of 255.
using ScreenPatches = std::array<std::array<uint8_t, 3>, kPatchCount>;
StatusOr<ScreenPatches> ScreenFromPrintDensities(const PatchColors& densities, std::string_view working);

}  // namespace easelight
