// Writing recipes: canonical and complete JSON, by the table of keys.
#include "core/recipe/presets.h"
#include "core/recipe/recipe.h"
#include "core/recipe/recipe_keys.h"

namespace easelight {
namespace {

// Removes every member whose value is the default's; objects are compared key by key, except custom primaries, which
// have no default to differ from.
void RemoveDefaults(Json::Object& members, const Json& defaults) {
  std::erase_if(members, [&](JsonMember& member) {
    const Json* other = defaults.Find(member.key);
    if (other == nullptr) return false;
    Json::Object* inner = member.value.object();
    if (inner != nullptr && other->object() != nullptr) RemoveDefaults(*inner, *other);
    return member.value == *other || (inner != nullptr && inner->empty());
  });
}

}  // namespace

Json JsonFromRecipe(const Recipe& recipe) { return WriteKeys(RecipeKeys(), recipe); }

std::string CanonicalJson(const Recipe& recipe) {
  Json document = JsonFromRecipe(recipe);
  Json defaults = JsonFromRecipe(DefaultRecipe(recipe.film));
  // The version always stays; the kind of film does unless it is the one an absent key means.
  defaults.Set("easelight", Json());
  defaults.Set("film", FilmName(FilmKind::kColorNegative));
  RemoveDefaults(*document.object(), defaults);
  return TextFromJson(document);
}

std::string CompleteJson(const Recipe& recipe, int indent) { return TextFromJson(JsonFromRecipe(recipe), indent); }

}  // namespace easelight
