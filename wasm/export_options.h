// The options of an export as the page sends them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/exporting.h"
#include "core/recipe/json_reader.h"

namespace easelight {

// Reads web/src/engine/protocol.ts' ExportOptions; absent keys keep the engine's defaults. `icc_profile`, unless it is
// empty, takes the place of the space by name. Errors name the key, the value and what it must be.
StatusOr<ExportOptions> ExportOptionsFromJson(std::string_view text, std::vector<uint8_t> icc_profile);

// The keys "intent" and "blackPoint".
void ReadRendering(ObjectReader& reader, ProfileRendering& rendering);

}  // namespace easelight
