// Transfer curves: how a code stands for linear light.
#pragma once

#include "core/base/status.h"

namespace easelight {

// A curve between an encoded value and linear light, both 0..1.
class TransferCurve {
 public:
  enum class Kind { kLinear, kSrgb, kPower };

  static TransferCurve Linear() { return {Kind::kLinear, 1.0}; }
  static TransferCurve Srgb() { return {Kind::kSrgb, 1.0}; }
  // linear = encoded^power. The recipe allows powers of 0.1..10.
  static TransferCurve Power(double power) { return {Kind::kPower, power}; }

  Kind kind() const { return kind_; }
  double power() const { return power_; }
  bool operator==(const TransferCurve&) const = default;

  // Linear light of an encoded value. Inputs below 0 give 0; above 1 the formula goes on.
  double LinearFromEncoded(double encoded) const;
  // The inverse, for linear light 0..1.
  double EncodedFromLinear(double linear) const;

 private:
  TransferCurve(Kind kind, double power) : kind_(kind), power_(power) {}

  Kind kind_;
  double power_;
};

}  // namespace easelight
