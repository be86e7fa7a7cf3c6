// The base of color negative film: which film may have it, and what it is where no clear film shows it.
#pragma once

#include <array>
#include <string_view>

#include "core/recipe/film_figures.h"

namespace easelight {

struct FilmBase {
  std::array<double, 3> density = {0, 0, 0};  // Per channel.
  bool from_rebate = false;                   // Measured on unexposed film; else estimated from the darkest shadows.
};

// How far a base's green and blue lie above its red.
struct BaseColor {
  double green = 0;
  double blue = 0;
};

inline BaseColor ColorOf(const std::array<double, 3>& base) { return {base[1] - base[0], base[2] - base[0]}; }

// How likely a film is whose base is seen like `seen` in a setup, by its color: 1 where that is the same.
double LikelyByBase(const std::array<double, 3>& seen, const FilmBase& base);

// Whether densities have a color that clear film can have in any setup; a sea or a sky, as even as a rebate, has not.
bool CouldBeBase(const std::array<double, 3>& density);

// The base of film that shows no clear part. The darkest of each channel, `darkest`, has the base's color only where a
// scene has blacks without one, and its level only where it has blacks at all; what films look like in this setup
// bounds both, and no film is thinner than its base. `stock`: the film's name, or empty. Figures of a setup that is
// `guessed` count less.
std::array<double, 3> BaseWithoutRebate(const FilmBase& darkest, const ScanSetup& setup, std::string_view stock,
                                        bool guessed);

}  // namespace easelight
