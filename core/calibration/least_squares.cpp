#include "core/calibration/least_squares.h"

#include <Eigen/Dense>

namespace easelight {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr int kMostTries = 500;
constexpr double kLeastGain = 1e-12;
// Of the damping: where it begins, how it answers to a step that succeeds or fails, and where it gives up.
constexpr double kFirstDamping = 1e-3;
constexpr double kDampingFactor = 10;
constexpr double kMostDamping = 1e12;

// Eigen's view of a point.
struct PointView {
  Eigen::Map<const VectorXd> residuals;
  Eigen::Map<const RowMajor> jacobian;

  PointView(const LeastSquaresPoint& point, Eigen::Index parameters)
      : residuals(point.residuals.data(), static_cast<Eigen::Index>(point.residuals.size())),
        jacobian(point.jacobian.data(), static_cast<Eigen::Index>(point.residuals.size()), parameters) {}
};

// The step that a linear model would end with, the damping holding each parameter back in its own unit. By QR of the
// derivatives rather than of their squares, which would square their condition too.
VectorXd DampedStep(const PointView& point, double damping) {
  const Eigen::Index rows = point.jacobian.rows();
  const Eigen::Index columns = point.jacobian.cols();
  MatrixXd system(rows + columns, columns);
  system.topRows(rows) = point.jacobian;
  const VectorXd units = point.jacobian.colwise().norm().transpose().cwiseMax(1e-12);
  system.bottomRows(columns) = (std::sqrt(damping) * units).asDiagonal();
  VectorXd target = VectorXd::Zero(rows + columns);
  target.head(rows) = -point.residuals;
  return system.colPivHouseholderQr().solve(target);
}

double ConditionOf(const PointView& point) {
  const VectorXd norms = point.jacobian.colwise().norm().transpose();
  if (norms.minCoeff() <= 0) return HUGE_VAL;
  const MatrixXd scaled = point.jacobian * norms.cwiseInverse().asDiagonal();
  const VectorXd values = scaled.jacobiSvd().singularValues();
  const double least = values(values.size() - 1);
  return least > 0 ? values(0) / least : HUGE_VAL;
}

}  // namespace

LeastSquaresResult SolveLeastSquares(const LeastSquaresModel& model, std::vector<double> start, size_t residuals) {
  const size_t parameters = start.size();
  const auto count = static_cast<Eigen::Index>(parameters);
  const auto make_point = [&] {
    return LeastSquaresPoint{std::vector<double>(residuals), std::vector<double>(residuals * parameters)};
  };
  const auto sum_of = [](const LeastSquaresPoint& point) {
    double sum = 0;
    for (const double residual : point.residuals) sum += residual * residual;
    return sum;
  };
  LeastSquaresResult result{std::move(start), 0, 0, HUGE_VAL};
  LeastSquaresPoint point = make_point();
  LeastSquaresPoint next = make_point();
  if (!model(result.parameters, point)) return result;
  result.sum = sum_of(point);
  double damping = kFirstDamping;
  for (int tries = 0; tries < kMostTries && damping < kMostDamping; ++tries) {
    const VectorXd step = DampedStep(PointView(point, count), damping);
    std::vector<double> moved = result.parameters;
    for (Eigen::Index i = 0; i < count; ++i) moved[static_cast<size_t>(i)] += step(i);
    const double sum = model(moved, next) ? sum_of(next) : HUGE_VAL;
    if (!(sum < result.sum)) {
      damping *= kDampingFactor;
      continue;
    }
    const bool settled = result.sum - sum <= kLeastGain * result.sum;
    result.parameters = std::move(moved);
    result.sum = sum;
    ++result.steps;
    std::swap(point, next);
    damping /= kDampingFactor;
    if (settled) break;
  }
  result.condition = ConditionOf(PointView(point, count));
  return result;
}

}  // namespace easelight
