// The catalog: everything the engine knows by name, for the page's pickers.
#pragma once

#include <nlohmann/json.hpp>

namespace easelight {

nlohmann::json CatalogJson();

}  // namespace easelight
