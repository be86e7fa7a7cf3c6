#include "core/analysis/reading.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/frame_finder.h"
#include "core/analysis/likelihood.h"
#include "core/analysis/neutral_axis.h"
#include "core/color/matrix3.h"
#include "core/recipe/film_figures.h"

namespace easelight {
namespace {

// Of a range or a density above 0, in steps of its logarithm to base 2: a factor that all of them have in common
// changes no likelihood but by what it says of the film.
struct SizeOf {
  double usual = 1;
  double spread = 1;  // In doublings.
  // Scenes are of every kind: this part of them has any size up to the most that film can have, six doublings below.
  double any = 0.2;
  double most = 2.2;

  double At(double size) const {
    constexpr double kDoublings = 6;
    // So little is left to noise and to what is no film at all.
    constexpr double kImpossible = 1e-4;
    const double doublings = ExactLog2(std::max(size, 1e-3) / usual);
    return (1 - any) * Normal{0, spread}.At(doublings) + (size < most ? any / kDoublings : kImpossible);
  }
};

// From the base to the densest tones, averaged over the channels: how much a scene and its exposure put on a film whose
// slope is 0.5 to 0.65. What C-41 film can hold: its curves end 2.0 to 2.2 above their base (makers' data sheets).
constexpr SizeOf kColorRange = {0.9, 0.45};
// Silver films are developed to about the same slope (ISO 6: a density of 0.8 in 1.3 of log exposure), and go on to
// higher densities.
constexpr SizeOf kSilverRange = {0.9, 0.8, 0.3, 3.0};
// Base and fog of the makers' sheets, 0.2 to 0.4 with the gray base of 35 mm film, and whatever the scanner's exposure
// adds.
constexpr SizeOf kSilverBase = {0.3, 1.0, 0.4, 1.5};
// Of a photograph that is printed or shown: gray cards have 18 % of its white, and scenes 12 to 18 on the average (ISO
// 2720's calibration of light meters). Slides are about a stop denser than pictures for a screen.
constexpr SizeOf kPictureMedian = {0.82, 0.6, 0.25, 3.0};

// What scanning made of a film's mask, and how often.
struct Balance {
  double share;
  Normal green;
  Normal blue;

  double At(const BaseColor& base) const { return share * green.At(base.green) * blue.At(base.blue); }
};

// Untouched, it is that of a data sheet: those differ from films by about the first, and darkest shadows of a scan
// without a rebate from the base by about the second.
constexpr double kUntouched = 0.55;
constexpr double kSheetSpread = 0.06;
constexpr double kShadowSpread = 0.12;
// A white balance for the light takes off a part of it.
constexpr Balance kBalances[] = {{0.25, {0.15, 0.12}, {0.4, 0.14}}, {0.1, {0.08, 0.08}, {0.22, 0.12}}};
// One for the film, or gains of the scanner's channels, takes off all of it, but for a difference of codes.
constexpr Balance kBalancedAway = {0.05, {0, 0.08}, {0, 0.1}};
// And this part is anything within a density of it.
constexpr double kAnyColor = 0.02;
constexpr double kAnyColorArea = 4;

// `scale`: so many densities stand for one of the other reading. Both are compared by the same measure.
double LikelihoodOfBase(const FilmBase& base, double scale) {
  const BaseColor color = ColorOf(base.density);
  const double spread = base.from_rebate ? kSheetSpread : kShadowSpread;
  double sheets = 0;
  for (const FilmFigures& film : FilmStocks()) {
    for (const FilmInSetup& seen : film.in_setup) {
      const BaseColor sheet = ColorOf(seen.base);
      sheets += Normal{sheet.green, spread}.At(color.green) * Normal{sheet.blue, spread}.At(color.blue);
    }
  }
  double likely =
      kUntouched * sheets / static_cast<double>(FilmStocks().size() * kScanSetups) + kAnyColor / kAnyColorArea;
  for (const Balance& balance : kBalances) likely += balance.At(color);
  return scale * scale * likely + kBalancedAway.At({color.green / scale, color.blue / scale});
}

// What is seen of a scan by one reading.
struct Look {
  FilmBase base;    // Of a negative.
  double size = 0;  // From the base to the densest tones; of a positive, the median.
};

// What lies around a picture takes no more than this of its width or height on each side. By the wrong reading it is
// not told from the picture: a holder is half as dense as a holder must be.
constexpr double kSurroundings = 0.125;

void KeepInner(DensityGrid& grid) {
  const auto [width, height] = grid.size();
  const auto within = [](uint32_t at, uint32_t length) {
    return at >= kSurroundings * length && at < (1.0 - kSurroundings) * length;
  };
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      CellKind& kind = grid.kind(grid.IndexOf(x, y));
      if (kind == CellKind::kPicture && !(within(x, width) && within(y, height))) kind = CellKind::kMargin;
    }
  }
}

