// Print curves: how the positive's density responds, as points with interpolation between them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace easelight {

// The range of print density a curve covers: log10 of 65536, the steps of a 16-bit code.
inline constexpr double kCurveRange = 4.81647993062369912;

enum class CurveInterpolation : uint8_t { kMonotone, kLinear };

struct CurvePoint {
  double x = 0;
  double y = 0;
  bool operator==(const CurvePoint&) const = default;
};

// 2 to 64 points with x and y in 0..1 and ascending, distinct x. Both axes are n = 1 - density / kCurveRange, so the
// curve rises to the right: 1 is the lightest. Holds its points in place, so that compiling one never allocates.
class PrintCurve {
 public:
  static constexpr size_t kMinPoints = 2;
  static constexpr size_t kMaxPoints = 64;

  // The identity: (0,0) to (1,1).
  PrintCurve();

  // The points, sorted by x. At most kMaxPoints are taken; callers validate the rest of the rules first.
  explicit PrintCurve(std::span<const CurvePoint> points);

  std::span<const CurvePoint> points() const { return {points_.data(), count_}; }
  bool IsIdentity() const;
  bool operator==(const PrintCurve& other) const;

 private:
  std::array<CurvePoint, kMaxPoints> points_{};
  size_t count_ = 0;
};

// Evaluates a curve; the slopes are computed once.
class PrintCurveEvaluator {
 public:
  PrintCurveEvaluator(const PrintCurve& curve, CurveInterpolation interpolation);

  // The curve at x, held constant outside its end points.
  double operator()(double x) const;

  std::span<const CurvePoint> points() const { return points_; }
  bool IsRising() const;  // Or level, from each point to the next.

 private:
  std::span<const CurvePoint> points_;  // Of the curve given, which must outlive the evaluator.
  CurveInterpolation interpolation_;
  std::array<double, PrintCurve::kMaxPoints> slopes_{};
};

}  // namespace easelight
