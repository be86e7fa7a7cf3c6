#include "wasm/catalog.h"

#include "core/color/color_space.h"
#include "core/color/file_space.h"
#include "core/engine/engine.h"
#include "core/io/codec_libraries.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/presets.h"
#include "core/recipe/recipe_keys.h"
#include "wasm/chart_binding.h"

namespace easelight {
namespace {

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
  const Json json = JsonFromRecipe(recipe);
  const Json& print = *json.Find("print");
  return Json::Object{{"name", preset.name},
                      {"curves", *print.Find("curves")},
                      {"interpolation", *print.Find("interpolation")},
                      {"gamma", preset.gamma}};
}

}  // namespace

Json CatalogJson() {
  using Object = Json::Object;
  Json::Array films;
  for (const FilmKind film : kFilmKinds) {
    films.push_back(Object{{"kind", FilmName(film)}, {"recipe", JsonFromRecipe(DefaultRecipe(film))}});
  }
  Json::Array spaces;
  for (const ColorSpace& space : ColorSpaces()) {
    spaces.push_back(Object{{"name", space.name}, {"title", space.title}, {"use", UseName(space.use)}});
  }
  Json::Array outputs;
  for (const FileSpace& file : FileSpaces()) {
    if (file.usual) outputs.push_back(Object{{"name", file.name}, {"title", file.title}});
  }
  Json::Array matrices;
  for (const auto& [name, matrix] : MatrixPresets()) {
    const auto& [first, second, third] = matrix.rows;
    const Json::Array rows = {first.values, second.values, third.values};
    matrices.push_back(Object{{"name", name}, {"values", rows}});
  }
  Json::Array setups;
  for (const ScanSetup& setup : ScanSetups()) setups.push_back(Object{{"name", setup.name}, {"title", setup.title}});
  Json::Array stocks;
  for (const FilmFigures& stock : FilmStocks()) stocks.push_back(Object{{"name", stock.name}, {"title", stock.title}});
  Json::Array curves;
  for (const CurvePreset& preset : CurvePresets()) curves.push_back(PresetJson(preset));
  Json::Array libraries;
  for (const auto& [name, version] : CodecLibraries()) libraries.push_back(name + " " + version);
  Json::Array ranges;
  for (const RecipeKey& key : RecipeKeys()) {
    if (key.range) ranges.push_back(Object{{"key", key.path}, {"least", key.range->low}, {"most", key.range->high}});
  }
  return Object{{"version", kEngineVersion},
                {"libraries", libraries},
                {"films", films},
                {"ranges", ranges},
                {"spaces", spaces},
                {"outputs", outputs},
                {"setups", setups},
                {"stocks", stocks},
                {"matrices", matrices},
                {"curves", curves},
                {"references", ReferencesJson()}};
}

}  // namespace easelight
