// A grade as a table for other programs, as JavaScript asks for it.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/color/scan_color.h"
#include "core/recipe/json.h"

namespace easelight {

// `options`: web/src/engine/protocol.ts' TableOptions as JSON; `scan` is what a recipe's "auto" means.
// Returns {largest, mean}. Errors: those of the options and of WriteTable.
StatusOr<Json> WriteTableOf(const std::string& recipe, const ScanColor& scan, const std::string& options,
                            BlockFile& file);

}  // namespace easelight
