#include "core/engine/frame_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/geometry/resampler.h"

namespace easelight {
namespace {

bool IsWhole(double v) { return v == std::floor(v); }

// Whether an affine only mirrors and turns by quarters, onto whole pixels.
bool IsPixelExact(const Affine2& a) {
  const auto unit = [](double v) { return v == 0.0 || v == 1.0 || v == -1.0; };
  return unit(a.xx) && unit(a.xy) && unit(a.yx) && unit(a.yy) && IsWhole(a.x0) && IsWhole(a.y0);
}

Affine2 Scaled(double x, double y) { return {x, 0, 0, 0, y, 0}; }

Extent ReducedSize(Extent picture, double size) {
  return {std::max(1u, static_cast<uint32_t>(picture.width * size + 0.5)),
          std::max(1u, static_cast<uint32_t>(picture.height * size + 0.5))};
}

// The share of its pixels a side that a picture keeps at least.
double LeastSize(Extent picture) {
  return std::min(1.0, double(kLeastReducedSide) / std::max(picture.width, picture.height));
}

// The smallest level with every pixel that is asked for along both axes. Sides of a few pixels are rounded, so that the
// axes of a long and narrow picture may ask for different levels: then the longer one gets its own share from more
// taps, as far as AxisKernel::kMostScale; where both axes are weighed by one kernel, it decides.
int LevelFor(const TileLayout& layout, double across, double down, bool straightened) {
  const double most = std::max(across, down);
  const double deciding = straightened ? most : std::min(across, down);
  int level = 0;
  while (level + 1 < layout.levels &&
         (deciding >= double(2 << level) || most > AxisKernel::kMostScale * double(1 << level))) {
    ++level;
  }
  return level;
}

FrameView PartOf(const FrameMap& map, const TileLayout& layout, Extent reduced, const PixelRect& part) {
  FrameView view;
  view.reduced = reduced;
  view.part = part;
  // Each axis has its own factor, so that the reduced picture's edges are the picture's.
  const double across = double(map.size.width) / reduced.width;
  const double down = double(map.size.height) / reduced.height;
  view.level = LevelFor(layout, across, down, !map.exact);
  const double level_scale = 1.0 / double(1 << view.level);
  const Affine2 picture_from_reduced = Scaled(across, down);
  view.level_from_reduced =
      Compose(Scaled(level_scale, level_scale), Compose(map.stored_from_frame, picture_from_reduced));
  const Affine2& a = view.level_from_reduced;
  if (view.upright()) {
    view.scale = {std::max(1.0, std::abs(a.xx + a.xy)), std::max(1.0, std::abs(a.yx + a.yy))};
  } else {
    view.scale.fill(std::max({1.0, across * level_scale, down * level_scale}));
  }
  view.exact = map.exact && IsPixelExact(a);
  return view;
}

}  // namespace

bool FrameView::IsMoved(const FrameView& other) const {
  FrameView there = other;
  there.part.x = part.x;
  there.part.y = part.y;
  return *this == there;
}

FrameView FullFrameView(const FrameMap& map) {
  return {.reduced = map.size,
          .part = {0, 0, map.size.width, map.size.height},
          .level_from_reduced = map.stored_from_frame,
          .exact = map.exact};
}

double FittingZoom(Extent picture, Extent viewer) {
  return 1.0 / std::max({1.0, double(picture.width) / viewer.width, double(picture.height) / viewer.height});
}

FrameView MakeFrameView(const FrameMap& map, const TileLayout& layout, const ViewRequest& request, double reduce) {
  const double fitted = FittingZoom(map.size, request.viewer);
  const double wanted = std::min(1.0, request.zoom > 0 ? request.zoom : fitted) / reduce;
  const double size = std::max(wanted, LeastSize(map.size));
  const Extent reduced = ReducedSize(map.size, size);
  if (request.zoom <= 0) return PartOf(map, layout, reduced, {0, 0, reduced.width, reduced.height});
  // Device pixels per frame pixel, at least 1. Where they are large, two more pixels fill the viewer to its edges.
  const double enlarge = std::max(1.0, request.zoom / size);
  const uint32_t more = enlarge >= 1.25 ? 2 : 0;
  const auto span = [=](uint32_t viewer, uint32_t whole, double center) {
    const auto length = std::min(whole, static_cast<uint32_t>(std::ceil(viewer / enlarge)) + more);
    const double first = std::floor(std::clamp(center, 0.0, 1.0) * whole - length / 2.0 + 0.5);
    return std::pair{static_cast<uint32_t>(std::clamp(first, 0.0, double(whole - length))), length};
  };
  const auto [left, width] = span(request.viewer.width, reduced.width, request.center_x);
  const auto [top, height] = span(request.viewer.height, reduced.height, request.center_y);
  return PartOf(map, layout, reduced, {left, top, width, height});
}

FrameView MakeTopView(const FrameMap& map, const TileLayout& layout, Extent limit, uint32_t rows) {
  FrameView view = MakeFrameView(map, layout, {.viewer = limit});
  // Rows of the scan are rows or columns of the picture, counted from either end.
  const double share = double(rows) / layout.level[0].size.height;
  const Affine2& a = view.level_from_reduced;
  uint32_t& first = a.yx != 0 ? view.part.x : view.part.y;
  uint32_t& length = a.yx != 0 ? view.part.width : view.part.height;
  const uint32_t whole = length;
  length = std::max(1u, static_cast<uint32_t>(share * whole));
  if (a.yx < 0 || a.yy < 0) first = whole - length;
  return view;
}

}  // namespace easelight
