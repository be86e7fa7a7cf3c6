// The one door for JSON from outside: text to a document that is safe to walk.
#pragma once

#include <string_view>

#include "core/recipe/json_reader.h"

namespace easelight {

// How deep objects and arrays may lie in each other. A list of recipes needs six; whoever walks a document calls
// itself once a level, on a stack of 1 MiB.
inline constexpr size_t kMaxJsonDepth = 16;

// Parses `text`, whose size the caller has bounded. `name` ("the recipe") is what errors are about: kInvalidInput where
// it is not JSON, nests deeper than kMaxJsonDepth, or has a key twice in one object.
StatusOr<Json> DocumentFromJson(std::string_view text, std::string_view name);

}  // namespace easelight
