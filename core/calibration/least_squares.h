// Nonlinear least squares with derivatives, by Levenberg and Marquardt's method. The same input gives the same result.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace easelight {

// Residuals at some parameters, and their derivatives: row after row of one for each parameter.
struct LeastSquaresPoint {
  std::vector<double> residuals;
  std::vector<double> jacobian;
};

// Fills the point, whose vectors have their sizes; false where the model has no value there.
using LeastSquaresModel = std::function<bool(std::span<const double> parameters, LeastSquaresPoint& point)>;

struct LeastSquaresResult {
  std::vector<double> parameters;
  double sum = 0;        // Of the squares.
  int steps = 0;         // That lowered it.
  double condition = 0;  // Of the derivatives, each parameter in its own unit; huge where one decides nothing.
};

// From `start`, where the model must have a value. Ends where a step lowers the sum by less than one part in 1e12.
LeastSquaresResult SolveLeastSquares(const LeastSquaresModel& model, std::vector<double> start, size_t residuals);

}  // namespace easelight
