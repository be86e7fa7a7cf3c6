// One preset of DiVERE as a recipe: how its parameters are read, and what they are in our model.
#pragma once

#include <vector>

#include "core/recipe/json_reader.h"
#include "core/recipe/recipe.h"

namespace easelight {

// Adds a remark unless it has been made.
void AddRemark(const Sentence& remark, std::vector<Sentence>& remarks);

// `preset` is an object with the members metadata, idt and cc_params, of which the last must be there.
// Errors: kUnsupported for a film that is no negative, kOutOfRange for values outside of their ranges.
StatusOr<Recipe> RecipeFromDiverePreset(const Json& preset, std::vector<Sentence>& remarks);

}  // namespace easelight
