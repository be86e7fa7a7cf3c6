// What the editor offers by name: density matrices, print curves, and kinds of film.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/film/grade.h"

namespace easelight {

struct MatrixPreset {
  std::string_view name;
  Matrix3 matrix;
};

// All density matrices: "Identity" first, those of single films, and those of the scan setups.
std::span<const MatrixPreset> MatrixPresets();

struct CurvePreset {
  std::string name;
  PrintGrade print;  // Glare is 0.
  double gamma;      // The gamma that gives a normal print range with this curve's own contrast.
};

// All print curves: "Neutral" and "Identity" first, then papers and print films.
const std::vector<CurvePreset>& CurvePresets();

// The preset of that name, or null.
const CurvePreset* FindCurvePreset(std::string_view name);

// The project's own print curve: slope 1 through the middle, a gentle toe and shoulder.
PrintCurve NeutralCurve();

// How a kind of film is written in a recipe: "color-negative".
std::string_view FilmName(FilmKind film);

// The kind of that recipe name. Errors: kOutOfRange, naming the kinds there are.
StatusOr<FilmKind> FilmFromName(std::string_view name);

}  // namespace easelight
