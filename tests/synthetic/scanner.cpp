#include "tests/synthetic/scanner.h"

#include <algorithm>
#include <cmath>

#include "core/base/exact_math.h"
#include "tests/synthetic/noise.h"

namespace easelight::synthetic {
namespace {

// A sprocket hole of 35 mm film (ISO 1007): 2.8 wide, every 4.75 mm along the film; 36 mm of it are one frame.
constexpr double kHolesAcross = 8.0;
constexpr double kHoleWidth = 2.8 / 4.75;

enum class Place { kHolder, kHole, kRebate, kFrame };

struct Strip {
  const ScanOptions& options;
  PixelRect frame;

  Place At(uint32_t x, uint32_t y) const {
    const double height = options.size.height;
    const double edge = std::min({x + 0.5, options.size.width - x - 0.5, y + 0.5, height - y - 0.5}) / height;
    if (edge < options.layout.holder) return Place::kHolder;
    if (x >= frame.x && y >= frame.y && x - frame.x < frame.width && y - frame.y < frame.height) return Place::kFrame;
    if (!options.layout.sprockets) return Place::kRebate;
    const double across = std::min(y + 0.5, height - y - 0.5) / height - options.layout.holder;
    const double along = (x + 0.5) / options.size.width * kHolesAcross;
    const bool hole = std::abs(across - 0.5 * options.layout.rebate) < 0.25 * options.layout.rebate &&
                      along - std::floor(along) < kHoleWidth;
    return hole ? Place::kHole : Place::kRebate;
  }
};

PixelRect FrameOf(const ScanOptions& options) {
  const double inset = options.layout.rebate + options.layout.holder;
  const auto border = static_cast<uint32_t>(inset * options.size.height + 0.5);
  return {border, border, options.size.width - 2 * border, options.size.height - 2 * border};
}

}  // namespace

SyntheticScan ScanScene(const Scene& scene, const FilmStock& film, const ScanOptions& options) {
  SyntheticScan scan;
  scan.size = options.size;
  scan.frame = FrameOf(options);
  scan.truth = TakePicture(scene.light, scan.frame.extent());
  scan.transmittance.reserve(static_cast<size_t>(options.size.pixels()));
  const Strip strip{options, scan.frame};
  const double stops = ExactExp2(options.exposure_stops);
  for (uint32_t y = 0; y < options.size.height; ++y) {
    for (uint32_t x = 0; x < options.size.width; ++x) {
      const Place place = strip.At(x, y);
      Vector3 light = Vector3();
      if (place == Place::kHole) light = Vector3::Constant(1);
      if (place == Place::kRebate || place == Place::kFrame) {
        Vector3 exposure = Vector3();
        if (place == Place::kFrame)
          exposure = stops * Times(scene.illuminant, scan.truth.at(x - scan.frame.x, y - scan.frame.y));
        const Vector3 density = film.DensityFromExposure(exposure);
        for (int c = 0; c < 3; ++c) {
          const double above = std::max(density[c] - film.base[c], 0.02);
          const auto channel = static_cast<uint32_t>(c);
          const double grain = options.grain * std::sqrt(above) * Gaussian(x, y, options.seed * 7 + channel);
          light[c] = ExactExp10(-density[c] - grain);
        }
      }
      for (int c = 0; c < 3; ++c) {
        const double noise = options.noise * Gaussian(x, y, options.seed * 7 + 3 + static_cast<uint32_t>(c));
        light[c] = std::clamp((light[c] + options.flare) / (1.0 + options.flare) + noise, 0.0, 1.0);
      }
      scan.transmittance.push_back(light);
    }
  }
  return scan;
}

std::vector<uint16_t> SyntheticScan::Linear16() const {
  std::vector<uint16_t> codes;
  codes.reserve(transmittance.size() * 3);
  for (const Vector3& light : transmittance) {
    for (int c = 0; c < 3; ++c) codes.push_back(static_cast<uint16_t>(light[c] * 65535.0 + 0.5));
  }
  return codes;
}

std::vector<uint8_t> SyntheticScan::Srgb8() const {
  const TransferCurve srgb = TransferCurve::Srgb();
  std::vector<uint8_t> codes;
  codes.reserve(transmittance.size() * 3);
  for (const Vector3& light : transmittance) {
    for (int c = 0; c < 3; ++c) codes.push_back(static_cast<uint8_t>(srgb.EncodedFromLinear(light[c]) * 255.0 + 0.5));
  }
  return codes;
}

}  // namespace easelight::synthetic
