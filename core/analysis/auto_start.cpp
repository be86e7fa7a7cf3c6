#include "core/analysis/auto_start.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/film_base.h"
#include "core/analysis/frame_finder.h"
#include "core/analysis/neutral_axis.h"
#include "core/analysis/slide_start.h"
#include "core/recipe/film_figures.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

// The print density of middle gray: 18 % reflectance.
constexpr double kMiddleGray = 0.75;

// What is printed, and the range it is given on a curve of slope 1.
constexpr double kShadowFraction = 0.01;
constexpr double kHighlightFraction = 0.995;
constexpr double kPrintedRange = 2.0;

// Less than this is a blank frame: grain and fall-off.
constexpr double kLeastRange = 0.05;

// Fog keeps its air, and a contrasty scene some life. With a film's own gamma of 0.57, the limit prints a scene a fifth
// steeper than it was, as papers do.
constexpr double kMostGamma = 2.1;
constexpr double kLeastGamma = 1.0;

// Where the highlights print: only their brightest part as paper white, and not gray unless the scene has little range.
constexpr double kLightestHighlight = -0.04;
constexpr double kDarkestHighlight = 0.15;
constexpr double kFlatSceneHighlight = 0.15;  // Added for each density that the printed range is short of.

// Clamps to the recipe's ranges, and rounds to four digits: finer than any eye, and short in a recipe.
double Landed(double value, double low, double high) {
  return std::floor(std::clamp(value, low, high) * 1e4 + 0.5) / 1e4;
}

DensityGrade WithinRecipe(DensityGrade grade) {
  for (size_t c = 0; c < 3; ++c) {
    grade.base[c] = Landed(grade.base[c], 0.0, 4.0);
    grade.channel_gamma[c] = Landed(grade.channel_gamma[c], 0.25, 4.0);
    grade.gains[c] = Landed(grade.gains[c], -3.0, 3.0);
  }
  grade.gamma = Landed(grade.gamma, 0.1, 6.0);
  grade.exposure = Landed(grade.exposure, -3.0, 6.0);
  return grade;
}

// Replaces densities by M (D - base).
void SubtractBase(const Matrix3& matrix, const std::array<double, 3>& base, DensityGrid& grid) {
  const Vector3 dmin(base);
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    const Vector3 density(grid.density(0, cell), grid.density(1, cell), grid.density(2, cell));
    const Vector3 above = matrix * (density - dmin);
    for (size_t c = 0; c < 3; ++c) grid.density(c, cell) = static_cast<float>(above[c]);
  }
}

// The print density of a neutral tone of 0, for the median and the highlights to print where they should.
double PlaceTones(double gamma, const DensityRange& range, double median) {
  const double printed = std::min(gamma * range.length(), kPrintedRange);
  const double darkest = kDarkestHighlight + kFlatSceneHighlight * (kPrintedRange - printed);
  const double highlight = gamma * range.high;
  return std::clamp(kMiddleGray + gamma * median, kLightestHighlight + highlight, darkest + highlight);
}

// The range of the mean tones within a region; `histogram` is left with all of them.
DensityRange RangeOfTones(const DensityGrid& grid, const ToneRegion& region, DensityHistogram& histogram) {
  const auto [width, height] = grid.size();
  histogram.Clear();
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      const size_t cell = grid.IndexOf(x, y);
      if (grid.kind(cell) != CellKind::kPicture || !region.Holds((x + 0.5) / width, (y + 0.5) / height)) continue;
      histogram.Add(grid.MeanDensity(cell));
    }
  }
  if (histogram.total() > 0) return {histogram.Percentile(kShadowFraction), histogram.Percentile(kHighlightFraction)};
  return RangeOfPicture(grid, histogram, kShadowFraction, kHighlightFraction,
                        [&](size_t cell) { return grid.MeanDensity(cell); });
}

