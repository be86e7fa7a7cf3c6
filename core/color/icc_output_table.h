// Private to core/color: the tables of profiles on the way to their devices.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "core/color/lcms.h"
#include "core/color/output_profile.h"
#include "core/color/output_table.h"

namespace easelight {

// Whether lcms2 takes a table for the way to the device.
bool HasTableOut(cmsHPROFILE profile, RenderingIntent intent);

// That table as it is, if it is of the usual make: of CIELAB, by curves, evenly spaced nodes, and curves. Else none.
// `channels` is 1 or 3.
std::optional<OutputTable> OwnTable(cmsHPROFILE profile, RenderingIntent intent, size_t channels);

// A table of 65 nodes a side of what `node_of` makes of colors. Hostile profiles may make any floats of them.
OutputTable SampledTable(const std::function<std::array<float, 3>(const cmsCIELab&)>& node_of);

// 0..1; what is no number is 0, as hostile tables hold such.
double Inside(float value);

}  // namespace easelight