double PictureTone(const DensityGrid& grid, double fraction) {
  DensityHistogram histogram;
  return RangeOfPicture(grid, histogram, 0, fraction, [&](size_t cell) { return grid.MeanDensity(cell); }).high;
}

Look LookAt(FilmKind film, DensityGrid& grid) {
  constexpr double kHighTones = 0.99;
  Look look;
  if (IsNegative(film)) {
    look.base = FindNegativeFrame(film, grid);
    KeepInner(grid);
    look.size = PictureTone(grid, kHighTones) - Vector3(look.base.density).Sum() / 3.0;
  } else {
    FindSlideFrame(grid);
    KeepInner(grid);
    look.size = PictureTone(grid, 0.5);
  }
  return look;
}

double LikelihoodOf(FilmKind film, const Look& look, double scale) {
  if (!IsNegative(film)) return kPictureMedian.At(look.size);
  if (film == FilmKind::kBwNegative) return kSilverRange.At(look.size) * kSilverBase.At(look.base.density[1]);
  return kColorRange.At(look.size) * LikelihoodOfBase(look.base, scale);
}

// The density by one curve of what has a density by another, as a table over all densities of a grid.
class Rereading {
 public:
  Rereading(const TransferCurve& from, const TransferCurve& to) {
    constexpr double kLeastLight = 1e-10;
    for (size_t i = 0; i < densities_.size(); ++i) {
      const double code = from.EncodedFromLinear(std::min(ExactExp10(-(kLeast + static_cast<double>(i) * kStep)), 1.0));
      densities_[i] = -ExactLog10(std::max(to.LinearFromEncoded(code), kLeastLight));
    }
  }

  // Straight between its entries; outside, the nearest.
  double Of(double density) const {
    const double place = std::clamp((density - kLeast) / kStep, 0.0, kSteps - 1e-6);
    const auto below = static_cast<size_t>(place);
    return densities_[below] + (place - static_cast<double>(below)) * (densities_[below + 1] - densities_[below]);
  }

 private:
  static constexpr double kLeast = -0.5;
  static constexpr double kStep = 1.0 / 256;
  static constexpr size_t kSteps = 1024;  // To 3.5.
  std::array<double, kSteps + 1> densities_{};
};

// From densities by one curve to those by another: exact for powers, and for other curves as far as a block is even.
void ReadAnew(const TransferCurve& from, const TransferCurve& to, DensityGrid& grid) {
  const Rereading rereading(from, to);
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    for (size_t c = 0; c < 3; ++c) grid.density(c, cell) = static_cast<float>(rereading.Of(grid.density(c, cell)));
    grid.kind(cell) = CellKind::kPicture;
  }
}

}  // namespace

double LikelihoodOfFirst(FilmKind film, const ReadingQuestion& question, DensityGrid& grid) {
  const Look first = LookAt(film, grid);
  ReadAnew(question.first, question.second, grid);
  const Look second = LookAt(film, grid);
  // A blank frame, or a picture so even that its own tone was taken for the base.
  constexpr double kEven = 0.1;
  if (std::min(first.size, second.size) < kEven) return question.believed;
  const double least = std::min(first.size, second.size);
  const double of_first = question.believed * LikelihoodOf(film, first, first.size / least);
  const double of_second = (1.0 - question.believed) * LikelihoodOf(film, second, second.size / least);
  return of_first / (of_first + of_second);
}

}  // namespace easelight
