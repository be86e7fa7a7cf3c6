#include "core/calibration/chart_model.h"

#include <cmath>
#include <numeric>

#include "core/base/exact_math.h"

namespace easelight {
namespace {

constexpr double kLn10 = 2.30258509299404568402;

// How strongly an entry off the diagonal is held at 0, against the weights of all patches: an entry of 1 counts as an
// error of 0.01 in every patch.
constexpr double kHold = 0.01;

// Where the six entries off a diagonal stand.
constexpr std::array<std::array<size_t, 2>, 6> kOffDiagonal = {{{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}}};

double TotalWeight() { return 3 * std::accumulate(kPatchWeights.begin(), kPatchWeights.end(), 0.0); }

Matrix3 WithRowsOfOne(std::span<const double> entries) {
  Matrix3 matrix = Matrix3::Identity();
  for (size_t i = 0; i < kOffDiagonal.size(); ++i) {
    const auto [row, column] = kOffDiagonal[i];
    matrix(row, column) = entries[i];
    matrix(row, row) -= entries[i];
  }
  return matrix;
}

}  // namespace

ChartModel::ChartModel(const PatchColors& scan_densities, const PatchColors& target, bool negative,
                       ChartModelParts parts, const ChartModelState& start)
    : target_(target), sign_(negative ? -1 : 1), parts_(parts), start_(start) {
  for (size_t i = 0; i < kPatchCount; ++i) {
    for (size_t c = 0; c < 3; ++c) light_[i][c] = ExactExp10(-scan_densities[i][c]);
  }
}

size_t ChartModel::parameter_count() const {
  return (parts_.input ? 6u : 0u) + (parts_.matrix ? 6u : 0u) + (parts_.channels ? 3u : 1u) + 3u;
}

size_t ChartModel::residual_count() const {
  return 3 * kPatchCount + (parts_.input ? 6u : 0u) + (parts_.matrix ? 6u : 0u);
}

std::vector<double> ChartModel::Parameters(const ChartModelState& state) const {
  std::vector<double> parameters;
  for (const auto& [fitted, matrix] : {std::pair(parts_.input, &state.input), {parts_.matrix, &state.matrix}}) {
    for (const auto [row, column] : kOffDiagonal) {
      if (fitted) parameters.push_back((*matrix)(row, column));
    }
  }
  if (parts_.channels) {
    parameters.insert(parameters.end(), state.slope.values.begin(), state.slope.values.end());
  } else {
    parameters.push_back(state.slope[1] / start_.slope[1]);
  }
  parameters.insert(parameters.end(), state.offset.values.begin(), state.offset.values.end());
  return parameters;
}

ChartModelState ChartModel::State(std::span<const double> parameters) const {
  ChartModelState state = start_;
  if (parts_.input) {
    state.input = WithRowsOfOne(parameters.first(6));
    parameters = parameters.subspan(6);
  }
  if (parts_.matrix) {
    state.matrix = WithRowsOfOne(parameters.first(6));
    parameters = parameters.subspan(6);
  }
  if (parts_.channels) {
    state.slope = {parameters[0], parameters[1], parameters[2]};
    parameters = parameters.subspan(3);
  } else {
    state.slope = parameters[0] * start_.slope;
    parameters = parameters.subspan(1);
  }
  state.offset = {parameters[0], parameters[1], parameters[2]};
  return state;
}

bool ChartModel::Printed(const ChartModelState& state, PatchColors& printed) const {
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3 working = state.input * light_[i];
    Vector3 density;
    for (size_t c = 0; c < 3; ++c) {
      if (!(working[c] > 0)) return false;
      density[c] = -ExactLog10(working[c]);
    }
    printed[i] = state.offset + sign_ * Times(state.slope, state.matrix * density);
  }
  return true;
}

bool ChartModel::operator()(std::span<const double> parameters, LeastSquaresPoint& point) const {
  const ChartModelState state = State(parameters);
  const size_t columns = parameter_count();
  std::fill(point.jacobian.begin(), point.jacobian.end(), 0.0);
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3 working = state.input * light_[i];
    Vector3 density;
    for (size_t c = 0; c < 3; ++c) {
      if (!(working[c] > 0)) return false;
      density[c] = -ExactLog10(working[c]);
    }
    const Vector3 mixed = state.matrix * density;
    const double weight = std::sqrt(kPatchWeights[i]);
    for (size_t c = 0; c < 3; ++c) {
      const size_t row = 3 * i + c;
      const double gain = sign_ * state.slope[c];
      point.residuals[row] = weight * (state.offset[c] + gain * mixed[c] - target_[i][c]);
      double* entry = point.jacobian.data() + row * columns;
      if (parts_.input) {
        // dD_r / dT_rk = -(s_k - s_r) / (t_r ln 10), as the diagonal gives what the entry takes.
        for (const auto [r, k] : kOffDiagonal) {
          const double moved = -(light_[i][k] - light_[i][r]) / (working[r] * kLn10);
          *entry++ = weight * gain * state.matrix(c, r) * moved;
        }
      }
      if (parts_.matrix) {
        for (const auto [r, k] : kOffDiagonal) *entry++ = r == c ? weight * gain * (density[k] - density[r]) : 0;
      }
      if (parts_.channels) {
        entry[c] = weight * sign_ * mixed[c];
        entry += 3;
      } else {
        *entry++ = weight * sign_ * start_.slope[c] * mixed[c];
      }
      entry[c] = weight;
    }
  }
  const double hold = kHold * std::sqrt(TotalWeight());
  for (size_t row = 3 * kPatchCount; row < residual_count(); ++row) {
    const size_t held = row - 3 * kPatchCount;
    point.residuals[row] = hold * parameters[held];
    point.jacobian[row * columns + held] = hold;
  }
  return true;
}

double WeightedError(const PatchColors& printed, const PatchColors& target) {
  double sum = 0;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3 difference = printed[i] - target[i];
    sum += kPatchWeights[i] * Dot(difference, difference);
  }
  return std::sqrt(sum / TotalWeight());
}

}  // namespace easelight
