#include "core/film/program.h"

#include <algorithm>

#include "core/base/exact_math.h"
#include "core/film/encode.h"

namespace easelight {
namespace {

void BuildPrintTable(const PrintGrade& print, int channel, PrintTable& table) {
  const LightFromDensity light(print, channel);
  constexpr double kStep = kCurveRange / PrintTable::kSteps;
  // Pieces meet at half steps; the first and last end at the range itself, where the density is clipped.
  double left = light(0.0);
  for (int i = 0; i <= PrintTable::kSteps; ++i) {
    const bool at_end = i == PrintTable::kSteps;
    const double right = light(at_end ? kCurveRange : (i + 0.5) * kStep);
    double value = 0.5 * (left + right);
    double slope = right - left;
    if (i == 0 || at_end) {
      value = i == 0 ? left : right;
      slope *= 2.0;
    }
    table.pieces[static_cast<size_t>(i)] = {static_cast<float>(value), static_cast<float>(slope)};
    left = right;
  }
}

}  // namespace

LightFromDensity::LightFromDensity(const PrintGrade& print, int channel)
    : master_(print.master, print.interpolation),
      channel_(print.channels[static_cast<size_t>(channel)], print.interpolation),
      has_master_(!print.master.IsIdentity()),
      has_channel_(!print.channels[static_cast<size_t>(channel)].IsIdentity()),
      glare_(print.glare) {}

double LightFromDensity::operator()(double density) const {
  double n = 1.0 - std::clamp(density / kCurveRange, 0.0, 1.0);
  if (has_master_) n = std::clamp(master_(n), 0.0, 1.0);
  if (has_channel_) n = channel_(n);
  const double light = std::clamp(ExactExp10(-(1.0 - n) * kCurveRange), 0.0, 1.0);
  return (light - glare_) / (1.0 - glare_);
}

DensityAffine AffineFromGrade(const DensityGrade& density, bool negative) {
  const double sign = negative ? -1.0 : 1.0;
  const Vector3 base(density.base);
  const Vector3 gains(density.gains);
  const Vector3 slope = density.gamma * Vector3(density.channel_gamma);
  // C = pivot + slope (M (D - base) - pivot); d = exposure -+ C - gains.
  const Vector3 contrast_at_zero =
      Vector3::Constant(kDensityPivot) - Times(slope, density.matrix * base + Vector3::Constant(kDensityPivot));
  return {.matrix = Matrix3::Diagonal(sign * slope) * density.matrix,
          .offset = Vector3::Constant(density.exposure) + sign * contrast_at_zero - gains};
}

Status PrintProgram::Compile(const Grade& grade, const OutputSpace& out, uint32_t max_code_wanted) {
  const bool first = max_code == 0;
  if (first || !(out.primaries == compiled_output_.primaries) || !(grade.working == compiled_working_)) {
    ASSIGN_OR_RETURN(const Matrix3 matrix, RgbFromRgb(out.primaries, grade.working));
    for (size_t row = 0; row < 3; ++row) {
      for (size_t column = 0; column < 3; ++column) output[row][column] = static_cast<float>(matrix(row, column));
    }
  }
  if (first || !(out.encoding == compiled_output_.encoding) || max_code_wanted != max_code) {
    BuildEncodeTable(out.encoding, max_code_wanted, encode);
    if (max_code_wanted == 255) BuildByteTable(encode, bytes);
  }
  if (first || !(grade.print == compiled_print_)) {
    for (int channel = 0; channel < 3; ++channel)
      BuildPrintTable(grade.print, channel, light[static_cast<size_t>(channel)]);
  }
  constexpr double kStepsPerDensity = PrintTable::kSteps / kCurveRange;
  const DensityAffine map = AffineFromGrade(grade.density, IsNegative(grade.film));
  for (size_t row = 0; row < 3; ++row) {
    offset[row] = static_cast<float>(map.offset[row] * kStepsPerDensity);
    for (size_t column = 0; column < 3; ++column) {
      affine[row][column] = static_cast<float>(map.matrix(row, column) * kStepsPerDensity);
    }
  }
  compiled_print_ = grade.print;
  compiled_working_ = grade.working;
  compiled_output_ = out;
  max_code = max_code_wanted;
  return OkStatus();
}

}  // namespace easelight
