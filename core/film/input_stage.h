// The input stage: from scan codes to densities. Linearize, input matrix, monochrome, -log10.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/image.h"
#include "core/film/encode.h"
#include "core/film/grade.h"
#include "core/film/kernel.h"

namespace easelight {

// Transmittance below this counts as this: density 10.
inline constexpr float kLeastTransmittance = 1e-10f;

// Density of each of `count` transmittances, in place: -log10(max(t, 1e-10)). NaN counts as 1e-10; infinity as 1e10.
// Maximum error 1.5e-6 for densities to 5 (8e-7 to 2).
void DensityFromTransmittance(float* values, size_t count);

// Light of the working space from that of the input: of its primaries, or of a camera; for monochrome kinds its
// luminance, in all three channels. Errors: kOutOfRange when the primaries span no space.
StatusOr<Matrix3> WorkingFromInput(const Grade& grade);

// The input stage of one grade for scans of one format, with its tables; plain data of fixed size.
class InputStage {
 public:
  // Prepares for scan codes of `format`. Who compiles a stage keeps the grade's table as long as it is used.
  // Errors: kOutOfRange when the primaries span no space.
  Status Compile(const Grade& grade, SampleFormat format);

  // Whether this stage already is what Compile(grade, format) would make.
  bool Matches(const Grade& grade, SampleFormat format) const;

  // Linear light of `count` pixels of `channels` (1 or 3) interleaved codes, as three planes: the scanner's, or the
  // working space's where the grade has a table.
  void LinearFromCodes(const void* codes, int channels, size_t count, const Planes& linear) const;

  // The same light as four floats a pixel: red, green, blue, and 0.
  void LightFromCodes(const void* codes, int channels, size_t count, float* pixels) const;

  // Densities from that light, in place.
  void DensityFromLinear(const Planes& planes, size_t count) const;

  // Both at once; the same values, faster where one table does it all.
  void DensityFromCodes(const void* codes, int channels, size_t count, const Planes& density) const;

 private:
  static constexpr uint64_t kNoTable = 0;

  void BuildCodeTables(const Grade& grade);
  const CodeTable& LinearOf(size_t channel) const { return by_code_[same_curves_ ? 0 : channel]; }
  const CodeTable& densities() const { return by_code_[1]; }
  float FloatFromSample(size_t channel, float sample) const;
  void LightFromSamples(const float* samples, size_t count, float* light) const;
  // Calls put(i, red, green, blue) for each pixel: with its light, or its place on the axes of the table; with its
  // light.
  template <typename Put>
  void EachPlace(const void* codes, int channels, size_t count, const Put& put) const;
  template <typename Put>
  void EachLight(const void* codes, int channels, size_t count, const Put& put) const;

  bool compiled_ = false;
  SampleFormat format_ = SampleFormat::kUint8;
  FilmKind film_ = FilmKind::kColorNegative;
  // Without samples, which the tables below hold: the stage lies in a region, and owns no memory.
  ChannelCurves encoding_ = AllChannels(TransferCurve::Linear());
  std::optional<Primaries> input_;
  Primaries working_;
  uint64_t table_ = kNoTable;  // The digest of the grade's.
  std::optional<CameraInput> camera_;
  bool has_matrix_ = false;
  bool same_curves_ = true;
  std::array<std::array<float, 3>, 3> matrix_{};  // Input primaries to working space, or to luminance in all three.
  // Light, or the place on the axis of the table: of each channel, or of all; then densities follow, for where there is
  // neither matrix nor table.
  std::array<CodeTable, 3> by_code_;
  bool by_sample_ = false;  // Whether light_of_sample_ is that of all channels, in floats.
  LightTable light_of_sample_;
  TableLookup light_at_{};
};

}  // namespace easelight
