#include "core/color/transfer_curve.h"

#include "core/base/exact_math.h"

namespace easelight {
namespace {

// IEC 61966-2-1:1999, sRGB.
constexpr double kSrgbSlope = 12.92;
constexpr double kSrgbOffset = 0.055;
constexpr double kSrgbPower = 2.4;
constexpr double kSrgbEncodedKnee = 0.04045;
constexpr double kSrgbLinearKnee = 0.0031308;

}  // namespace

double TransferCurve::LinearFromEncoded(double encoded) const {
  if (encoded <= 0.0) return 0.0;
  switch (kind_) {
    case Kind::kLinear:
      return encoded;
    case Kind::kSrgb:
      if (encoded <= kSrgbEncodedKnee) return encoded / kSrgbSlope;
      return ExactPow((encoded + kSrgbOffset) / (1.0 + kSrgbOffset), kSrgbPower);
    case Kind::kPower:
      return ExactPow(encoded, power_);
  }
  return encoded;
}

double TransferCurve::EncodedFromLinear(double linear) const {
  if (linear <= 0.0) return 0.0;
  switch (kind_) {
    case Kind::kLinear:
      return linear;
    case Kind::kSrgb:
      if (linear <= kSrgbLinearKnee) return linear * kSrgbSlope;
      return (1.0 + kSrgbOffset) * ExactPow(linear, 1.0 / kSrgbPower) - kSrgbOffset;
    case Kind::kPower:
      return ExactPow(linear, 1.0 / power_);
  }
  return linear;
}

}  // namespace easelight
