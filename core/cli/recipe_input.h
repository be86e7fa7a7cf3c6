// Where the native tool's recipes come from: files and links.
#pragma once

#include <string>

#include "core/recipe/link.h"

namespace easelight::cli {

// The status with `name: ` before its sentence.
Status Named(const std::string& name, const Status& status);

// Reads a recipe's JSON. Errors name the file.
StatusOr<Recipe> RecipeFromFile(const std::string& path);

// The recipe of a link by its number, from 1; 0 takes the only one there is. Errors: kOutOfRange.
StatusOr<Recipe> RecipeOfLink(const GradingLink& link, int number);

}  // namespace easelight::cli
