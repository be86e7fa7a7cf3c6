#include "core/recipe/recipe_keys.h"

#include <gtest/gtest.h>

#include <set>

#include "core/recipe/presets.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

// The document with one value replaced.
Json With(const Recipe& recipe, std::string_view path, const Json& value) {
  Json document = JsonFromRecipe(recipe);
  Json* object = &document;
  for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    object = &object->Set(std::string(path.substr(0, dot)), *object->Find(path.substr(0, dot)));
    path = path.substr(dot + 1);
  }
  object->Set(std::string(path), value);
  return document;
}

const Json& SchemaAt(const Json& schema, std::string_view path) {
  const Json* found = &schema;
  for (std::string rest(path); !rest.empty();) {
    const size_t dot = rest.find('.');
    found = found->Find("properties")->Find(rest.substr(0, dot));
    rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
  }
  return *found;
}

TEST(RecipeKeys, StandOnceEach) {
  std::set<std::string_view> paths;
  for (const RecipeKey& key : RecipeKeys()) EXPECT_TRUE(paths.insert(key.path).second) << key.path;
  EXPECT_EQ(paths.size(), 27u);
}

TEST(RecipeKeys, LeadToMembersOfTheirOwn) {
  const Recipe other = EveryKeyChanged();
  for (const RecipeKey& key : RecipeKeys()) {
    if (key.path == "easelight") continue;
    Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
    const Json before = key.access->Write(recipe);
    EXPECT_FALSE(before == key.access->Write(other)) << key.path << " is the same in both recipes: nothing is tested";
    key.access->Copy(other, recipe);
    EXPECT_EQ(key.access->Write(recipe), key.access->Write(other)) << key.path;
    size_t changed = 0;
    for (const RecipeKey& each : RecipeKeys()) {
      changed += !(each.access->Write(recipe) == each.access->Write(DefaultRecipe(FilmKind::kColorNegative)));
    }
    EXPECT_EQ(changed, 1u) << key.path;
  }
}

TEST(RecipeKeys, TakeNumbersUpToTheEndsOfTheirRanges) {
  const Recipe recipe = DefaultRecipe(FilmKind::kDigital);
  for (const RecipeKey& key : RecipeKeys()) {
    if (!key.range || key.schema.Find("type")->Is("array")) continue;
    for (const double end : {key.range->low, key.range->high}) {
      EXPECT_TRUE(RecipeFromJson(TextFromJson(With(recipe, key.path, end))).ok()) << key.path;
    }
    for (const double beyond : {key.range->low - 1e-6, key.range->high + 1e-6}) {
      EXPECT_EQ(RecipeFromJson(TextFromJson(With(recipe, key.path, beyond))).status().code(), StatusCode::kOutOfRange)
          << key.path;
    }
    EXPECT_TRUE(SchemaAt(RecipeSchema(), key.path).Find("minimum")->Is(key.range->low)) << key.path;
    EXPECT_TRUE(SchemaAt(RecipeSchema(), key.path).Find("maximum")->Is(key.range->high)) << key.path;
  }
}

}  // namespace
}  // namespace easelight
