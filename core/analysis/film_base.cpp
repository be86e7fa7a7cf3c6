#include "core/analysis/film_base.h"

#include <algorithm>

#include "core/analysis/likelihood.h"

namespace easelight {
namespace {

// The color of a base tells films apart about this well, in density between channels: scans and sheets differ by as
// much. One that is estimated from shadows tells less.
constexpr double kBaseColorSpread = 0.04;
constexpr double kShadowColorSpread = 0.08;

// Beside the films whose base is known, one that is not counts so much.
constexpr double kUnlistedWeight = 0.2;

// A guessed setup's figures are so much less sure.
constexpr double kGuessedFiguresFactor = 2.0;

// A camera's white balance takes so much from the color of its base, and films that no sheet is of may have more.
constexpr double kLessColor = 0.2;
constexpr double kMoreColor = 0.12;

// Where a base's red lies, its thinnest channel. Scanners are calibrated on their own light, so there it is the film's;
// with a camera people expose so that the base just does not clip. So many scans are made like that.
constexpr double kUsual = 0.7;
constexpr double kScannerSpread = 0.06;
constexpr double kCameraRed = 0.1;
constexpr double kCameraSpread = 0.08;
// In all others it may lie anywhere within this.
constexpr double kRedRange = 1.5;

// How far above the base a picture's darkest part lies: mostly little, but some scenes have no shadows. Exponential.
constexpr double kShadowGap = 0.06;
constexpr double kNoShadowGap = 0.3;
constexpr double kWithShadows = 0.7;

// Gaps that are tried.
constexpr double kGapStep = 0.005;
constexpr int kGaps = 160;

// Red of a base that lies at `most` at the most, and at `usual` in scans that are made as usual.
double LikelyRed(double most, double usual, double spread) {
  double sum = 0.0;
  double mean = 0.0;
  for (int i = 0; i <= kGaps; ++i) {
    const double gap = i * kGapStep;
    const double shadows = kWithShadows / kShadowGap * ExactExp(-gap / kShadowGap) +
                           (1.0 - kWithShadows) / kNoShadowGap * ExactExp(-gap / kNoShadowGap);
    const double as_usual = Normal{usual, spread}.At(most - gap);
    const double share = shadows * (kUsual * as_usual + (1.0 - kUsual) / kRedRange);
    sum += share;
    mean += share * gap;
  }
  return most - mean / sum;
}

// What films are known to look like, weighed by how likely each is.
struct KnownBase {
  BaseColor color;
  double red = 0;
  double share = 0;  // Of what is known beside what is seen: 0..1.
};

KnownBase KnownBaseOf(const FilmBase& darkest, const ScanSetup& setup, std::string_view stock, double spread) {
  const BaseColor seen = ColorOf(darkest.density);
  KnownBase known;
  double weights = 0.0;
  const auto add = [&](const FilmFigures& film) {
    const std::array<double, 3>& base = film.In(setup).base;
    const double weight = LikelyByBase(base, darkest);
    weights += weight;
    known.color.green += weight * ColorOf(base).green;
    known.color.blue += weight * ColorOf(base).blue;
    known.red += weight * base[0];
  };
  if (const FilmFigures* named = FindFilmStock(stock)) {
    add(*named);
  } else {
    for (const FilmFigures& film : FilmStocks()) {
      if (film.one && film.process == FilmProcess::kC41) add(film);
    }
  }
  if (weights == 0.0) return {seen, darkest.density[0], 0.0};
  known.color = {known.color.green / weights, known.color.blue / weights};
  known.red /= weights;
  known.share = weights / (weights + kUnlistedWeight) / (1.0 + Square(spread / kShadowColorSpread));
  return known;
}

}  // namespace

double LikelyByBase(const std::array<double, 3>& seen, const FilmBase& base) {
  const double spread = base.from_rebate ? kBaseColorSpread : kShadowColorSpread;
  const BaseColor known = ColorOf(seen);
  const BaseColor found = ColorOf(base.density);
  return ExactExp(-0.5 * (Square(found.green - known.green) + Square(found.blue - known.blue)) / Square(spread));
}

bool CouldBeBase(const std::array<double, 3>& density) {
  BaseColor least;
  BaseColor most;
  for (const FilmFigures& film : FilmStocks()) {
    for (const FilmInSetup& seen : film.in_setup) {
      const BaseColor color = ColorOf(seen.base);
      least = {std::min(least.green, color.green), std::min(least.blue, color.blue)};
      most = {std::max(most.green, color.green), std::max(most.blue, color.blue)};
    }
  }
  const auto [green, blue] = ColorOf(density);
  return green > least.green - kLessColor && green < most.green + kMoreColor && blue > least.blue - kLessColor &&
         blue < most.blue + kMoreColor;
}

std::array<double, 3> BaseWithoutRebate(const FilmBase& darkest, const ScanSetup& setup, std::string_view stock,
                                        bool guessed) {
  const double factor = guessed ? kGuessedFiguresFactor : 1.0;
  const KnownBase known = KnownBaseOf(darkest, setup, stock, factor * kBaseColorSpread);
  const BaseColor seen = ColorOf(darkest.density);
  const double green = seen.green + known.share * (known.color.green - seen.green);
  const double blue = seen.blue + known.share * (known.color.blue - seen.blue);
  const double most = std::min({darkest.density[0], darkest.density[1] - green, darkest.density[2] - blue});
  const bool camera = setup.name.starts_with("camera");
  const double red = camera ? LikelyRed(most, kCameraRed, factor * kCameraSpread)
                            : LikelyRed(most, known.red, factor * kScannerSpread);
  return {red, red + green, red + blue};
}

}  // namespace easelight