DensityGrade StartSilver(DensityGrade grade, const ToneRegion& region, DensityGrid& grid) {
  DensityHistogram histogram;
  const DensityRange range = RangeOfTones(grid, region, histogram);
  if (range.length() < kLeastRange) return grade;
  grade.gamma = std::clamp(kPrintedRange / range.length(), kLeastGamma, kMostGamma);
  // A tone E prints at d = exposure - pivot - gamma (E - pivot).
  const double at_zero = PlaceTones(grade.gamma, range, histogram.Percentile(0.5));
  grade.exposure = at_zero + kDensityPivot - grade.gamma * kDensityPivot;
  return grade;
}

// Unexposed film is clearer in red than in green, by its mask. Broad bands see less of that than narrow ones, and a
// camera's white balance takes more of it away: half way between the two for most films of FilmStocks.
constexpr double kBetweenMasks = 0.345;

double MaskOf(const std::array<double, 3>& base) { return base[1] - base[0]; }

// Named, or the likelier of the two that differ most.
const ScanSetup& SetupOf(const Recipe& current, std::string_view likely, const FilmBase& base, SetupSource& source) {
  source = SetupSource::kRecipe;
  if (const ScanSetup* named = FindScanSetup(current.names.setup)) return *named;
  source = SetupSource::kFile;
  if (const ScanSetup* setup = FindScanSetup(likely)) return *setup;
  source = SetupSource::kBase;
  const ScanSetup* broad = FindScanSetup("camera-white");
  const ScanSetup* narrow = FindScanSetup("scanner");
  double between = kBetweenMasks;
  if (const FilmFigures* stock = FindFilmStock(current.names.stock)) {
    between = 0.5 * (MaskOf(stock->In(*broad).base) + MaskOf(stock->In(*narrow).base));
  }
  return MaskOf(base.density) > between ? *narrow : *broad;
}

// Films that are not named are those of still cameras.
FilmProcess ProcessOf(const Recipe& current) {
  const FilmFigures* stock = FindFilmStock(current.names.stock);
  return stock != nullptr ? stock->process : FilmProcess::kC41;
}

// A matrix that no automatic start has set is the photographer's.
bool IsOwnMatrix(const Matrix3& matrix) {
  if (matrix == Matrix3::Identity()) return false;
  for (const ScanSetup& setup : ScanSetups()) {
    for (const SetupMatrix& made : setup.process) {
      if (made.matrix == matrix) return false;
    }
  }
  return true;
}

// Where the neutrals of films lie that no sheet is of, by the setups' matrices: of seven films in two setups each, at
// any light from 4700 to 6800 K. Beside films that could be the one, such a film counts so much.
constexpr AxisBelief kUnlistedFilm = {.weight = 0.2, .center = {-0.10, 0.02}, .spread = {0.14, 0.12}};

// Where the base is estimated, its error shifts the neutrals, too.
constexpr double kEstimatedBaseFactor = 1.4;

// Where the setup is guessed, the scanner's own curves and the film's figures in it are, too: the picture counts for
// more.
constexpr double kGuessedSetupFactor = 2.0;

// What is known of the neutrals before the picture is looked at: the film is the one that was named, or any that could
// have this base.
AxisPrior PriorOf(const Recipe& current, const ScanSetup& setup, const FilmBase& base, bool guessed) {
  const double factor = (base.from_rebate ? 1.0 : kEstimatedBaseFactor) * (guessed ? kGuessedSetupFactor : 1.0);
  AxisPrior prior;
  const auto add = [&](AxisBelief belief) {
    for (double& spread : belief.spread) spread *= factor;
    prior.Add(belief);
  };
  const auto belief_in = [&](const FilmFigures& film, double weight) {
    return AxisBelief{weight, film.In(setup).axis, {film.axis_spread, film.axis_spread}};
  };
  if (const FilmFigures* stock = FindFilmStock(current.names.stock)) {
    add(belief_in(*stock, 1.0));
    prior.turn_spread = stock->turn_spread;
    return prior;
  }
  add(kUnlistedFilm);
  for (const FilmFigures& film : FilmStocks()) {
    if (film.one && film.process == FilmProcess::kC41) add(belief_in(film, LikelyByBase(film.In(setup).base, base)));
  }
  return prior;
}

