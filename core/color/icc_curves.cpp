#include "core/color/icc_curves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

// ICC.1:2010, 10.5 and 10.16: the type's signature, four reserved bytes, then a count of entries or a function's
// number.
constexpr size_t kTypeBytes = 8;
constexpr size_t kBodyOffset = 12;
constexpr uint32_t kCurveType = 0x63757276;       // "curv"
constexpr uint32_t kParametricType = 0x70617261;  // "para"
constexpr uint32_t kMostEntries = 65536;
// A steeper curve is damage; the steepest in use is 2.8, and 1/2.8 of profiles that are used backwards.
constexpr double kMostPower = 16;

constexpr double kLightTolerance = 1e-5;
constexpr double kCodeTolerance = 0.001;
constexpr int kChecks = 512;

uint32_t Word(ByteSpan bytes, size_t at) { return uint32_t{bytes[at]} << 8 | bytes[at + 1]; }
uint32_t DoubleWord(ByteSpan bytes, size_t at) { return Word(bytes, at) << 16 | Word(bytes, at + 2); }
double Fixed(ByteSpan bytes, size_t at) { return static_cast<int32_t>(DoubleWord(bytes, at)) / 65536.0; }

// Profiles store multiples of 1/256 or 1/65536; rounding to those, or to hundredths, undoes what was lost on the way.
double RoundedPower(double power) {
  const double hundredths = std::round(power * 100) / 100;
  if (std::abs(power - hundredths) < 2e-4) return hundredths;
  const double stored = std::round(power * 256) / 256;
  return std::abs(power - stored) < 2e-4 ? stored : std::round(power * 65536) / 65536;
}

TransferCurve PowerCurve(double power) {
  const double rounded = RoundedPower(power);
  return rounded == 1 ? TransferCurve::Linear() : TransferCurve::Power(rounded);
}

std::optional<TransferCurve> TableCurve(ByteSpan tag) {
  const uint32_t count = DoubleWord(tag, kTypeBytes);
  if (count == 0) return TransferCurve::Linear();
  if (count > kMostEntries || tag.size() < kBodyOffset + 2 * size_t{count}) return std::nullopt;
  if (count == 1) {
    const double power = Word(tag, kBodyOffset) / 256.0;
    if (!(power > 0 && power <= kMostPower)) return std::nullopt;
    return PowerCurve(power);
  }
  std::vector<float> light(count);
  for (uint32_t i = 0; i < count; ++i) {
    light[i] = static_cast<float>(Word(tag, kBodyOffset + 2 * size_t{i}) / 65535.0);
  }
  return TransferCurve::Sampled(std::move(light));
}

std::optional<TransferCurve> FunctionCurve(ByteSpan tag) {
  // How many of the parameters, in the standard's order g a b c d e f, each of the five functions has.
  constexpr std::array<size_t, 5> kCounts = {1, 3, 4, 5, 7};
  const uint32_t type = Word(tag, kTypeBytes);
  if (type >= kCounts.size() || tag.size() < kBodyOffset + 4 * kCounts[type]) return std::nullopt;
  std::array<double, 7> v{};
  for (size_t i = 0; i < kCounts[type]; ++i) v[i] = Fixed(tag, kBodyOffset + 4 * i);
  const auto [g, a, b, c, d, e, f] = v;
  if (!(g > 0 && g <= kMostPower)) return std::nullopt;
  switch (type) {
    case 0:
      return PowerCurve(g);
    case 1:
    case 2:  // Constant, c or 0, up to where the power's base is 0.
      if (a == 0) return std::nullopt;
      return TransferCurve::Parametric({.g = g, .a = a, .b = b, .c = 0, .d = -b / a, .e = c, .f = c});
    case 3:
      return TransferCurve::Parametric({.g = g, .a = a, .b = b, .c = c, .d = d, .e = 0, .f = 0});
    default:
      return TransferCurve::Parametric({.g = g, .a = a, .b = b, .c = c, .d = d, .e = e, .f = f});
  }
}

// Steeply falling curves turn the tiniest difference of code into light, and flat ones the other way round.
bool Follows(const TransferCurve& curve, const TransferCurve& model) {
  for (int i = 0; i <= kChecks; ++i) {
    const double code = static_cast<double>(i) / kChecks;
    const double light = curve.LinearFromEncoded(code);
    if (std::abs(light - model.LinearFromEncoded(code)) <= kLightTolerance) continue;
    if (!(std::abs(model.EncodedFromLinear(std::min(light, 1.0)) - code) <= kCodeTolerance)) return false;
  }
  return true;
}

// The power that the curve has at one half.
std::optional<double> PowerOf(const TransferCurve& curve) {
  const double half = curve.LinearFromEncoded(0.5);
  if (!(half > 0 && half < 1)) return std::nullopt;
  const double power = -ExactLog2(half);
  if (!(power >= 0.1 && power <= 10)) return std::nullopt;
  return RoundedPower(power);
}

}  // namespace

TransferCurve Named(const TransferCurve& curve) {
  const bool is_formula =
      curve.kind() != TransferCurve::Kind::kParametric && curve.kind() != TransferCurve::Kind::kSampled;
  if (is_formula) return curve;
  for (const TransferCurve& named : {TransferCurve::Linear(), TransferCurve::Srgb()}) {
    if (Follows(curve, named)) return named;
  }
  const std::optional<double> power = PowerOf(curve);
  if (power && Follows(curve, TransferCurve::Power(*power))) return TransferCurve::Power(*power);
  return curve;
}

std::optional<TransferCurve> CurveFromTag(ByteSpan tag) {
  if (tag.size() < kBodyOffset) return std::nullopt;
  std::optional<TransferCurve> curve;
  if (DoubleWord(tag, 0) == kCurveType) curve = TableCurve(tag);
  if (DoubleWord(tag, 0) == kParametricType) curve = FunctionCurve(tag);
  if (!curve || !std::isfinite(curve->LinearFromEncoded(0.5))) return std::nullopt;
  return Named(*curve);
}

}  // namespace easelight
