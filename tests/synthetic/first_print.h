// Prints a synthetic scan by the automatic start and measures it against the scene that it shows.
#pragma once

#include <array>
#include <vector>

#include "core/film/kernel.h"
#include "core/recipe/recipe.h"
#include "tests/synthetic/scanner.h"

namespace easelight::synthetic {

// Planes of densities, as the engine keeps for a view.
struct DensityPlanes {
  Extent size;
  std::array<std::vector<float>, 3> planes;

  ConstPlanes view() const { return {planes[0].data(), planes[1].data(), planes[2].data()}; }
};

// The densities of a scan's 16-bit codes, or of its 8-bit ones, after the input stage of `recipe`.
DensityPlanes DensitiesOf(const SyntheticScan& scan, const Recipe& recipe);
DensityPlanes DensitiesOf8(const SyntheticScan& scan, const Recipe& recipe);

// The default recipe of `film` with the automatic start of these densities.
Recipe StartedRecipe(FilmKind film, const DensityPlanes& density);

// Linear sRGB light of the developed picture, of the whole scan.
std::vector<Vector3> Print(const Recipe& recipe, const DensityPlanes& density);

// How far a print is from the scene over its frame, in CIEDE2000, after the best overall exposure of the scene.
struct PrintError {
  double median = 0;
  double mean = 0;
};
PrintError CompareWithScene(const std::vector<Vector3>& print, const SyntheticScan& scan);

// What `recipe` prints of a gray scale, 3 % to 90 % reflectance, that the film saw in this light.
std::vector<Vector3> PrintGrayScale(const Recipe& recipe, const FilmStock& film, const Vector3& illuminant);

// The mean CIELAB chroma of that gray scale: the color cast, known even where a scene has nothing gray.
double GrayScaleCast(const Recipe& recipe, const FilmStock& film, const Vector3& illuminant);

}  // namespace easelight::synthetic
