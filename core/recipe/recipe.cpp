#include "core/recipe/recipe.h"

#include "core/color/color_space.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

// Grading in the file's own colors clips none of them, whatever their gamut: with all controls at rest each code comes
// out as it was. A table reads codes as they are, so a curve of the recipe's own sets it aside.
void UseColorsOfFile(const ScanColor& scan, bool own_curve, Grade& grade) {
  if (scan.table && !own_curve) {
    grade.table = scan.table;
    grade.working = scan.table->primaries;
    grade.profile_xyz = scan.table->profile_xyz;
  } else if (scan.primaries) {
    grade.working = *scan.primaries;
    grade.profile_xyz = scan.profile_xyz;
  } else {
    return;
  }
  grade.whole_range = true;
}

}  // namespace

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
  grade.input_encoding = recipe.input_encoding ? AllChannels(*recipe.input_encoding) : scan.curves;
  grade.working = FindColorSpace(recipe.working)->primaries;
  if (const auto* name = std::get_if<std::string>(&recipe.input_space)) {
    if (const ColorSpace* space = FindColorSpace(*name)) grade.input = space->primaries;
    if (*name == kAutoSpace && !IsNegative(recipe.film)) {
      UseColorsOfFile(scan, recipe.input_encoding.has_value(), grade);
    }
  } else {
    grade.input = std::get<Primaries>(recipe.input_space);
  }
  grade.density = recipe.density;
  grade.print = recipe.print;
  grade.gamut = recipe.gamut;
  return grade;
}

}  // namespace easelight
