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

// The matrix leads to the working space that the recipe names: a sensor's own colors are not those of any light.
void UseColorsOfCamera(const CameraColor& camera, Grade& grade) {
  grade.camera = CameraInput{camera.as_shot, camera.srgb_from_camera};
  grade.input = FindColorSpace("srgb")->primaries;
  grade.whole_range = !IsNegative(grade.film);
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
  // Densities above those of an open light table, more or less, and the same for every frame of a roll.
  if (scan.camera) grade.camera = CameraInput{.balance = scan.camera->daylight};
  if (const auto* name = std::get_if<std::string>(&recipe.input_space)) {
    if (const ColorSpace* space = FindColorSpace(*name)) grade.input = space->primaries;
    const bool by_file = (*name == kAutoSpace || *name == kCameraSpace) && !IsNegative(recipe.film);
    if (scan.camera && (by_file || *name == kCameraSpace)) {
      UseColorsOfCamera(*scan.camera, grade);
    } else if (by_file) {
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
