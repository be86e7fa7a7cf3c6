// A model of a film scanner: a strip of film in a holder becomes scan codes.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/color/transfer_curve.h"
#include "tests/synthetic/film_stock.h"
#include "tests/synthetic/scene.h"

namespace easelight::synthetic {

// What surrounds the frame in the scan. Widths are parts of the scan's height.
struct ScanLayout {
  double rebate = 0.0;     // Unexposed film around the frame.
  double holder = 0.0;     // Opaque holder outside of that.
  bool sprockets = false;  // Holes along the top and bottom, in a rebate of at least 0.1.
};

struct ScanOptions {
  Extent size = {240, 160};
  double exposure_stops = 0.0;  // Of the camera: over- or underexposure.
  double grain = 0.02;          // Deviation of density between pixels, at density 1 above base.
  double noise = 0.0005;        // Deviation of transmittance, of the scanner's own.
  double flare = 0.0005;        // Stray light in the scanner.
  ScanLayout layout;
  uint32_t seed = 1;
};

// A scan, with the scene beneath each of its pixels.
struct SyntheticScan {
  Extent size;
  PixelRect frame;                     // The picture within the scan.
  std::vector<Vector3> transmittance;  // Linear, 0..1.
  Picture truth;                       // The scene's light, of the frame's size, without illuminant.

  // Interleaved codes of the transmittance.
  std::vector<uint16_t> Linear16() const;
  std::vector<uint8_t> Srgb8() const;
};

SyntheticScan ScanScene(const Scene& scene, const FilmStock& film, const ScanOptions& options);

}  // namespace easelight::synthetic
