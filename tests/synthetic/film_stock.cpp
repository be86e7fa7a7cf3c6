#include "tests/synthetic/film_stock.h"

#include <algorithm>

#include "core/base/exact_math.h"

namespace easelight::synthetic {
namespace {

// Deepest black that film sees: camera flare.
constexpr double kLeastExposure = 1e-4;

// log10(1 + 10^x): 0 far below, x far above.
double SoftRise(double x) {
  if (x > 12.0) return x;
  return x < -12.0 ? 0.0 : ExactLog10(1.0 + ExactExp10(x));
}

// Common to the color negatives: layers see a little of their neighbors' light and inhibit each other, and their dyes
// absorb beside their own bands. The inhibition is the inverse of what tools/film/make_tables.mjs found in film; the
// dyes are those of data sheets in its narrow bands. A film's own colors differ from this mean by speed, gamma and
// inhibition.
FilmStock ColorNegative(std::string_view name) {
  return {.name = name,
          .sensitivity = Matrix3{{0.83, 0.15, 0.02}, {0.10, 0.82, 0.08}, {0.02, 0.10, 0.88}},
          .speed = Vector3(),
          .gamma = Vector3(),
          // Middle gray lies 1.1 above the toe (the speed point of ISO 5800 is near it), the shoulder ten stops up.
          .toe = -1.9,
          .shoulder = 1.5,
          .softness = 0.22,
          .interlayer = Matrix3{{1.31, -0.48, 0.17}, {-0.23, 1.46, -0.23}, {0.06, -0.52, 1.46}},
          .dyes = Matrix3{{0.894, 0.116, 0.018}, {0.063, 0.889, 0.147}, {0.039, 0.086, 0.840}},
          .base = Vector3()};
}

}  // namespace

Vector3 FilmStock::DensityFromExposure(const Vector3& exposure) const {
  const Vector3 seen = sensitivity * exposure;
  Vector3 rise;
  for (int c = 0; c < 3; ++c) {
    const double log_exposure = ExactLog10(std::max(seen[c], kLeastExposure)) + speed[c];
    rise[c] = softness * (SoftRise((log_exposure - toe) / softness) - SoftRise((log_exposure - shoulder) / softness));
  }
  if (gamma[0] < 0.0) rise -= Vector3::Constant(shoulder - toe);
  const Vector3 layers = Max(Times(gamma, interlayer * rise), 0.0);
  return base + dyes * layers;
}

FilmStock AmateurFilm() {
  FilmStock film = ColorNegative("amateur");
  film.speed = {-0.16, 0.0, 0.02};
  film.gamma = {0.45, 0.48, 0.58};
  film.base = {0.24, 0.65, 0.93};
  return film;
}

FilmStock PortraitFilm() {
  FilmStock film = ColorNegative("portrait");
  film.speed = {-0.11, 0.0, 0.16};
  film.gamma = {0.42, 0.45, 0.55};
  film.toe = -2.0;
  film.base = {0.20, 0.71, 0.84};
  return film;
}

FilmStock LandscapeFilm() {
  FilmStock film = ColorNegative("landscape");
  film.speed = {-0.04, 0.0, -0.04};
  film.gamma = {0.50, 0.53, 0.64};
  film.toe = -1.8;
  film.interlayer = Matrix3{{1.40, -0.57, 0.17}, {-0.29, 1.58, -0.29}, {0.06, -0.62, 1.56}};
  film.base = {0.17, 0.60, 0.86};
  return film;
}

FilmStock SilverFilm() {
  // One layer, panchromatic: all three channels see the same silver.
  FilmStock film = ColorNegative("silver");
  const Matrix3 panchromatic = Matrix3::Rows({0.30, 0.45, 0.25});
  film.sensitivity = panchromatic;
  film.gamma = Vector3::Constant(0.62);
  film.interlayer = film.dyes = Matrix3::Identity();
  film.base = Vector3::Constant(0.28);
  return film;
}

FilmStock SlideFilm() {
  FilmStock film = ColorNegative("slide");
  film.gamma = Vector3(-1.65, -1.65, -1.65);
  film.toe = -1.75;
  film.shoulder = 0.15;
  film.softness = 0.18;
  film.base = Vector3(0.14, 0.15, 0.17);
  return film;
}

}  // namespace easelight::synthetic
