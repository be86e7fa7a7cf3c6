// Transfer curves: how a code stands for linear light.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/status.h"

namespace easelight {

// A curve between an encoded value and linear light, both 0..1. A copy allocates nothing.
class TransferCurve {
 public:
  enum class Kind { kLinear, kSrgb, kPower, kParametric, kSampled };

  // ICC.1:2010, 10.16, the general form of its five: light is (a x + b)^g + e from x = d on, and c x + f below.
  struct Parameters {
    double g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0;
    bool operator==(const Parameters&) const = default;
  };

  static TransferCurve Linear() { return {Kind::kLinear, {}}; }
  static TransferCurve Srgb() { return {Kind::kSrgb, {}}; }
  // linear = encoded^power. The recipe allows powers of 0.1..10.
  static TransferCurve Power(double power) { return {Kind::kPower, {.g = power}}; }
  static TransferCurve Parametric(const Parameters& parameters) { return {Kind::kParametric, parameters}; }
  // Light at evenly spaced encoded values from 0 to 1, at least two; straight lines between. Curves are equal when
  // their light is.
  static TransferCurve Sampled(std::vector<float> light);

  Kind kind() const { return kind_; }
  double power() const { return parameters_.g; }
  bool operator==(const TransferCurve& other) const {
    return kind_ == other.kind_ && parameters_ == other.parameters_ && digest_ == other.digest_;
  }

  // Linear light of an encoded value, never below 0. Inputs below 0 count as 0; above 1 a formula goes on, and samples
  // stay at their last.
  double LinearFromEncoded(double encoded) const;
  // The inverse, for linear light 0..1; of a curve that neither rises nor falls all the way, some value that has about
  // this light. Of a curve from a profile, within 1e-9.
  double EncodedFromLinear(double linear) const;

  // The curve without its samples: it equals this one and owns no memory, and only a formula can be evaluated.
  TransferCurve Outline() const;

 private:
  TransferCurve(Kind kind, const Parameters& parameters) : kind_(kind), parameters_(parameters) {}

  Kind kind_;
  Parameters parameters_;
  std::shared_ptr<const std::vector<float>> samples_;
  uint64_t digest_ = 0;  // Of the samples.
};

// The curves of red, green and blue.
using ChannelCurves = std::array<TransferCurve, 3>;

inline ChannelCurves AllChannels(const TransferCurve& curve) { return {curve, curve, curve}; }

}  // namespace easelight
