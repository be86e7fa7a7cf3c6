#include "core/analysis/neighbour_frames.h"

#include <cstdint>
#include <utility>

namespace easelight {
namespace {

// A row or column of which less than this is picture is a gap.
constexpr double kGapShare = 0.1;

// The scanned frame is wider than its neighbours' parts by this factor, at the least.
constexpr double kWiderBy = 2.0;

// Lines from `first` up to `end`.
struct Lines {
  uint32_t first = 0;
  uint32_t end = 0;

  uint32_t length() const { return end - first; }
  bool Holds(uint32_t line) const { return line >= first && line < end; }
};

// The lines of the scanned frame, of `lines` with `length` cells each: the longest run without a gap, if it is alone
// or clearly the longest; else all.
template <typename IsPicture>
Lines LinesOfFrame(uint32_t lines, uint32_t length, const IsPicture& is_picture) {
  Lines longest, second, run;
  const auto end_run = [&] {
    if (run.length() > longest.length()) {
      second = std::exchange(longest, run);
    } else if (run.length() > second.length()) {
      second = run;
    }
  };
  for (uint32_t line = 0; line < lines; ++line) {
    uint32_t picture = 0;
    for (uint32_t i = 0; i < length; ++i) picture += is_picture(line, i) ? 1u : 0u;
    if (picture < kGapShare * length) {
      end_run();
      run = {line + 1, line + 1};
    } else {
      run.end = line + 1;
    }
  }
  end_run();
  return longest.length() >= kWiderBy * second.length() ? longest : Lines{0, lines};
}

}  // namespace

void MarkNeighbours(DensityGrid& grid) {
  const auto [width, height] = grid.size();
  const auto is_picture = [&](uint32_t x, uint32_t y) { return grid.kind(grid.IndexOf(x, y)) == CellKind::kPicture; };
  const Lines columns = LinesOfFrame(width, height, [&](uint32_t x, uint32_t y) { return is_picture(x, y); });
  const Lines rows = LinesOfFrame(height, width, [&](uint32_t y, uint32_t x) { return is_picture(x, y); });
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t x = 0; x < width; ++x) {
      if (is_picture(x, y) && !(columns.Holds(x) && rows.Holds(y))) grid.kind(grid.IndexOf(x, y)) = CellKind::kMargin;
    }
  }
}

}  // namespace easelight
