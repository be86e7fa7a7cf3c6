#include <algorithm>

#include "core/recipe/film_figures.h"

namespace easelight {
namespace {

template <typename Figure>
const Figure* Named(std::span<const Figure> figures, std::string_view name) {
  const auto found = std::find_if(figures.begin(), figures.end(), [name](const Figure& f) { return f.name == name; });
  return found == figures.end() ? nullptr : &*found;
}

}  // namespace

const FilmInSetup& FilmFigures::In(const ScanSetup& setup) const {
  return in_setup[static_cast<size_t>(&setup - ScanSetups().data())];
}

const ScanSetup* FindScanSetup(std::string_view name) { return Named(ScanSetups(), name); }
const FilmFigures* FindFilmStock(std::string_view name) { return Named(FilmStocks(), name); }

}  // namespace easelight
