#include "core/film/program.h"

#include <algorithm>

#include "core/film/encode.h"

namespace easelight {
namespace {

void StoreMatrix(const Matrix3& matrix, std::array<std::array<float, 3>, 3>& rows) {
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) rows[row][column] = static_cast<float>(matrix(row, column));
  }
}

// A proof's way on, from XYZ relative to white's to the screen.
Status CompileSeen(const Primaries& screen, ProfileEncoding& profile) {
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_screen, ProfileXyzFromRgb(screen));
  // White is light of 1 in all channels.
  const Vector3 white = xyz_from_screen * Vector3::Constant(1);
  StoreMatrix(xyz_from_screen.Inverse() * Matrix3::Diagonal(white), profile.seen);
  return OkStatus();
}

}  // namespace

StatusOr<Matrix3> OutputFromWorking(const Grade& grade, const OutputSpace& output) {
  if (output.profile || output.gray) {
    ASSIGN_OR_RETURN(const Matrix3 xyz, grade.profile_xyz ? *grade.profile_xyz : ProfileXyzFromRgb(grade.working));
    if (output.profile) return output.profile->light_from_xyz * xyz;
    // White stays white, whatever the steps of a profile's figures add up to.
    return Matrix3::Rows(xyz.rows[1] / xyz.rows[1].Sum());
  }
  if (!grade.profile_xyz || output.primaries == grade.working) return RgbFromRgb(output.primaries, grade.working);
  ASSIGN_OR_RETURN(const Matrix3 xyz_from_output, ProfileXyzFromRgb(output.primaries));
  return xyz_from_output.Inverse() * *grade.profile_xyz;
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

void PrintProgram::BuildLightTables(const Grade& grade) {
  const auto& curves = grade.print.channels;
  for (size_t c = 0; c < 3; ++c) {
    const auto same = static_cast<size_t>(std::find(curves.begin(), curves.end(), curves[c]) - curves.begin());
    table_of[c] = static_cast<uint8_t>(same);
    if (same == c) BuildPrintTable(LightFromDensity(grade, static_cast<int>(c)), grade.print.interpolation, light[c]);
  }
}

Status PrintProgram::Compile(const Grade& grade, const OutputSpace& out, uint32_t max_code_wanted) {
  const bool first = max_code == 0;
  const uint64_t profile_digest = out.profile ? out.profile->digest : 0;
  const bool same_space =
      !first && out.primaries == compiled_output_ && out.gray == compiled_gray_ && profile_digest == compiled_profile_;
  if (!same_space || !(grade.working == compiled_working_) || grade.profile_xyz != compiled_profile_xyz_) {
    ASSIGN_OR_RETURN(const Matrix3 matrix, OutputFromWorking(grade, out));
    StoreMatrix(matrix, output);
  }
  RETURN_IF_ERROR(gamut.Compile(grade, out));
  by_profile = out.profile != nullptr;
  if (by_profile && (!same_space || max_code_wanted != max_code)) {
    BuildProfileEncoding(*out.profile, max_code_wanted, profile);
  }
  if (by_profile) profile.nodes = out.profile->table ? out.profile->table->nodes.data() : nullptr;
  if (by_profile && profile.proof && !same_space) RETURN_IF_ERROR(CompileSeen(out.primaries, profile));
  const bool same_encoding = !first && out.encoding == compiled_encoding_ && max_code_wanted == max_code;
  if (!same_encoding) {
    BuildEncodeTable(out.encoding, max_code_wanted, encode);
    if (max_code_wanted == 255) BuildByteTable(encode, bytes);
  }
  const bool same_light = !first && grade.print == compiled_print_ && grade.whole_range == compiled_whole_range_;
  if (!same_light) BuildLightTables(grade);
  const DensityAffine map = AffineFromGrade(grade.density, IsNegative(grade.film));
  for (size_t row = 0; row < 3; ++row) {
    const PrintTable& table = LightTable(row);
    const double steps_per_density = table.steps() / table.range.width();
    offset[row] = static_cast<float>((map.offset[row] - table.range.low) * steps_per_density);
    for (size_t column = 0; column < 3; ++column) {
      affine[row][column] = static_cast<float>(map.matrix(row, column) * steps_per_density);
    }
  }
  compiled_print_ = grade.print;
  compiled_whole_range_ = grade.whole_range;
  compiled_working_ = grade.working;
  compiled_profile_xyz_ = grade.profile_xyz;
  compiled_output_ = out.primaries;
  compiled_encoding_ = out.encoding.Outline();
  compiled_gray_ = out.gray;
  compiled_profile_ = profile_digest;
  max_code = max_code_wanted;
  return OkStatus();
}

}  // namespace easelight
