#include "core/film/input_stage.h"

#include <algorithm>

#include "core/base/exact_math.h"
#include "core/film/encode.h"
#include "core/film/kernel_rgb.h"

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

// Calls put(i, red, green, blue) for each pixel of interleaved codes, with what `map` makes of the channels' codes.
template <typename T, typename Map, typename Put>
void EachPixel(const T* codes, int channels, size_t count, const Map& map, const Put& put) {
  const size_t step = static_cast<size_t>(channels);
  const size_t green = channels == 1 ? 0 : 1;
  for (size_t i = 0; i < count; ++i) {
    const T* pixel = codes + step * i;
    put(i, map(size_t{0}, pixel[0]), map(size_t{1}, pixel[green]), map(size_t{2}, pixel[2 * green]));
  }
}

// Puts pixels into planes.
auto IntoPlanes(const Planes& out) {
  return [out](size_t i, float r, float g, float b) {
    out[0][i] = r;
    out[1][i] = g;
    out[2][i] = b;
  };
}

void ApplyMatrix(const std::array<std::array<float, 3>, 3>& matrix, const Planes& planes, size_t count) {
  const simd::Matrix lanes(matrix);
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const simd::Rgb rgb = simd::Times(lanes, simd::LoadRgb({planes[0], planes[1], planes[2]}, i));
    simd::Store(planes[0] + i, rgb.r);
    simd::Store(planes[1] + i, rgb.g);
    simd::Store(planes[2] + i, rgb.b);
  }
  for (; i < count; ++i) {
    const std::array<float, 3> v = {planes[0][i], planes[1][i], planes[2][i]};
    for (size_t c = 0; c < 3; ++c) planes[c][i] = matrix[c][0] * v[0] + matrix[c][1] * v[1] + matrix[c][2] * v[2];
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
         grade.camera == camera_ && (grade.table ? grade.table->digest : kNoTable) == table_ &&
         grade.working == working_ && IsMonochrome(grade.film) == IsMonochrome(film_);
}

StatusOr<Matrix3> WorkingFromInput(const Grade& grade) {
  Matrix3 matrix = Matrix3::Identity();
  if (grade.input) {
    ASSIGN_OR_RETURN(matrix, RgbFromRgb(grade.working, *grade.input));
  }
  if (grade.camera) {
    matrix = matrix * grade.camera->input_from_balanced * Matrix3::Diagonal(Vector3(grade.camera->balance));
  }
  if (IsMonochrome(grade.film)) {
    ASSIGN_OR_RETURN(const Vector3 luminance, LuminanceRow(grade.working));
    matrix = Matrix3::Rows(luminance) * matrix;
  }
  return matrix;
}

Status InputStage::Compile(const Grade& grade, SampleFormat format) {
  ASSIGN_OR_RETURN(const Matrix3 matrix, WorkingFromInput(grade));
  has_matrix_ = matrix != Matrix3::Identity();
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) matrix_[row][column] = static_cast<float>(matrix(row, column));
  }
  compiled_ = true;
  format_ = format;
  film_ = grade.film;
  for (size_t c = 0; c < 3; ++c) encoding_[c] = grade.input_encoding[c].Outline();
  input_ = grade.input;
  camera_ = grade.camera;
  working_ = grade.working;
  table_ = grade.table ? grade.table->digest : kNoTable;
  BuildCodeTables(grade);
  return OkStatus();
}

void InputStage::BuildCodeTables(const Grade& grade) {
  const ChannelCurves& curves = grade.table ? grade.table->axes : grade.input_encoding;
  same_curves_ = curves[1] == curves[0] && curves[2] == curves[0];
  const auto sampled = [](const TransferCurve& curve) { return curve.kind() == TransferCurve::Kind::kSampled; };
  const bool looked_up = grade.table || std::any_of(encoding_.begin(), encoding_.end(), sampled);
  by_sample_ = format_ == SampleFormat::kFloat32 && !looked_up && same_curves_ &&
               curves[0].kind() != TransferCurve::Kind::kLinear;
  if (by_sample_) BuildLightTable(curves[0], light_of_sample_);
  if (format_ == SampleFormat::kFloat32 && !looked_up) return;
  const SampleFormat codes = format_ == SampleFormat::kFloat32 ? SampleFormat::kUint16 : format_;
  const size_t count = codes == SampleFormat::kUint8 ? 256 : 65536;
  for (size_t c = 0; c < (same_curves_ ? 1 : 3); ++c) {
    BuildLinearTable(curves[c], codes, by_code_[c]);
    if (!grade.table) continue;
    for (size_t i = 0; i < count; ++i) by_code_[c][i] *= static_cast<float>(grade.table->side - 1);
  }
  if (grade.table) {
    light_at_ = {grade.table->nodes.data(), grade.table->node, grade.table->side, &grade.table->rgb_from_xyz};
  } else if (same_curves_) {
    std::copy_n(by_code_[0].begin(), count, by_code_[1].begin());
    DensityFromTransmittance(by_code_[1].data(), count);
  }
}

// What the code tables say, between their codes; a formula, where there is one, is evaluated.
float InputStage::FloatFromSample(size_t channel, float sample) const {
  const float inside = sample > 0.0f ? std::min(sample, kMostTransmittance) : 0.0f;  // NaN counts as 0.
  const TransferCurve& curve = encoding_[channel];
  const bool formula = table_ == kNoTable && curve.kind() != TransferCurve::Kind::kSampled;
  if (formula) return static_cast<float>(curve.LinearFromEncoded(inside));
  const float at = std::min(inside, 1.0f) * 65535.0f;
  const size_t left = std::min(static_cast<size_t>(at), size_t{65534});
  const CodeTable& table = LinearOf(channel);
  return table[left] + (at - static_cast<float>(left)) * (table[left + 1] - table[left]);
}

