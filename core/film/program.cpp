#include "core/film/program.h"

#include <algorithm>

#include "core/base/exact_math.h"
#include "core/film/encode.h"

namespace easelight {
namespace {

void BuildPrintTable(const LightFromDensity& light, PrintTable& table) {
  const auto [low, high] = light.range();
  const double step = (high - low) / PrintTable::kSteps;
  // Pieces meet at half steps; the first and last end at the range itself, where the density is clipped.
  double left = light(low);
  for (int i = 0; i <= PrintTable::kSteps; ++i) {
    const bool at_end = i == PrintTable::kSteps;
    const double right = light(at_end ? high : low + (i + 0.5) * step);
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

StatusOr<Matrix3> OutputFromWorking(const Grade& grade, const Primaries& output) {
  if (!grade.profile_xyz || output == grade.working) return RgbFromRgb(output, grade.working);
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_output, ProfileXyzFromRgb(output));
  return xyz_from_output.Inverse() * *grade.profile_xyz;
}

LightFromDensity::LightFromDensity(const Grade& grade, int channel)
    : master_(grade.print.master, grade.print.interpolation),
      channel_(grade.print.channels[static_cast<size_t>(channel)], grade.print.interpolation),
      has_master_(!grade.print.master.IsIdentity()),
      has_channel_(!grade.print.channels[static_cast<size_t>(channel)].IsIdentity()),
      whole_(grade.whole_range && !has_master_ && !has_channel_),
      glare_(grade.print.glare) {}

double LightFromDensity::operator()(double density) const {
  if (whole_) {
    const double light = density < kWholeRange.high ? ExactExp10(-std::max(density, kWholeRange.low)) : 0.0;
    return (light - glare_) / (1.0 - glare_);
  }
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
  if (first || !(out.primaries == compiled_output_.primaries) || !(grade.working == compiled_working_) ||
      grade.profile_xyz != compiled_profile_xyz_) {
    ASSIGN_OR_RETURN(const Matrix3 matrix, OutputFromWorking(grade, out.primaries));
    for (size_t row = 0; row < 3; ++row) {
      for (size_t column = 0; column < 3; ++column) output[row][column] = static_cast<float>(matrix(row, column));
    }
  }
  RETURN_IF_ERROR(gamut.Compile(grade, out.primaries));
  if (first || !(out.encoding == compiled_output_.encoding) || max_code_wanted != max_code) {
    BuildEncodeTable(out.encoding, max_code_wanted, encode);
    if (max_code_wanted == 255) BuildByteTable(encode, bytes);
  }
  const bool same_light = !first && grade.print == compiled_print_ && grade.whole_range == compiled_whole_range_;
  const DensityAffine map = AffineFromGrade(grade.density, IsNegative(grade.film));
  for (size_t row = 0; row < 3; ++row) {
    const LightFromDensity light_of(grade, static_cast<int>(row));
    if (!same_light) BuildPrintTable(light_of, light[row]);
    const auto [low, high] = light_of.range();
    const double steps_per_density = PrintTable::kSteps / (high - low);
    offset[row] = static_cast<float>((map.offset[row] - low) * steps_per_density);
    for (size_t column = 0; column < 3; ++column) {
      affine[row][column] = static_cast<float>(map.matrix(row, column) * steps_per_density);
    }
  }
  compiled_print_ = grade.print;
  compiled_whole_range_ = grade.whole_range;
  compiled_working_ = grade.working;
  compiled_profile_xyz_ = grade.profile_xyz;
  compiled_output_ = out;
  max_code = max_code_wanted;
  return OkStatus();
}

}  // namespace easelight
