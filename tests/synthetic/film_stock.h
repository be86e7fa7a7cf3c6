// A model of film: from the light of a scene to the densities that a scanner sees.
#pragma once

#include <string_view>

#include "core/color/chromaticity.h"
#include "tests/synthetic/scene.h"

namespace easelight::synthetic {

// One film and its development. Densities are base 10; exposures are relative to a white sheet in a normal exposure.
struct FilmStock {
  std::string_view name;
  Matrix3 sensitivity;  // Light that each layer sees of linear sRGB; rows sum to 1.
  Vector3 speed;        // Shift of each layer's log exposure.
  Vector3 gamma;        // Slope of each layer's straight part; negative for a slide.
  double toe;           // Log exposure at which the straight part begins...
  double shoulder;      // ...and ends.
  double softness;      // Width of both bends.
  Matrix3 interlayer;   // Inhibition between layers, on density over gamma; rows sum to 1.
  Matrix3 dyes;         // Scanner density of each dye: the diagonal is its own channel.
  Vector3 base;         // Of unexposed film, orange mask included; of a slide: of its clear highlights.

  // Scanner densities of one exposure (linear sRGB).
  Vector3 DensityFromExposure(const Vector3& exposure) const;
};

// Three color negative films of different contrast, mask and color, a black-and-white negative, and a slide.
FilmStock AmateurFilm();
FilmStock PortraitFilm();
FilmStock LandscapeFilm();
FilmStock SilverFilm();
FilmStock SlideFilm();

}  // namespace easelight::synthetic
