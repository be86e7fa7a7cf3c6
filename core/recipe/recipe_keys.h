// The keys of a recipe, each once: its path, its part, its form with the range of its numbers, and its member. The
// parser, the writer, the parts, the schema and the page's types follow from this table.
#pragma once

#include <optional>
#include <span>

#include "core/recipe/json_keys.h"
#include "core/recipe/recipe.h"
#include "core/recipe/recipe_parts.h"

namespace easelight {

struct RecipeKey : JsonKey<Recipe> {
  std::optional<RecipePart> part;  // None: it belongs to all parts together.
  std::optional<Range> range;      // Of its number, or of each of its numbers.
};

// The version of the model that this engine knows.
inline constexpr int kRecipeVersion = 1;

std::span<const RecipeKey> RecipeKeys();

// The JSON schema of a complete recipe. Each key says its part.
Json RecipeSchema();

}  // namespace easelight
