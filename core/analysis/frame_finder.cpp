#include "core/analysis/frame_finder.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/density_histogram.h"
#include "core/analysis/neighbour_frames.h"

namespace easelight {
namespace {

// A holder is denser than this in every channel. Color film's red layer ends near 2.0 above the scanner's light even
// when five stops overexposed; silver can be denser.
constexpr double kOpaqueColor = 2.0;
constexpr double kOpaqueSilver = 2.6;

// Without film the scanner sees its own light: density 0, equal in all channels, give or take fall-off and flare.
constexpr double kOpenLightMost = 0.12;
constexpr double kOpenLightSpread = 0.08;
// No film is clearer than 0.1: the densities between open light and the film base are empty but for edges.
constexpr double kFilmLeast = 0.10;

// Between light and film: a cell of both, and one that flare and blur reach.
constexpr int kEdgeCells = 2;

// Unexposed film is even: grain, fall-off and dust averaged over a block stay within this of its median.
constexpr double kRebateSpread = 0.05;
// A rebate's part of the scan, at the least; a thinner one does not give a good median.
constexpr double kRebateLeastShare = 0.004;

// Where there is no rebate, so little of the picture is darker than the estimate of the base.
constexpr double kBaseFraction = 0.002;

// A row or column of which less than this is picture belongs to the surroundings (edge printing in the rebate).
constexpr double kPictureLine = 0.5;

// Blur and flare reach this far from an edge, as a part of the longer side.
constexpr double kMarginShare = 0.006;

// The rim of a scan, as a part of its longer side, is never counted: a holder's edge, or the frame's own soft one.
constexpr double kRimShare = 0.015;

constexpr double kLeastPicture = 0.1;

double LeastDensity(const DensityGrid& grid, size_t cell) {
  return std::min({grid.density(0, cell), grid.density(1, cell), grid.density(2, cell)});
}

double MostDensity(const DensityGrid& grid, size_t cell) {
  return std::max({grid.density(0, cell), grid.density(1, cell), grid.density(2, cell)});
}

// Marks as `kind` the cells that satisfy `belongs` and hang together with the border of the scan or with cells that
// are already marked.
template <typename Predicate>
void FloodFromOutside(DensityGrid& grid, CellKind kind, const Predicate& belongs) {
  const uint32_t width = grid.size().width;
  const uint32_t height = grid.size().height;
  auto& stack = grid.stack();
  size_t depth = 0;
  const auto visit = [&](uint32_t x, uint32_t y) {
    const size_t cell = grid.IndexOf(x, y);
    if (grid.kind(cell) != CellKind::kPicture || !belongs(cell)) return;
    grid.kind(cell) = kind;
    stack[depth++] = static_cast<uint32_t>(cell);
  };
  const auto visit_neighbors = [&](uint32_t x, uint32_t y) {
    if (x > 0) visit(x - 1, y);
    if (x + 1 < width) visit(x + 1, y);
    if (y > 0) visit(x, y - 1);
    if (y + 1 < height) visit(x, y + 1);
  };
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      const CellKind here = grid.kind(grid.IndexOf(x, y));
      const bool at_border = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
      if (here == CellKind::kPicture && at_border) visit(x, y);
      if (here != CellKind::kPicture && here != kind) visit_neighbors(x, y);
    }
  }
  while (depth > 0) {
    const uint32_t cell = stack[--depth];
    visit_neighbors(cell % width, cell / width);
  }
}

void MarkHolder(FilmKind film, DensityGrid& grid) {
  const double opaque = IsMonochrome(film) ? kOpaqueSilver : kOpaqueColor;
  FloodFromOutside(grid, CellKind::kHolder, [&](size_t cell) { return LeastDensity(grid, cell) > opaque; });
}

bool IsOpenLight(const DensityGrid& grid, size_t cell) {
  const double most = MostDensity(grid, cell);
  return most < kOpenLightMost && most - LeastDensity(grid, cell) < kOpenLightSpread;
}

// Marks as kMargin the cells that are not `kind` but touch it, corners included: a mixture of it and of what is beside.
void MarkEdgesOf(CellKind kind, DensityGrid& grid) {
  const auto [width, height] = grid.size();
  size_t found = 0;
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      if (grid.kind(grid.IndexOf(x, y)) != CellKind::kPicture) continue;
      bool touches = false;
      for (uint32_t v = y > 0 ? y - 1 : 0; v <= std::min(y + 1, height - 1); ++v) {
        for (uint32_t u = x > 0 ? x - 1 : 0; u <= std::min(x + 1, width - 1); ++u) {
          touches = touches || grid.kind(grid.IndexOf(u, v)) == kind;
        }
      }
      if (touches) grid.stack()[found++] = static_cast<uint32_t>(grid.IndexOf(x, y));
    }
  }
  for (size_t k = 0; k < found; ++k) grid.kind(grid.stack()[k]) = CellKind::kMargin;
}

