// The catalog: everything the engine knows by name, for the page's pickers.
#pragma once

#include <nlohmann/json.hpp>

namespace safelight {

nlohmann::json CatalogJson();

}  // namespace safelight