// The print density of a tone of 0: the mean of the channels' neutrals lands so that middle and highlights, in part,
// print where they should, and for the rest as a normally exposed film would, so that night stays night. Of a stop more
// light on the film a twelfth is left in the print. Fitted to the scenes that kScatter was measured on.
double PlaceNeutrals(double median, double highlight) { return 0.63 + 0.38 * median + 0.54 * highlight; }

// How much less is in doubt than before the picture was looked at.
double ToldByPicture(const AxisPrior& prior, const NeutralAxis& axis) {
  const AxisBelief all = prior.Mean();
  const double before = all.spread[0] * all.spread[1];
  return std::clamp(1.0 - axis.doubt[0] * axis.doubt[1] / before, 0.0, 1.0);
}

DensityGrade StartColor(DensityGrade grade, const SetupMatrix& setup, const AxisPrior& prior, const ToneRegion& region,
                        DensityGrid& grid, StartReasons& why) {
  // Tones with the slope of a print.
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    for (size_t c = 0; c < 3; ++c) grid.density(c, cell) *= static_cast<float>(setup.slope[c]);
  }
  DensityHistogram histogram;
  const DensityRange range = RangeOfTones(grid, region, histogram);
  if (range.length() < kLeastRange) return grade;
  const double at_zero = PlaceNeutrals(histogram.Percentile(0.5), range.high);
  const NeutralAxis axis = FindNeutralAxis(grid, prior);
  why.doubt = axis.doubt;
  why.from_picture = ToldByPicture(prior, axis);

  // A channel prints at d = at_zero + offset - slope E. With d = exposure - C - gains and C = pivot + slope E - slope
  // pivot, exposure and gains follow; gains sum to zero.
  const auto [slope, offset] = LinesOf(setup.slope, axis);
  const double mean_slope = (slope[0] + slope[1] + slope[2]) / 3.0;
  grade.gamma = slope[1];
  for (size_t c = 0; c < 3; ++c) {
    grade.channel_gamma[c] = slope[c] / grade.gamma;
    grade.gains[c] = kDensityPivot * (slope[c] - mean_slope) - offset[c];
  }
  grade.exposure = at_zero + kDensityPivot - kDensityPivot * mean_slope;
  return grade;
}

StartedGrade StartNegative(FilmKind film, DensityGrade grade, const Recipe& current, const StartContext& context,
                           DensityGrid& grid) {
  const FilmBase base = FindNegativeFrame(film, grid);
  StartedGrade started;
  started.why.base = base.from_rebate ? BaseSource::kRebate : BaseSource::kShadows;
  grade.base = base.density;
  grade = WithinRecipe(grade);
  if (IsMonochrome(film)) {
    SubtractBase(grade.matrix, grade.base, grid);
    started.density = WithinRecipe(StartSilver(grade, context.region, grid));
    return started;
  }
  const ScanSetup& setup = SetupOf(current, context.likely_setup, base, started.why.setup_from);
  const bool guessed = started.why.setup_from != SetupSource::kRecipe;
  started.why.setup = setup.name;
  const SetupMatrix& made = setup.For(ProcessOf(current));
  if (!IsOwnMatrix(grade.matrix)) grade.matrix = made.matrix;
  if (!base.from_rebate) {
    grade.base = BaseWithoutRebate(base, setup, current.names.stock, guessed);
    grade = WithinRecipe(grade);
  }
  SubtractBase(grade.matrix, grade.base, grid);
  const AxisPrior prior = PriorOf(current, setup, base, guessed);
  started.density = WithinRecipe(StartColor(grade, made, prior, context.region, grid, started.why));
  return started;
}

}  // namespace

StartedGrade AutomaticStart(FilmKind film, const ConstPlanes& density, Extent size, const Recipe& current,
                            const StartContext& context, DensityGrid& scratch) {
  DensityGrade grade = DefaultRecipe(film).density;
  grade.matrix = current.density.matrix;
  if (film == FilmKind::kDigital || size.pixels() == 0) return {.density = grade};
  scratch.Gather(density, size);
  if (IsNegative(film)) return StartNegative(film, grade, current, context, scratch);
  const bool faded = current.names.stock == kFadedFilm;
  return {.density = WithinRecipe(StartSlide(grade, faded, scratch))};
}

}  // namespace easelight
