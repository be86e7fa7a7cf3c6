#include "core/cli/recipe_input.h"

#include <fstream>

#include "core/recipe/json.h"

namespace easelight::cli {

Status Named(const std::string& name, const Status& status) {
  if (status.ok()) return status;
  return {status.code(), {"file-named", {{"file", name}, {"reason", status.sentence()}}}};
}

StatusOr<std::string> TextOfFile(const std::string& path, size_t limit) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Named(path, IoError("recipe-file-unread"));
  std::string text(limit + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

StatusOr<Recipe> RecipeFromFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, TextOfFile(path, kMaxRecipeBytes));
  auto recipe = RecipeFromJson(text);
  if (!recipe.ok()) return Named(path, recipe.status());
  return recipe;
}

std::string RecipesText(std::span<const Recipe> recipes) {
  constexpr int kIndent = 2;
  if (recipes.size() == 1) return CompleteJson(recipes.front(), kIndent);
  Json::Array array;
  for (const Recipe& recipe : recipes) array.push_back(JsonFromRecipe(recipe));
  return TextFromJson(array, kIndent);
}

StatusOr<Recipe> RecipeOfLink(const GradingLink& link, int number) {
  const int count = static_cast<int>(link.recipes.size());
  if (number == 0 && count > 1) {
    return OutOfRange("tool-which-frame", {{"recipes", count}});
  }
  const int wanted = number == 0 ? 1 : number;
  if (wanted > count) {
    return OutOfRange("tool-frame", {{"frame", wanted}, {"recipes", count}});
  }
  return link.recipes[static_cast<size_t>(wanted - 1)];
}

}  // namespace easelight::cli
