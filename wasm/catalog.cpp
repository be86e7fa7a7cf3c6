#include "wasm/catalog.h"

#include "core/color/color_space.h"
#include "core/engine/engine.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

using Json = nlohmann::json;

const char* UseName(SpaceUse use) {
  switch (use) {
    case SpaceUse::kInput:
      return "input";
    case SpaceUse::kWorking:
      return "working";
    case SpaceUse::kOutput:
      break;
  }
  return "output";
}

// A preset's curves as a recipe writes them.
Json PresetJson(const CurvePreset& preset) {
  Recipe recipe;
  recipe.print = preset.print;
  const Json print = Json::parse(CompleteJson(recipe))["print"];
  return {{"name", preset.name},
          {"curves", print["curves"]},
          {"interpolation", print["interpolation"]},
          {"gamma", preset.gamma}};
}

}  // namespace

Json CatalogJson() {
  Json films = Json::array();
  for (const FilmKind film : kFilmKinds) {
    films.push_back({{"kind", FilmName(film)},
                     {"title", FilmTitle(film)},
                     {"recipe", Json::parse(CompleteJson(DefaultRecipe(film)))}});
  }
  Json spaces = Json::array();
  for (const ColorSpace& space : ColorSpaces()) {
    spaces.push_back({{"name", space.name}, {"title", space.title}, {"use", UseName(space.use)}});
  }
  Json matrices = Json::array();
  for (const MatrixPreset& preset : MatrixPresets()) {
    matrices.push_back({{"name", preset.name}, {"values", preset.values}});
  }
  Json curves = Json::array();
  for (const CurvePreset& preset : CurvePresets()) curves.push_back(PresetJson(preset));
  return {
      {"version", kEngineVersion}, {"films", films}, {"spaces", spaces}, {"matrices", matrices}, {"curves", curves}};
}

}  // namespace easelight
