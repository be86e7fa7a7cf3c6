// Where the native tool's recipes come from: files and links.
#pragma once

#include <span>
#include <string>

#include "core/recipe/link.h"

namespace easelight::cli {

// The status with `name: ` before its sentence.
Status Named(const std::string& name, const Status& status);

// What a file holds, at most `limit` bytes and one, by which a reader sees that it is too long. Errors name the file.
StatusOr<std::string> TextOfFile(const std::string& path, size_t limit);

// Reads a recipe's JSON. Errors name the file.
StatusOr<Recipe> RecipeFromFile(const std::string& path);

// The recipe of a link by its number, from 1; 0 takes the only one there is. Errors: kOutOfRange.
StatusOr<Recipe> RecipeOfLink(const GradingLink& link, int number);

// The JSON of one recipe, or of an array of several.
std::string RecipesText(std::span<const Recipe> recipes);

}  // namespace easelight::cli
