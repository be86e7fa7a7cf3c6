#include "core/recipe/presets.h"

#include <algorithm>
#include <array>

#include "core/recipe/json_reader.h"
#include "core/recipe/paper_curves.h"

namespace easelight {
namespace {

constexpr std::array<std::string_view, kFilmKinds.size()> kFilmNames = {"color-negative", "bw-negative", "color-slide",
                                                                        "bw-slide", "digital"};

// A normal print has this slope from the negative's density to the print's, in the straight part.
constexpr double kPrintSlope = 2.0;

// The slope of a curve's straight part: the mean between a quarter and three quarters of its rise.
double StraightSlope(std::span<const CurvePoint> points) {
  const double low = points.front().y + 0.25 * (points.back().y - points.front().y);
  const double high = points.front().y + 0.75 * (points.back().y - points.front().y);
  const auto at = [&](double y) {
    const auto above = std::find_if(points.begin() + 1, points.end(), [y](const CurvePoint& p) { return p.y >= y; });
    const CurvePoint& p1 = *above;
    const CurvePoint& p0 = *(above - 1);
    return p0.x + (y - p0.y) / (p1.y - p0.y) * (p1.x - p0.x);
  };
  return (high - low) / (at(high) - at(low));
}

CurvePreset FromPaper(const PaperCurve& paper) {
  CurvePreset preset;
  preset.name = paper.name;
  double slope;
  if (!paper.rgb.empty()) {
    preset.print.master = PrintCurve(paper.rgb);
    slope = StraightSlope(paper.rgb);
  } else {
    preset.print.channels = {PrintCurve(paper.r), PrintCurve(paper.g), PrintCurve(paper.b)};
    slope = StraightSlope(paper.g);
  }
  // Two digits are what the digitizing supports, and what the slider shows.
  preset.gamma = static_cast<int>(100.0 * kPrintSlope / slope + 0.5) / 100.0;
  return preset;
}

std::vector<CurvePreset> MakeCurvePresets() {
  std::vector<CurvePreset> presets(2);
  presets[0] = {.name = "Neutral", .print = {}, .gamma = kPrintSlope};
  presets[0].print.master = NeutralCurve();
  presets[1] = {.name = "Identity", .print = {}, .gamma = kPrintSlope};
  for (const PaperCurve& paper : PaperCurves()) presets.push_back(FromPaper(paper));
  return presets;
}

}  // namespace

const std::vector<CurvePreset>& CurvePresets() {
  static const std::vector<CurvePreset> presets = MakeCurvePresets();
  return presets;
}

const CurvePreset* FindCurvePreset(std::string_view name) {
  const auto& presets = CurvePresets();
  const auto found = std::find_if(presets.begin(), presets.end(), [name](const auto& p) { return p.name == name; });
  return found == presets.end() ? nullptr : &*found;
}

PrintCurve NeutralCurve() {
  // Points in print density, white to black: a shoulder that eases into paper white, slope 1 from 0.4 to 2.0, and a
  // toe that ends a little beyond the maximum density of a good paper. Against known scenes every bend costs accuracy
  // (tests/analysis): a median CIEDE2000 of 5.6 without a curve, 5.8 with this one, 6.5 where it is a tenth steeper.
  constexpr std::array<std::array<double, 2>, 10> kDensities = {{{0.0, 0.01},
                                                                 {0.1, 0.065},
                                                                 {0.2, 0.145},
                                                                 {0.4, 0.33},
                                                                 {0.9, 0.83},
                                                                 {1.5, 1.43},
                                                                 {2.0, 1.93},
                                                                 {2.6, 2.42},
                                                                 {3.3, 2.75},
                                                                 {kCurveRange, 2.95}}};
  std::array<CurvePoint, kDensities.size()> points;
  std::transform(kDensities.begin(), kDensities.end(), points.begin(), [](const auto& d) {
    // Six digits, as the digitized curves have, keep the recipe readable.
    const auto code = [](double density) { return static_cast<int>((1.0 - density / kCurveRange) * 1e6 + 0.5) / 1e6; };
    return CurvePoint{code(d[0]), code(d[1])};
  });
  return PrintCurve(points);
}

std::string_view FilmName(FilmKind film) { return kFilmNames[static_cast<size_t>(film)]; }

StatusOr<FilmKind> FilmFromName(std::string_view name) {
  for (const FilmKind film : kFilmKinds) {
    if (FilmName(film) == name) return film;
  }
  std::string known;
  for (const FilmKind film : kFilmKinds) known += (known.empty() ? "" : ", ") + std::string(FilmName(film));
  return OutOfRange("film-unknown", {{"film", ShownValue(Json(name))}, {"known", known}});
}

}  // namespace easelight
