// Private to core/color: Little CMS, each of whose objects has one owner here.
#pragma once

// lcms2 marks parameters `register`, which C++17 dropped.
#ifndef CMS_NO_REGISTER_KEYWORD
#define CMS_NO_REGISTER_KEYWORD 1
#endif
#include <lcms2.h>

#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <type_traits>

#include "core/color/chromaticity.h"

namespace easelight::lcms {

struct Deleter {
  void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
struct ProfileDeleter {
  void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
struct TransformDeleter {
  void operator()(cmsHTRANSFORM transform) const { cmsDeleteTransform(transform); }
};
struct CurveDeleter {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};
struct TextDeleter {
  void operator()(cmsMLU* text) const { cmsMLUfree(text); }
};

// Every call has a context of its own, so that threads share nothing; it reports no errors anywhere.
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, Deleter>;
using Profile = std::unique_ptr<void, ProfileDeleter>;
using Transform = std::unique_ptr<void, TransformDeleter>;
using Curve = std::unique_ptr<cmsToneCurve, CurveDeleter>;
using Text = std::unique_ptr<cmsMLU, TextDeleter>;

inline Context MakeContext() {
  Context context(cmsCreateContext(nullptr, nullptr));
  const auto ignore = [](cmsContext, cmsUInt32Number, const char*) {};
  if (context != nullptr) cmsSetLogErrorHandlerTHR(context.get(), ignore);
  return context;
}

// Between machines lcms2's floats may differ in their last bits: rounding to steps of 2^-20 hides that.
inline float OnGrid(double value) {
  constexpr double kSteps = 1 << 20;
  return static_cast<float>(std::floor(value * kSteps + 0.5) / kSteps);
}

inline Vector3 VectorFrom(const cmsCIEXYZ& xyz) { return {xyz.X, xyz.Y, xyz.Z}; }
inline cmsCIEXYZ XyzFrom(const Vector3& v) { return {v[0], v[1], v[2]}; }

// None for a color that has no chromaticity: hostile profiles hold zeros. Imaginary ones have a y below 0.
inline std::optional<Chromaticity> ChromaticityFrom(const Vector3& xyz) {
  const double sum = xyz.Sum();
  if (!std::isfinite(sum) || !(std::abs(sum) > 1e-6)) return std::nullopt;
  return Chromaticity{xyz[0] / sum, xyz[1] / sum};
}

// The white of the profile connection space.
inline Vector3 ConnectionWhite() { return VectorFrom(*cmsD50_XYZ()); }
inline Chromaticity ConnectionChromaticity() { return *ChromaticityFrom(ConnectionWhite()); }

}  // namespace easelight::lcms
