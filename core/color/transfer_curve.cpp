#include "core/color/transfer_curve.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "core/base/exact_math.h"
#include "core/base/sha256.h"

namespace easelight {
namespace {

// IEC 61966-2-1:1999, sRGB.
constexpr double kSrgbSlope = 12.92;
constexpr double kSrgbOffset = 0.055;
constexpr double kSrgbPower = 2.4;
constexpr double kSrgbEncodedKnee = 0.04045;
constexpr double kSrgbLinearKnee = 0.0031308;

// 2^-30 is below 1e-9.
constexpr int kHalvings = 30;

double SampledLight(const std::vector<float>& samples, double encoded) {
  const double at = std::min(encoded, 1.0) * static_cast<double>(samples.size() - 1);
  const size_t left = std::min(static_cast<size_t>(at), samples.size() - 2);
  const double share = at - static_cast<double>(left);
  return samples[left] + share * (double{samples[left + 1]} - samples[left]);
}

// What profiles may state is bounded here: past these, light is black, or far beyond white.
constexpr double kLeastBase = 1e-30;
constexpr double kMostExponent = 64;

double ParametricLight(const TransferCurve::Parameters& p, double encoded) {
  if (encoded < p.d) return p.c * encoded + p.f;
  const double base = p.a * encoded + p.b;
  if (!(base > kLeastBase)) return p.e;
  const double exponent = p.g * ExactLog2(base);
  if (exponent < -kMostExponent) return p.e;
  return ExactExp2(std::min(exponent, kMostExponent)) + p.e;
}

uint64_t DigestOf(const std::vector<float>& samples) {
  Sha256 sha;
  sha.Update({reinterpret_cast<const uint8_t*>(samples.data()), samples.size() * sizeof(float)});
  const Sha256::Digest hash = sha.Finish();
  uint64_t digest;
  std::memcpy(&digest, hash.data(), sizeof digest);
  return digest;
}

}  // namespace

TransferCurve TransferCurve::Sampled(std::vector<float> light) {
  assert(light.size() >= 2);
  TransferCurve curve(Kind::kSampled, {});
  curve.digest_ = DigestOf(light);
  curve.samples_ = std::make_shared<const std::vector<float>>(std::move(light));
  return curve;
}

TransferCurve TransferCurve::Outline() const {
  TransferCurve outline = *this;
  outline.samples_.reset();
  return outline;
}

double TransferCurve::LinearFromEncoded(double encoded) const {
  encoded = encoded > 0.0 ? encoded : 0.0;
  switch (kind_) {
    case Kind::kLinear:
      return encoded;
    case Kind::kSrgb:
      if (encoded <= kSrgbEncodedKnee) return encoded / kSrgbSlope;
      return ExactPow((encoded + kSrgbOffset) / (1.0 + kSrgbOffset), kSrgbPower);
    case Kind::kPower:
      return ExactPow(encoded, parameters_.g);
    case Kind::kParametric:
      return std::max(0.0, ParametricLight(parameters_, encoded));
    case Kind::kSampled:
      return SampledLight(*samples_, encoded);
  }
  return encoded;
}

double TransferCurve::EncodedFromLinear(double linear) const {
  if (kind_ == Kind::kParametric || kind_ == Kind::kSampled) {
    double low = 0.0;
    double high = 1.0;
    if (LinearFromEncoded(low) > LinearFromEncoded(high)) std::swap(low, high);
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = 0.5 * (low + high);
      (LinearFromEncoded(middle) < linear ? low : high) = middle;
    }
    return high;
  }
  if (linear <= 0.0) return 0.0;
  switch (kind_) {
    case Kind::kSrgb:
      if (linear <= kSrgbLinearKnee) return linear * kSrgbSlope;
      return (1.0 + kSrgbOffset) * ExactPow(linear, 1.0 / kSrgbPower) - kSrgbOffset;
    case Kind::kPower:
      return ExactPow(linear, 1.0 / parameters_.g);
    default:
      return linear;
  }
}

}  // namespace easelight
