// The model that is fitted to a chart: from the scan's densities to print densities, with its derivatives.
//
//   t = T s           s: the scan's light; T's rows sum to 1, so that white stays white
//   d = o -+ S M D    D = -log10 t; M's rows sum to 1, so that grays stay gray; S a slope a channel; - for negatives
#pragma once

#include <span>
#include <vector>

#include "core/calibration/chart_layout.h"
#include "core/calibration/least_squares.h"

namespace easelight {

struct ChartModelParts {
  bool input = false;     // T is fitted.
  bool matrix = false;    // M is fitted.
  bool channels = false;  // Each channel has a slope of its own; else one for all, times what they start from.
};

// One state of the model.
struct ChartModelState {
  Matrix3 input = Matrix3::Identity();
  Matrix3 matrix = Matrix3::Identity();
  Vector3 slope = Vector3::Constant(1);
  Vector3 offset;
};

class ChartModel {
 public:
  // `target`: print densities. `start` gives what is not fitted, and where the fit begins.
  ChartModel(const PatchColors& scan_densities, const PatchColors& target, bool negative, ChartModelParts parts,
             const ChartModelState& start);

  size_t parameter_count() const;
  // Three for each patch, weighted, and one for each entry of T and M that is fitted, which holds it back a little:
  // together they can undo each other, and a chart with few colors would leave them free.
  size_t residual_count() const;

  std::vector<double> Parameters(const ChartModelState& state) const;
  ChartModelState State(std::span<const double> parameters) const;

  // False where a patch would have no light.
  bool operator()(std::span<const double> parameters, LeastSquaresPoint& point) const;

  // Print densities of each patch. False as above.
  bool Printed(const ChartModelState& state, PatchColors& printed) const;

 private:
  PatchColors light_;
  PatchColors target_;
  double sign_;
  ChartModelParts parts_;
  ChartModelState start_;
};

// The square root of the mean square of what is printed less the target, weighted by kPatchWeights.
double WeightedError(const PatchColors& printed, const PatchColors& target);

}  // namespace easelight
