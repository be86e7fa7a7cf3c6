// What scan setups make of color negative film, and what films look like in them: figures of data sheets, computed by
// tools/film/make_tables.mjs.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "core/color/matrix3.h"

namespace easelight {

// How film was scanned: the light and the sensor's bands together.
struct ScanSetup {
  std::string_view name;   // As in a recipe: "camera-white".
  std::string_view title;  // For people.
  // From scan densities above base to the film's own densities, crosstalk undone; rows sum to 1.
  Matrix3 matrix;
  std::array<double, 3> slope;  // The gamma with which each channel prints a scene at its own contrast.
};

inline constexpr size_t kScanSetups = 5;

// A film as one setup sees it.
struct FilmInSetup {
  std::array<double, 3> base;  // Density of unexposed film.
  std::array<double, 2> axis;  // Of its neutrals, printed at the setup's slopes: red and blue less green.
};

struct FilmFigures {
  std::string_view name;                          // As in a recipe: "kodak-portra-160".
  std::string_view title;                         // For people.
  std::array<FilmInSetup, kScanSetups> in_setup;  // In the order of ScanSetups().

  const FilmInSetup& In(const ScanSetup& setup) const;
};

std::span<const ScanSetup> ScanSetups();
std::span<const FilmFigures> FilmStocks();

// By name; null where there is none.
const ScanSetup* FindScanSetup(std::string_view name);
const FilmFigures* FindFilmStock(std::string_view name);

}  // namespace easelight
