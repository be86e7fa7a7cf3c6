#include "core/cli/recipe_input.h"

#include <fstream>

namespace easelight::cli {

Status Named(const std::string& name, const Status& status) {
  if (status.ok()) return status;
  return {status.code(), {"file-named", {{"file", name}, {"reason", status.sentence()}}}};
}

StatusOr<Recipe> RecipeFromFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Named(path, IoError("recipe-file-unread"));
  // One byte past the limit is enough to see that it is passed.
  std::string text(kMaxRecipeBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  auto recipe = RecipeFromJson(text);
  if (!recipe.ok()) return Named(path, recipe.status());
  return recipe;
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