// Dust on the film is as dark as a holder, in the middle of the picture; no more of it than this is dust.
constexpr double kMostDust = 0.02;

// Marks what is as dense as a holder but hangs together with none, and the edges about it: unless that is so much that
// it must be the picture.
void MarkDust(FilmKind film, DensityGrid& grid) {
  const double opaque = IsMonochrome(film) ? kOpaqueSilver : kOpaqueColor;
  const auto is_dust = [&](size_t cell) {
    return grid.kind(cell) == CellKind::kPicture && LeastDensity(grid, cell) > opaque;
  };
  size_t dust = 0;
  for (size_t cell = 0; cell < grid.count(); ++cell) dust += is_dust(cell) ? 1u : 0u;
  if (dust == 0 || static_cast<double>(dust) > kMostDust * static_cast<double>(grid.count())) return;
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (is_dust(cell)) grid.kind(cell) = CellKind::kDust;
  }
  MarkEdgesOf(CellKind::kDust, grid);
}

void Turn(CellKind from, CellKind to, DensityGrid& grid) {
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (grid.kind(cell) == from) grid.kind(cell) = to;
  }
}

// Open light is where cells are as clear as light itself and the film, the rest but for the edges between, starts
// clearly denser.
void MarkOpenLight(DensityGrid& grid, DensityHistogram& histogram) {
  double densest = -1.0;
  size_t open = 0;
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (grid.kind(cell) != CellKind::kPicture || !IsOpenLight(grid, cell)) continue;
    grid.kind(cell) = CellKind::kOpenLight;
    densest = std::max(densest, grid.MeanDensity(cell));
    ++open;
  }
  if (open == 0) return;
  for (int ring = 0; ring < kEdgeCells; ++ring) {
    MarkEdgesOf(ring == 0 ? CellKind::kOpenLight : CellKind::kMargin, grid);
  }
  histogram.Clear();
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (grid.kind(cell) == CellKind::kPicture) histogram.Add(grid.MeanDensity(cell));
  }
  const uint32_t between = histogram.CountWithin(-0.5, densest + kFilmLeast);
  if (histogram.total() > 0 && 10 * between <= open) return;
  Turn(CellKind::kOpenLight, CellKind::kPicture, grid);
  Turn(CellKind::kMargin, CellKind::kPicture, grid);
}

// The most populated window of the width of a rebate at the thin end of the film's densities, or none.
struct ThinPeak {
  double center = 0.0;
  bool found = false;
};

ThinPeak FindThinPeak(const DensityHistogram& histogram) {
  constexpr double kStep = 2.0 / DensityHistogram::kBinsPerDensity;
  // The rebate is the thinnest film there is, so it begins where the densities do.
  const double first = histogram.Percentile(kBaseFraction);
  ThinPeak peak;
  uint32_t most = 0;
  for (double center = first - kRebateSpread; center < first + 2.0 * kRebateSpread; center += kStep) {
    const uint32_t within = histogram.CountWithin(center - 0.5 * kRebateSpread, center + 0.5 * kRebateSpread);
    if (within > most) {
      most = within;
      peak.center = center;
    }
  }
  // A peak, not the slope of a picture's shadows: the next windows up hold clearly less.
  const uint32_t above = histogram.CountWithin(peak.center + kRebateSpread, peak.center + 2.0 * kRebateSpread);
  peak.found = most >= kRebateLeastShare * histogram.total() && most > 2 * above;
  return peak;
}

template <typename Predicate>
std::array<double, 3> PercentileWhere(const DensityGrid& grid, double fraction, DensityHistogram& histogram,
                                      const Predicate& counts) {
  std::array<double, 3> result{};
  for (size_t c = 0; c < 3; ++c) {
    histogram.Clear();
    for (size_t cell = 0; cell < grid.count(); ++cell) {
      if (grid.kind(cell) == CellKind::kPicture && counts(cell)) histogram.Add(grid.density(c, cell));
    }
    result[c] = histogram.Percentile(fraction);
  }
  return result;
}

FilmBase MeasureBase(FilmKind film, const DensityGrid& grid, DensityHistogram& histogram) {
  histogram.Clear();
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    if (grid.kind(cell) == CellKind::kPicture) histogram.Add(grid.MeanDensity(cell));
  }
  const ThinPeak peak = FindThinPeak(histogram);
  if (peak.found) {
    const auto in_peak = [&](size_t cell) {
      return std::abs(grid.MeanDensity(cell) - peak.center) <= 0.5 * kRebateSpread;
    };
    const FilmBase base = {PercentileWhere(grid, 0.5, histogram, in_peak), true};
    if (IsMonochrome(film) || CouldBeBase(base.density)) return base;
  }
  return {PercentileWhere(grid, kBaseFraction, histogram, [](size_t) { return true; }), false};
}

