// The options of an export as the page sends them.
#pragma once

#include <string_view>

#include "core/engine/exporting.h"

namespace easelight {

// Reads web/src/engine/protocol.ts' ExportOptions; absent keys keep the engine's defaults. Errors name the key, the
// value and what it must be.
StatusOr<ExportOptions> ExportOptionsFromJson(std::string_view text);

}  // namespace easelight
