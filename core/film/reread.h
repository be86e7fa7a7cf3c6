// What a density becomes when the codes that it was seen in are read in another way.
#pragma once

#include <array>

#include "core/base/status.h"
#include "core/film/grade.h"

namespace easelight {

// The densities of the scan codes that have `density` by the input of `from`, by that of `to`. Unchanged where either
// reads codes by a table, which has no way back. Errors: kOutOfRange when primaries span no space.
StatusOr<std::array<double, 3>> DensityReadAnew(const std::array<double, 3>& density, const Grade& from,
                                                const Grade& to);

}  // namespace easelight
