// How near a picture comes to the scene that it shows: the scores of `./dev bench color`.
#pragma once

#include <vector>

#include "core/base/image.h"
#include "core/color/matrix3.h"

namespace easelight::bench {

// Linear sRGB light, row by row.
struct LightPicture {
  Extent size;
  std::vector<Vector3> pixels;
};

struct Score {
  double difference = 0;  // Median CIEDE2000, after the best factor on the picture's light.
  double cast = -1;       // Length of the mean shift in a* and b* of what is gray in the scene; -1: nothing is.
  double chroma = -1;     // Median ratio of the picture's chroma to the scene's, where that has color; -1: nowhere.
  double stops = 0;       // The factor, as a power of two.
};

// Both are averaged in linear light to about 20 000 pixels. Gray is a chroma below 4 between L* 12 and 97, color a
// chroma above 15. Both must have the same size.
Score Judge(const LightPicture& picture, const LightPicture& scene);

// The median CIEDE2000 between two pictures of the same size, averaged like that, each at its own exposure.
double DifferenceOf(const LightPicture& one, const LightPicture& other);

// CIELAB chroma of a picture's mean light within `part`, at the exposure that Judge found.
double ChromaOf(const LightPicture& picture, const PixelRect& part, double stops);

}  // namespace easelight::bench
