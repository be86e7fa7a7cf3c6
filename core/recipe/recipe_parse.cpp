// Reading recipes: JSON to Recipe, by the table of keys.
#include "core/recipe/recipe.h"
#include "core/recipe/recipe_keys.h"

namespace easelight {
namespace {

// The kind of film decides what absent keys mean, and so is read before all others.
StatusOr<FilmKind> FilmOfDocument(const Json& document) {
  Status status;
  ObjectReader reader(document, "", status);
  const Json* version = reader.Find("easelight");
  RETURN_IF_ERROR(status);
  if (version == nullptr) return InvalidInput("the key easelight (the version of the model) is missing");
  if (!version->Is(kRecipeVersion)) {
    return Unsupported("easelight is " + ShownValue(*version) + "; this engine knows version " +
                       std::to_string(kRecipeVersion));
  }
  Recipe recipe;
  for (const RecipeKey& key : RecipeKeys()) {
    if (key.path == "film") key.access->Read(reader, key.path, recipe);
  }
  RETURN_IF_ERROR(status);
  return recipe.film;
}

StatusOr<Recipe> RecipeFromDocument(const Json& document) {
  ASSIGN_OR_RETURN(const FilmKind film, FilmOfDocument(document));
  Recipe recipe = DefaultRecipe(film);
  Status status;
  ReadKeys(RecipeKeys(), document, status, recipe);
  RETURN_IF_ERROR(status);
  return recipe;
}

Status CheckSize(std::string_view text, size_t limit, const std::string& name) {
  if (text.size() <= limit) return OkStatus();
  return OutOfRange(name + " has " + std::to_string(text.size()) + " bytes; the limit is " + std::to_string(limit));
}

}  // namespace

StatusOr<Recipe> RecipeFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipeBytes, "the recipe"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "the recipe"));
  return RecipeFromDocument(document);
}

StatusOr<std::vector<Recipe>> RecipesFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipesBytes, "the text of the recipes"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "the text of the recipes"));
  std::vector<Recipe> recipes;
  if (document.array() == nullptr) {
    ASSIGN_OR_RETURN(recipes.emplace_back(), RecipeFromDocument(document));
    return recipes;
  }
  const size_t count = document.array()->size();
  if (count == 0 || count > kMaxRecipes) {
    return OutOfRange("there are " + std::to_string(count) + " recipes; there must be 1 to " +
                      std::to_string(kMaxRecipes));
  }
  recipes.reserve(count);
  for (const Json& element : *document.array()) {
    auto recipe = RecipeFromDocument(element);
    if (!recipe.ok()) {
      const std::string number = std::to_string(recipes.size() + 1);
      return Status(recipe.status().code(),
                    "recipe " + number + " of " + std::to_string(count) + ": " + recipe.status().message());
    }
    recipes.push_back(std::move(recipe).value());
  }
  return recipes;
}

}  // namespace easelight