void MarkRebate(const FilmBase& base, DensityGrid& grid) {
  FloodFromOutside(grid, CellKind::kRebate, [&](size_t cell) {
    for (size_t c = 0; c < 3; ++c) {
      if (grid.density(c, cell) > base.density[c] + kRebateSpread) return false;
    }
    return true;
  });
}

// Marks whole rows, then columns, from the outside in while most of each is not picture.
void MarkOuterLines(DensityGrid& grid) {
  const auto [width, height] = grid.size();
  const auto mark_lines = [&](uint32_t lines, uint32_t length, const auto& cell_of) {
    const auto mark = [&](uint32_t line) {
      uint32_t picture = 0;
      for (uint32_t i = 0; i < length; ++i) picture += grid.kind(cell_of(line, i)) == CellKind::kPicture ? 1u : 0u;
      if (picture >= kPictureLine * length) return false;
      for (uint32_t i = 0; i < length; ++i) {
        CellKind& kind = grid.kind(cell_of(line, i));
        if (kind == CellKind::kPicture) kind = CellKind::kMargin;
      }
      return true;
    };
    uint32_t first = 0;
    while (first < lines && mark(first)) ++first;
    for (uint32_t line = lines; line > first && mark(line - 1); --line) {
    }
  };
  mark_lines(height, width, [&](uint32_t y, uint32_t x) { return grid.IndexOf(x, y); });
  mark_lines(width, height, [&](uint32_t x, uint32_t y) { return grid.IndexOf(x, y); });
}

// Grows holder, open light and rebate by one cell in each direction, `cells` times.
void MarkMargins(DensityGrid& grid) {
  const auto [width, height] = grid.size();
  const auto cells = 1 + static_cast<uint32_t>(kMarginShare * std::max(width, height));
  for (uint32_t i = 0; i < cells; ++i) {
    size_t found = 0;
    const auto outside = [&](uint32_t x, uint32_t y) { return grid.kind(grid.IndexOf(x, y)) != CellKind::kPicture; };
    for (uint32_t y = 0; y < height; ++y) {
      for (uint32_t x = 0; x < width; ++x) {
        if (outside(x, y)) continue;
        if ((x > 0 && outside(x - 1, y)) || (x + 1 < width && outside(x + 1, y)) || (y > 0 && outside(x, y - 1)) ||
            (y + 1 < height && outside(x, y + 1))) {
          grid.stack()[found++] = static_cast<uint32_t>(grid.IndexOf(x, y));
        }
      }
    }
    for (size_t k = 0; k < found; ++k) grid.kind(grid.stack()[k]) = CellKind::kMargin;
  }
}

void MarkRim(DensityGrid& grid) {
  const auto [width, height] = grid.size();
  const auto rim = static_cast<uint32_t>(kRimShare * std::max(width, height));
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      if (std::min({x, y, width - 1 - x, height - 1 - y}) >= rim) continue;
      CellKind& kind = grid.kind(grid.IndexOf(x, y));
      if (kind == CellKind::kPicture) kind = CellKind::kMargin;
    }
  }
}

void KeepAllFilm(DensityGrid& grid) {
  const bool any_film = grid.CountOf(CellKind::kHolder) + grid.CountOf(CellKind::kOpenLight) < grid.count();
  for (size_t cell = 0; cell < grid.count(); ++cell) {
    CellKind& kind = grid.kind(cell);
    const bool film = kind != CellKind::kHolder && kind != CellKind::kDust && kind != CellKind::kOpenLight;
    if (film || !any_film) kind = CellKind::kPicture;
  }
}

}  // namespace

FilmBase FindNegativeFrame(FilmKind film, DensityGrid& grid) {
  DensityHistogram histogram;
  MarkHolder(film, grid);
  MarkDust(film, grid);
  MarkOpenLight(grid, histogram);
  const FilmBase base = MeasureBase(film, grid, histogram);
  MarkRim(grid);
  if (base.from_rebate) MarkRebate(base, grid);
  MarkOuterLines(grid);
  if (base.from_rebate) MarkNeighbours(grid);
  MarkMargins(grid);
  if (static_cast<double>(grid.CountOf(CellKind::kPicture)) < kLeastPicture * static_cast<double>(grid.count()))
    KeepAllFilm(grid);
  return base;
}

void FindSlideFrame(DensityGrid& grid) {
  DensityHistogram histogram;
  MarkOpenLight(grid, histogram);
  MarkRim(grid);
  MarkMargins(grid);
  if (grid.CountOf(CellKind::kPicture) == 0) KeepAllFilm(grid);
}

}  // namespace easelight
