// The frame map: from pixels of the finished picture back to pixels of the stored scan.
//
// Coordinates are continuous: pixel i covers i to i + 1, its middle is i + 0.5. A map combines the file's orientation
// tag, crop, straighten, rotate and flip into one affine transform.
#pragma once

#include "core/base/image.h"
#include "core/base/status.h"
#include "core/recipe/recipe.h"

namespace easelight {

// x' = xx x + xy y + x0; y' = yx x + yy y + y0.
struct Affine2 {
  double xx = 1, xy = 0, x0 = 0;
  double yx = 0, yy = 1, y0 = 0;

  struct Point {
    double x, y;
  };
  Point operator()(double x, double y) const { return {xx * x + xy * y + x0, yx * x + yy * y + y0}; }
  bool operator==(const Affine2&) const = default;
};

// outer(inner(p)).
Affine2 Compose(const Affine2& outer, const Affine2& inner);

// The way back, of a map that flattens nothing.
Affine2 Inverse(const Affine2& map);

struct FrameMap {
  Extent size;                // Of the finished picture at full resolution.
  Affine2 stored_from_frame;  // Finished picture to stored scan, both at full resolution.
  bool exact = true;          // Whether pixels fall on pixels: no straightening.
};

// The size of a scan after its orientation tag (1..8) has been applied.
Extent UprightSize(Extent stored, int orientation);

// The map of a frame of a scan. Errors: kOutOfRange when a straightened crop reaches outside the scan.
StatusOr<FrameMap> MakeFrameMap(const FrameGeometry& geometry, Extent stored, int orientation);

}  // namespace easelight
