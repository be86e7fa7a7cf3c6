// The kernel against the model in float64: within a code and a half of 65535, as tests/film/kernel_test.cpp has it.
#include <cmath>
#include <memory>

#include "core/film/input_stage.h"
#include "core/film/kernel.h"
#include "tests/film/reference_model.h"
#include "tests/fuzz/fuzz_grade.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() { return NoisySeeds(); }

void FuzzOne(ByteSpan input) {
  constexpr size_t kPixels = 16;
  FuzzedDataProvider data(input.data(), input.size());
  Grade grade = GradeFromRecipe(RecipeOf(data), {});
  grade.whole_range = false;  // The model has the range of the curves.
  const ColorSpace& space = *FindColorSpace(data.PickValueInArray({"srgb", "adobe-rgb", "prophoto"}));
  const OutputSpace out = {space.primaries, space.encoding};
  std::vector<uint16_t> codes(3 * kPixels);
  for (uint16_t& code : codes) code = data.ConsumeIntegral<uint16_t>();

  static const auto stage = std::make_unique<InputStage>();
  static const auto program = std::make_unique<PrintProgram>();
  FuzzCheck(stage->Compile(grade, SampleFormat::kUint16).ok(), "the input stage compiles");
  FuzzCheck(program->Compile(grade, out, 65535).ok(), "the program compiles");
  std::vector<float> planes(3 * kPixels);
  const Planes density = {planes.data(), planes.data() + kPixels, planes.data() + 2 * kPixels};
  stage->DensityFromCodes(codes.data(), 3, kPixels, density);
  std::vector<uint16_t> rgb(3 * kPixels);
  RenderRgb16(*program, {density[0], density[1], density[2]}, kPixels, rgb.data());

  const ReferenceModel model(grade, out);
  for (size_t i = 0; i < codes.size(); i += 3) {
    const Vector3 expected = model.Develop({codes[i] / 65535.0, codes[i + 1] / 65535.0, codes[i + 2] / 65535.0});
    for (size_t c = 0; c < 3; ++c) {
      FuzzCheck(std::abs(rgb[i + c] - 65535.0 * expected[c]) <= 1.5, "the kernel is within a code of the model");
    }
  }
}

}  // namespace easelight
