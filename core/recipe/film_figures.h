// What scan setups make of color negative film, and what films look like in them: figures of data sheets, computed by
// tools/film/make_tables.mjs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/color/matrix3.h"

namespace easelight {

// What color negatives are made for: still cameras, printed on paper, or cinemas, printed on film of a steeper curve.
enum class FilmProcess : uint8_t { kC41, kEcn2 };

// What undoes a setup's crosstalk for films of one process.
struct SetupMatrix {
  std::string_view title;  // For people.
  // From scan densities above base to the film's own densities; rows sum to 1.
  Matrix3 matrix;
  std::array<double, 3> slope;  // The gamma with which each channel prints a scene at its own contrast.
};

// How film was scanned: the light and the sensor's bands together.
struct ScanSetup {
  std::string_view name;               // As in a recipe: "camera-white".
  std::string_view title;              // For people.
  std::array<SetupMatrix, 2> process;  // In the order of FilmProcess.

  const SetupMatrix& For(FilmProcess which) const { return process[static_cast<size_t>(which)]; }
};

inline constexpr size_t kScanSetups = 5;

// A film as one setup sees it.
struct FilmInSetup {
  std::array<double, 3> base;  // Density of unexposed film.
  std::array<double, 2> axis;  // Of its neutrals, printed at the setup's slopes: red and blue less green.
};

// A film, or several together: all of a process, all that have faded.
struct FilmFigures {
  std::string_view name;   // As in a recipe: "kodak-portra-160".
  std::string_view title;  // For people.
  FilmProcess process;
  bool one;            // A single film, which its base may tell from others.
  double axis_spread;  // How far a roll's neutrals lie from those of `axis`: a standard deviation, red and blue alike.
  double turn_spread;  // How much the contrasts of its channels differ from those of the setup's: the same.
  std::array<FilmInSetup, kScanSetups> in_setup;  // In the order of ScanSetups().

  const FilmInSetup& In(const ScanSetup& setup) const;
};

std::span<const ScanSetup> ScanSetups();
std::span<const FilmFigures> FilmStocks();

// The name of film that has lost some of its dyes, of any kind.
inline constexpr std::string_view kFadedFilm = "faded";

// By name; null where there is none.
const ScanSetup* FindScanSetup(std::string_view name);
const FilmFigures* FindFilmStock(std::string_view name);

}  // namespace easelight
