// The frame view: which part of a picture is shown at which scale, and where its pixels come from.
#pragma once

#include <array>

#include "core/geometry/frame_map.h"
#include "core/store/tile_layout.h"

namespace easelight {

// What the screen shows of a picture.
struct ViewRequest {
  Extent viewer = {2000, 2000};  // In device pixels.
  double zoom = 0;               // Device pixels per picture pixel; 0 fits the whole picture, never enlarged.
  double center_x = 0.5;         // The point in the middle of the viewer, 0..1 of the picture's sides.
  double center_y = 0.5;
};

// No picture is reduced to less than this along its longer side.
inline constexpr uint32_t kLeastReducedSide = 16;

// A part of a picture at a scale: the level and the map that show it. Past 1:1 a view stays at one pixel a pixel.
//
// Places are counted from the corner of the whole reduced picture, so that a pixel has the same value in every part.
struct FrameView {
  Extent reduced;              // The whole picture at this scale.
  PixelRect part;              // What is shown of it.
  int level = 0;               // Which has every pixel that the scale asks for.
  Affine2 level_from_reduced;  // Pixels of the reduced picture to pixels of the level.
  // Level pixels per pixel of the reduced picture, along the level's rows and along its columns, 1 to what
  // kernels reach.
  std::array<double, 2> scale = {1, 1};
  bool exact = true;  // Whether pixels fall on pixels: codes are copied, not resampled.

  Extent size() const { return part.extent(); }
  // Whether each axis of the picture lies along one of the level.
  bool upright() const { return level_from_reduced.xy == 0 || level_from_reduced.xx == 0; }
  // Whether it shows the same picture in a window of the same size, wherever that lies.
  bool IsMoved(const FrameView& other) const;
  bool operator==(const FrameView&) const = default;
};

// The view that a request asks for; with `reduce` > 1, at that many times fewer pixels a side.
FrameView MakeFrameView(const FrameMap& map, const TileLayout& layout, const ViewRequest& request, double reduce = 1);

// The zoom at which a picture fits a viewer, at most 1.
double FittingZoom(Extent picture, Extent viewer);

// The part of a fitted view that the first `rows` rows of the stored scan show.
FrameView MakeTopView(const FrameMap& map, const TileLayout& layout, Extent limit, uint32_t rows);

// The whole picture at full size.
FrameView FullFrameView(const FrameMap& map);

}  // namespace easelight
