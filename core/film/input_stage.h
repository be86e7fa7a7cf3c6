// The input stage: from scan codes to densities. Linearize, input matrix, monochrome, -log10.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/image.h"
#include "core/film/grade.h"
#include "core/film/kernel.h"

namespace easelight {

// Transmittance below this counts as this: density 10.
inline constexpr float kLeastTransmittance = 1e-10f;

// Density of each of `count` transmittances, in place: -log10(max(t, 1e-10)). NaN counts as 1e-10; infinity as 1e10.
// Maximum error 1.5e-6 for densities to 5 (8e-7 to 2).
void DensityFromTransmittance(float* values, size_t count);

// The input stage of one grade for scans of one format, with its tables; plain data of fixed size.
class InputStage {
 public:
  // Prepares for scan codes of `format`. Errors: kOutOfRange when the primaries span no space.
  Status Compile(const Grade& grade, SampleFormat format);

  // Whether this stage already is what Compile(grade, format) would make.
  bool Matches(const Grade& grade, SampleFormat format) const;

  // Linear scanner light of `count` pixels of `channels` (1 or 3) interleaved codes, as three planes.
  void LinearFromCodes(const void* codes, int channels, size_t count, const Planes& linear) const;

  // Densities from linear scanner light, in place.
  void DensityFromLinear(const Planes& planes, size_t count) const;

  // Both at once; the same values, faster where one table does it all.
  void DensityFromCodes(const void* codes, int channels, size_t count, const Planes& density) const;

 private:
  bool compiled_ = false;
  SampleFormat format_ = SampleFormat::kUint8;
  FilmKind film_ = FilmKind::kColorNegative;
  TransferCurve encoding_ = TransferCurve::Linear();
  std::optional<Primaries> input_;
  Primaries working_;
  bool has_matrix_ = false;
  std::array<std::array<float, 3>, 3> matrix_{};  // Input primaries to working space, or to luminance in all three.
  std::array<float, 65536> linear_;               // By code, for integer formats.
  std::array<float, 65536> density_;              // By code, where there is no matrix.
};

}  // namespace easelight
