#include "core/film/input_stage.h"

#include <algorithm>

#include "core/base/exact_math.h"
#include "core/film/encode.h"
#include "core/film/simd.h"

namespace easelight {
namespace {

using simd::F32x4;
using simd::I32x4;

constexpr float kMostTransmittance = 1e10f;

// -log10 of a mantissa in [1, 2), piecewise linear. Pieces of 2^-11 keep the chord within 1.3e-8 of the curve: the
// rounding of float32 dominates.
constexpr int kLogBits = 11;
constexpr int kLogShift = 23 - kLogBits;
constexpr int kLogPieces = 1 << kLogBits;

std::array<TablePiece, kLogPieces> MakeLogTable() {
  std::array<TablePiece, kLogPieces> table;
  for (int i = 0; i < kLogPieces; ++i) {
    const double x0 = 1.0 + double(i) / kLogPieces;
    const double x1 = 1.0 + double(i + 1) / kLogPieces;
    const double y0 = -ExactLog10(x0);
    const double slope = (-ExactLog10(x1) - y0) / (x1 - x0);
    table[static_cast<size_t>(i)] = {static_cast<float>(y0 - slope * x0), static_cast<float>(slope)};
  }
  return table;
}

const std::array<TablePiece, kLogPieces> kLogTable = MakeLogTable();

F32x4 DensityOf(F32x4 t) {
  const F32x4 inside = simd::Min(simd::Max(t, simd::Splat(kLeastTransmittance)), simd::Splat(kMostTransmittance));
  const I32x4 bits = simd::Bits(inside);
  const I32x4 one = simd::Splat(0x3F800000);
  const F32x4 mantissa = simd::FromBits((bits & simd::Splat(0x007FFFFF)) | one);
  const F32x4 exponent = __builtin_convertvector((bits >> 23) - simd::Splat(127), F32x4);
  const I32x4 offset = (bits >> (kLogShift - simd::kPieceShift)) & simd::Splat((kLogPieces - 1) << simd::kPieceShift);
  const simd::Pieces piece = simd::Gather(kLogTable.data(), offset);
  constexpr float kLog10Of2 = 0.30102999566f;
  return piece.value + piece.slope * mantissa - exponent * simd::Splat(kLog10Of2);
}

// Splits interleaved codes into planes through `map`.
template <typename T, typename Map>
void Deinterleave(const T* codes, int channels, size_t count, const Planes& out, const Map& map) {
  if (channels == 1) {
    for (size_t i = 0; i < count; ++i) out[0][i] = out[1][i] = out[2][i] = map(codes[i]);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    out[0][i] = map(codes[3 * i]);
    out[1][i] = map(codes[3 * i + 1]);
    out[2][i] = map(codes[3 * i + 2]);
  }
}

}  // namespace

void DensityFromTransmittance(float* values, size_t count) {
  size_t i = 0;
  for (; i + 4 <= count; i += 4) simd::Store(values + i, DensityOf(simd::Load(values + i)));
  for (; i < count; ++i) values[i] = DensityOf(simd::Splat(values[i]))[0];
}

bool InputStage::Matches(const Grade& grade, SampleFormat format) const {
  return compiled_ && format == format_ && grade.input_encoding == encoding_ && grade.input == input_ &&
         grade.working == working_ && IsMonochrome(grade.film) == IsMonochrome(film_);
}

Status InputStage::Compile(const Grade& grade, SampleFormat format) {
  Matrix3 matrix = Matrix3::Identity();
  if (grade.input) {
    ASSIGN_OR_RETURN(matrix, RgbFromRgb(grade.working, *grade.input));
  }
  if (IsMonochrome(grade.film)) {
    ASSIGN_OR_RETURN(const Vector3 luminance, LuminanceRow(grade.working));
    matrix = Matrix3::Rows(luminance) * matrix;
  }
  has_matrix_ = matrix != Matrix3::Identity();
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) matrix_[row][column] = static_cast<float>(matrix(row, column));
  }
  if (format != SampleFormat::kFloat32) {
    const size_t codes = format == SampleFormat::kUint8 ? 256 : 65536;
    BuildLinearTable(grade.input_encoding, format, linear_);
    std::copy_n(linear_.begin(), codes, density_.begin());
    DensityFromTransmittance(density_.data(), codes);
  }
  compiled_ = true;
  format_ = format;
  film_ = grade.film;
  encoding_ = grade.input_encoding;
  input_ = grade.input;
  working_ = grade.working;
  return OkStatus();
}

void InputStage::LinearFromCodes(const void* codes, int channels, size_t count, const Planes& linear) const {
  const auto by_code = [this](auto code) { return linear_[code]; };
  switch (format_) {
    case SampleFormat::kUint8:
      return Deinterleave(static_cast<const uint8_t*>(codes), channels, count, linear, by_code);
    case SampleFormat::kUint16:
      return Deinterleave(static_cast<const uint16_t*>(codes), channels, count, linear, by_code);
    case SampleFormat::kFloat32:
      if (encoding_.kind() == TransferCurve::Kind::kLinear) {
        return Deinterleave(static_cast<const float*>(codes), channels, count, linear, [](float v) { return v; });
      }
      return Deinterleave(static_cast<const float*>(codes), channels, count, linear, [this](float v) {
        // Not (v > 0) rather than v <= 0: NaN counts as 0.
        return v > 0.0f ? static_cast<float>(encoding_.LinearFromEncoded(std::min(v, kMostTransmittance))) : 0.0f;
      });
  }
}

void InputStage::DensityFromLinear(const Planes& planes, size_t count) const {
  if (has_matrix_) {
    const auto row = [this](size_t c, float r, float g, float b) {
      return matrix_[c][0] * r + matrix_[c][1] * g + matrix_[c][2] * b;
    };
    for (size_t i = 0; i < count; ++i) {
      const float r = planes[0][i];
      const float g = planes[1][i];
      const float b = planes[2][i];
      for (size_t c = 0; c < 3; ++c) planes[c][i] = row(c, r, g, b);
    }
  }
  for (float* plane : planes) DensityFromTransmittance(plane, count);
}

void InputStage::DensityFromCodes(const void* codes, int channels, size_t count, const Planes& density) const {
  const auto by_code = [this](auto code) { return density_[code]; };
  if (!has_matrix_ && format_ == SampleFormat::kUint8) {
    return Deinterleave(static_cast<const uint8_t*>(codes), channels, count, density, by_code);
  }
  if (!has_matrix_ && format_ == SampleFormat::kUint16) {
    return Deinterleave(static_cast<const uint16_t*>(codes), channels, count, density, by_code);
  }
  LinearFromCodes(codes, channels, count, density);
  DensityFromLinear(density, count);
}

}  // namespace easelight
