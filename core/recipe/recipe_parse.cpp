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
  if (version == nullptr) return InvalidInput("recipe-no-version");
  if (!version->Is(kRecipeVersion)) {
    return Unsupported("recipe-version", {{"version", ShownValue(*version)}, {"known", kRecipeVersion}});
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

Status CheckSize(std::string_view text, size_t limit, SentenceName document) {
  if (text.size() <= limit) return OkStatus();
  return OutOfRange("document-large", {{"document", Sentence(document)}, {"bytes", text.size()}, {"limit", limit}});
}

}  // namespace

StatusOr<Recipe> RecipeFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipeBytes, "document-recipe"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "document-recipe"));
  return RecipeFromDocument(document);
}

StatusOr<std::vector<Recipe>> RecipesFromJson(std::string_view text) {
  RETURN_IF_ERROR(CheckSize(text, kMaxRecipesBytes, "document-recipes"));
  ASSIGN_OR_RETURN(const Json document, JsonFromText(text, "document-recipes"));
  std::vector<Recipe> recipes;
  if (document.array() == nullptr) {
    ASSIGN_OR_RETURN(recipes.emplace_back(), RecipeFromDocument(document));
    return recipes;
  }
  const size_t count = document.array()->size();
  if (count == 0 || count > kMaxRecipes) {
    return OutOfRange("recipe-count", {{"recipes", count}, {"limit", kMaxRecipes}});
  }
  recipes.reserve(count);
  for (const Json& element : *document.array()) {
    auto recipe = RecipeFromDocument(element);
    if (!recipe.ok()) {
      const Sentence& reason = recipe.status().sentence();
      return Status(recipe.status().code(),
                    {"recipe-of-several", {{"number", recipes.size() + 1}, {"count", count}, {"reason", reason}}});
    }
    recipes.push_back(std::move(recipe).value());
  }
  return recipes;
}

}  // namespace easelight
