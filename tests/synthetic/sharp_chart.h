// A chart for sharpness, as a sensor's photosites see it: what demosaicing is judged by.
#pragma once

#include <functional>
#include <vector>

#include "core/base/image.h"
#include "core/color/matrix3.h"
#include "core/io/raw/color_filter.h"
#include "tests/synthetic/film_stock.h"

namespace easelight::synthetic {

// The light at a place, in photosites from the top left corner.
using Light = std::function<Vector3(double y, double x)>;

// The light of each photosite, 0..1, through a lens and over an area that together are a tent two photosites wide.
struct SharpPicture {
  Extent size;
  std::vector<Vector3> light;

  const Vector3& at(uint32_t y, uint32_t x) const { return light[size_t{y} * size.width + x]; }
};
SharpPicture SeeSharply(const Light& light, Extent size);

// Squares of 96 x 96 in gray and in pairs of colors: rings up to 0.42 cycles a photosite, stars, slanted bars, and
// tiles of a few photosites.
Vector3 SharpChart(double y, double x);

// The chart on a negative whose grains are three to a photosite, each layer with its own; for a film of one layer, see
// SilverFilm, the same in all colors. As a camera sees it that takes the film's base for white.
Light GrainyNegative(const FilmStock& film, double grain);

// A black edge on white, slanted by 5 degrees, through the middle of a picture of this size.
Light SlantedEdge(Extent size);

// The photosites' codes behind a filter, of 16 bits.
std::vector<uint16_t> MosaicOf(const SharpPicture& picture, const ColorFilter& filter);

// Decibels of a full scale over the root of the mean square error, without 16 pixels at each edge.
double PeakSignalToNoise(const SharpPicture& truth, const std::vector<uint16_t>& rgb);

// The frequency, in cycles a pixel, at which the contrast of green has fallen to half: of SlantedEdge, by the method of
// ISO 12233.
double HalfContrastFrequency(Extent size, const std::vector<uint16_t>& rgb);

}  // namespace easelight::synthetic