// What the formula says, four samples at once; it is evaluated for those that are brighter than white.
void InputStage::LightFromSamples(const float* samples, size_t count, float* light) const {
  for (size_t i = 0; i < count; i += 4) {
    std::array<float, 4> last{};
    const size_t here = std::min(count - i, size_t{4});
    std::copy_n(samples + i, here, last.begin());
    const F32x4 sample = simd::Max(simd::Load(last.data()), simd::Splat(0.0f));
    const F32x4 inside = simd::Min(simd::Max(sample, simd::Splat(LightTable::kLeast)), simd::Splat(1.0f));
    const I32x4 piece_at = (simd::Bits(inside) >> LightTable::kShift) - simd::Splat(LightTable::kFirstKey - 1);
    const simd::Pieces piece = simd::Gather(light_of_sample_.pieces.data(), piece_at << simd::kPieceShift);
    simd::Store(last.data(), piece.value + piece.slope * sample);
    std::copy_n(last.begin(), here, light + i);
    if (simd::AllTrue(sample <= simd::Splat(1.0f))) continue;
    for (size_t k = i; k < i + here; ++k) {
      if (samples[k] > 1.0f) light[k] = FloatFromSample(0, samples[k]);
    }
  }
}

template <typename Put>
void InputStage::EachPlace(const void* codes, int channels, size_t count, const Put& put) const {
  const auto by_code = [this](size_t channel, auto code) { return LinearOf(channel)[code]; };
  switch (format_) {
    case SampleFormat::kUint8:
      return EachPixel(static_cast<const uint8_t*>(codes), channels, count, by_code, put);
    case SampleFormat::kUint16:
      return EachPixel(static_cast<const uint16_t*>(codes), channels, count, by_code, put);
    case SampleFormat::kFloat32:
      break;
  }
  const auto* samples = static_cast<const float*>(codes);
  if (table_ == kNoTable && same_curves_ && encoding_[0].kind() == TransferCurve::Kind::kLinear) {
    return EachPixel(
        samples, channels, count, [](size_t, float v) { return v; }, put);
  }
  if (!by_sample_) {
    const auto of_channel = [this](size_t channel, float v) { return FloatFromSample(channel, v); };
    return EachPixel(samples, channels, count, of_channel, put);
  }
  constexpr size_t kRun = 64;  // Pixels whose light is found at a time, on the stack.
  std::array<float, 3 * kRun> light;
  const auto step = static_cast<size_t>(channels);
  for (size_t done = 0; done < count; done += kRun) {
    const size_t here = std::min(kRun, count - done);
    LightFromSamples(samples + done * step, here * step, light.data());
    EachPixel(
        light.data(), channels, here, [](size_t, float v) { return v; },
        [&](size_t i, float r, float g, float b) { put(done + i, r, g, b); });
  }
}

template <typename Put>
void InputStage::EachLight(const void* codes, int channels, size_t count, const Put& put) const {
  if (table_ == kNoTable) return EachPlace(codes, channels, count, put);
  EachPlace(codes, channels, count, [&](size_t i, float r, float g, float b) {
    const std::array<float, 3> light = light_at_(r, g, b);
    put(i, light[0], light[1], light[2]);
  });
}

void InputStage::LinearFromCodes(const void* codes, int channels, size_t count, const Planes& linear) const {
  EachLight(codes, channels, count, IntoPlanes(linear));
}

void InputStage::LightFromCodes(const void* codes, int channels, size_t count, float* pixels) const {
  const bool linear = table_ == kNoTable && same_curves_ && encoding_[0].kind() == TransferCurve::Kind::kLinear;
  if (linear && format_ == SampleFormat::kUint16 && channels == 3) {
    // The quotient is the table's entry in every bit, and quicker to be had. All but the last pixel have a fourth code
    // behind them.
    const auto* words = static_cast<const uint16_t*>(codes);
    size_t done = 0;
    for (; done + 1 < count; ++done) {
      const F32x4 light = simd::FloatsOfWords(words + 3 * done) / simd::Splat(65535.0f);
      simd::Store(pixels + 4 * done, simd::WithoutLast(light));
    }
    codes = words + 3 * done;
    pixels += 4 * done;
    count -= done;
  }
  EachLight(codes, channels, count, [pixels](size_t i, float r, float g, float b) {
    simd::Store(pixels + 4 * i, F32x4{r, g, b, 0.0f});
  });
}

void InputStage::DensityFromLinear(const Planes& planes, size_t count) const {
  for (size_t c = 0; camera_ && c < 3; ++c) {
    if (camera_->balance[c] <= 1) continue;  // No code is brighter than white.
    const float white = static_cast<float>(1 / camera_->balance[c]);
    for (size_t i = 0; i < count; ++i) planes[c][i] = std::min(planes[c][i], white);
  }
  if (has_matrix_) ApplyMatrix(matrix_, planes, count);
  for (float* plane : planes) DensityFromTransmittance(plane, count);
}

void InputStage::DensityFromCodes(const void* codes, int channels, size_t count, const Planes& density) const {
  const auto by_code = [this](size_t, auto code) { return densities()[code]; };
  const bool direct = !has_matrix_ && table_ == kNoTable && same_curves_;
  if (direct && format_ == SampleFormat::kUint8) {
    return EachPixel(static_cast<const uint8_t*>(codes), channels, count, by_code, IntoPlanes(density));
  }
  if (direct && format_ == SampleFormat::kUint16) {
    return EachPixel(static_cast<const uint16_t*>(codes), channels, count, by_code, IntoPlanes(density));
  }
  LinearFromCodes(codes, channels, count, density);
  DensityFromLinear(density, count);
}

}  // namespace easelight
