#include "core/film/print_curve.h"

#include <algorithm>

namespace easelight {
namespace {

// Slope at an end point: the parabola through three points, limited so that it stays monotone (as SciPy's
// PchipInterpolator does). h0, delta0 belong to the interval at the end, h1, delta1 to the next.
double EndSlope(double h0, double h1, double delta0, double delta1) {
  const double slope = ((2.0 * h0 + h1) * delta0 - h0 * delta1) / (h0 + h1);
  if (slope * delta0 <= 0.0) return 0.0;
  const bool overshoots = delta0 * delta1 <= 0.0 && slope * slope > 9.0 * delta0 * delta0;
  return overshoots ? 3.0 * delta0 : slope;
}

// Slope inside: the weighted harmonic mean of Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5, 1984).
double InnerSlope(double h0, double h1, double delta0, double delta1) {
  if (delta0 * delta1 <= 0.0) return 0.0;
  const double w0 = 2.0 * h1 + h0;
  const double w1 = h1 + 2.0 * h0;
  return (w0 + w1) / (w0 / delta0 + w1 / delta1);
}

}  // namespace

PrintCurve::PrintCurve() : count_(2) {
  points_[0] = {0, 0};
  points_[1] = {1, 1};
}

PrintCurve::PrintCurve(std::span<const CurvePoint> points) : count_(std::min(points.size(), kMaxPoints)) {
  std::copy_n(points.begin(), count_, points_.begin());
  std::stable_sort(points_.begin(), points_.begin() + count_,
                   [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; });
}

bool PrintCurve::IsIdentity() const {
  return std::all_of(points_.begin(), points_.begin() + count_, [](const CurvePoint& p) { return p.x == p.y; }) &&
         count_ >= 2 && points_[0].x == 0.0 && points_[count_ - 1].x == 1.0;
}

bool PrintCurve::operator==(const PrintCurve& other) const {
  return std::equal(points_.begin(), points_.begin() + count_, other.points_.begin(),
                    other.points_.begin() + other.count_);
}

PrintCurveEvaluator::PrintCurveEvaluator(const PrintCurve& curve, CurveInterpolation interpolation)
    : points_(curve.points()), interpolation_(interpolation) {
  const size_t last = points_.size() - 1;
  const auto width = [&](size_t i) { return points_[i + 1].x - points_[i].x; };
  const auto secant = [&](size_t i) { return (points_[i + 1].y - points_[i].y) / width(i); };
  if (last == 1) {
    slopes_[0] = slopes_[1] = secant(0);
    return;
  }
  slopes_[0] = EndSlope(width(0), width(1), secant(0), secant(1));
  slopes_[last] = EndSlope(width(last - 1), width(last - 2), secant(last - 1), secant(last - 2));
  for (size_t i = 1; i < last; ++i) slopes_[i] = InnerSlope(width(i - 1), width(i), secant(i - 1), secant(i));
}

bool PrintCurveEvaluator::IsRising() const {
  return std::is_sorted(points_.begin(), points_.end(),
                        [](const CurvePoint& a, const CurvePoint& b) { return a.y < b.y; });
}

double PrintCurveEvaluator::operator()(double x) const {
  if (x <= points_.front().x) return points_.front().y;
  if (x >= points_.back().x) return points_.back().y;
  const auto above = std::upper_bound(points_.begin(), points_.end(), x,
                                      [](double value, const CurvePoint& p) { return value < p.x; });
  const size_t i = static_cast<size_t>(above - points_.begin()) - 1;
  const CurvePoint& p0 = points_[i];
  const CurvePoint& p1 = points_[i + 1];
  const double h = p1.x - p0.x;
  const double s = (x - p0.x) / h;
  if (interpolation_ == CurveInterpolation::kLinear) return p0.y + s * (p1.y - p0.y);
  // Cubic Hermite.
  const double s2 = s * s;
  const double s3 = s2 * s;
  return p0.y * (2.0 * s3 - 3.0 * s2 + 1.0) + p1.y * (3.0 * s2 - 2.0 * s3) +
         h * (slopes_[i] * (s3 - 2.0 * s2 + s) + slopes_[i + 1] * (s3 - s2));
}

}  // namespace easelight
