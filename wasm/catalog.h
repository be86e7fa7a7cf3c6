// The catalog: everything the engine knows by name, for the page's pickers.
#pragma once

#include "core/recipe/json.h"

namespace easelight {

Json CatalogJson();

}  // namespace easelight
