#include "core/recipe/recipe.h"

#include "core/color/color_space.h"
#include "core/recipe/presets.h"

namespace easelight {

Recipe DefaultRecipe(FilmKind film) {
  Recipe recipe;
  recipe.film = film;
  const bool negative = IsNegative(film);
  recipe.density.gamma = film == FilmKind::kColorNegative ? 1.6 : film == FilmKind::kBwNegative ? 1.4 : 1.0;
  recipe.density.exposure = negative ? 1.8 : 0.0;
  const CurvePreset& curve = *FindCurvePreset(negative ? "Neutral" : "Identity");
  recipe.print = curve.print;
  recipe.names.curve = curve.name;
  return recipe;
}

Grade GradeFromRecipe(const Recipe& recipe, const ScanColor& scan) {
  Grade grade;
  grade.film = recipe.film;
  grade.input_encoding = recipe.input_encoding.value_or(scan.encoding);
  if (const auto* name = std::get_if<std::string>(&recipe.input_space)) {
    if (const ColorSpace* space = FindColorSpace(*name)) grade.input = space->primaries;
  } else {
    grade.input = std::get<Primaries>(recipe.input_space);
  }
  grade.working = FindColorSpace(recipe.working)->primaries;
  grade.density = recipe.density;
  grade.print = recipe.print;
  return grade;
}

}  // namespace easelight
