#include "core/analysis/film_base.h"

#include <algorithm>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

// The color of a base tells films apart about this well, in density between channels: scans and sheets differ by as
// much. One that is estimated from shadows tells less.
constexpr double kBaseColorSpread = 0.04;
constexpr double kShadowColorSpread = 0.08;

// Beside the films whose base is known, one that is not counts so much.
constexpr double kUnlistedWeight = 0.2;

// A guessed setup's figures are so much less sure.
constexpr double kGuessedSetupFactor = 2.0;

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

constexpr double kLog2E = 1.4426950408889634;

// Of a base: green and blue less red.
using BaseColor = std::array<double, 2>;

BaseColor ColorOf(const std::array<double, 3>& base) { return {base[1] - base[0], base[2] - base[0]}; }

double Square(double x) { return x * x; }
double Exp(double x) { return ExactExp2(std::max(x * kLog2E, -900.0)); }

// Red of a base that lies at `most` at the most, and at `usual` in scans that are made as usual.
double LikelyRed(double most, double usual, double spread) {
  double sum = 0.0;
  double mean = 0.0;
  for (int i = 0; i <= kGaps; ++i) {
    const double gap = i * kGapStep;
    const double shadows = kWithShadows / kShadowGap * Exp(-gap / kShadowGap) +
                           (1.0 - kWithShadows) / kNoShadowGap * Exp(-gap / kNoShadowGap);
    const double as_usual = 0.399 / spread * Exp(-0.5 * Square((most - gap - usual) / spread));
    const double share = shadows * (kUsual * as_usual + (1.0 - kUsual) / kRedRange);
    sum += share;
    mean += share * gap;
  }
  return most - mean / sum;
}

// What films are known to look like, weighed by how likely each is.
struct KnownBase {
  BaseColor color;
  double red;
  double share;  // Of what is known beside what is seen: 0..1.
};

KnownBase KnownBaseOf(const FilmBase& darkest, const ScanSetup& setup, std::string_view stock, double spread) {
  const BaseColor seen = ColorOf(darkest.density);
  KnownBase known = {{0, 0}, 0, 0};
  double weights = 0.0;
  const auto add = [&](const FilmFigures& film) {
    const std::array<double, 3>& base = film.In(setup).base;
    const double weight = LikelyByBase(base, darkest);
    weights += weight;
    for (size_t c = 0; c < 2; ++c) known.color[c] += weight * ColorOf(base)[c];
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
  for (double& color : known.color) color /= weights;
  known.red /= weights;
  known.share = weights / (weights + kUnlistedWeight) / (1.0 + Square(spread / kShadowColorSpread));
  return known;
}

}  // namespace

double LikelyByBase(const std::array<double, 3>& seen, const FilmBase& base) {
  const double spread = base.from_rebate ? kBaseColorSpread : kShadowColorSpread;
  const BaseColor known = ColorOf(seen);
  const BaseColor found = ColorOf(base.density);
  return Exp(-0.5 * (Square(found[0] - known[0]) + Square(found[1] - known[1])) / Square(spread));
}

bool CouldBeBase(const std::array<double, 3>& density) {
  for (size_t c = 0; c < 2; ++c) {
    double least = 0.0;
    double most = 0.0;
    for (const FilmFigures& film : FilmStocks()) {
      for (const FilmInSetup& seen : film.in_setup) {
        least = std::min(least, ColorOf(seen.base)[c]);
        most = std::max(most, ColorOf(seen.base)[c]);
      }
    }
    const double color = ColorOf(density)[c];
    if (color < least - kLessColor || color > most + kMoreColor) return false;
  }
  return true;
}

std::array<double, 3> BaseWithoutRebate(const FilmBase& darkest, const ScanSetup& setup, std::string_view stock,
                                        bool guessed) {
  const double factor = guessed ? kGuessedSetupFactor : 1.0;
  const KnownBase known = KnownBaseOf(darkest, setup, stock, factor * kBaseColorSpread);
  const BaseColor seen = ColorOf(darkest.density);
  std::array<double, 3> above_red = {0, 0, 0};
  for (size_t c = 0; c < 2; ++c) above_red[c + 1] = seen[c] + known.share * (known.color[c] - seen[c]);
  double most = darkest.density[0];
  for (size_t c = 1; c < 3; ++c) most = std::min(most, darkest.density[c] - above_red[c]);
  const bool camera = setup.name.starts_with("camera");
  const double red = camera ? LikelyRed(most, kCameraRed, factor * kCameraSpread)
                            : LikelyRed(most, known.red, factor * kScannerSpread);
  return {red, red + above_red[1], red + above_red[2]};
}

}  // namespace easelight
