// The whole model against expected numbers of a float64 reference: recipe, program, input stage and kernel.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/film/input_stage.h"
#include "core/film/kernel.h"
#include "core/film/program.h"
#include "core/recipe/recipe.h"
#include "tests/json_access.h"
#include "tests/locations.h"

namespace easelight {
namespace {

// In codes of 65535, for monotone curves; and in linear light, near corners of piecewise linear ones.
constexpr double kMaxCodeError = 1.5;
constexpr double kMaxCornerLightError = 2e-4;

TransferCurve EncodingFrom(const Json& json) {
  if (json.number() != nullptr) return TransferCurve::Power(*json.number());
  return json.Is("srgb") ? TransferCurve::Srgb() : TransferCurve::Linear();
}

std::vector<uint16_t> Develop(const Grade& grade, const OutputSpace& output, const std::vector<uint16_t>& codes) {
  const size_t count = codes.size() / 3;
  const auto input = std::make_unique<InputStage>();
  const auto program = std::make_unique<PrintProgram>();
  EXPECT_TRUE(input->Compile(grade, SampleFormat::kUint16).ok());
  EXPECT_TRUE(program->Compile(grade, output, 65535).ok());
  std::vector<float> planes(3 * count);
  const Planes density = {planes.data(), planes.data() + count, planes.data() + 2 * count};
  input->DensityFromCodes(codes.data(), 3, count, density);
  std::vector<uint16_t> out(codes.size());
  RenderRgb16(*program, {density[0], density[1], density[2]}, count, out.data());
  return out;
}

TEST(DevelopGolden, EveryCaseHolds) {
  const Json golden = JsonOfFile(TestDataFolder() + "/develop.json");
  const Json::Array& cases = *At(golden, "cases").array();
  ASSERT_EQ(cases.size(), 16u);
  int index = 0;
  for (const Json& item : cases) {
    SCOPED_TRACE("case " + std::to_string(index++));
    const auto recipe = RecipeFromJson(TextFromJson(At(item, "recipe")));
    ASSERT_TRUE(recipe.ok()) << EnglishText(recipe.status());
    const ColorSpace* space = FindColorSpace(*At(item, "output", "space").text());
    ASSERT_NE(space, nullptr);
    const OutputSpace output{space->primaries, EncodingFrom(At(item, "output", "encoding"))};
    std::vector<uint16_t> codes;
    for (const Json& pixel : *At(item, "codes").array()) {
      for (const Json& code : *pixel.array()) codes.push_back(static_cast<uint16_t>(*code.number()));
    }
    const auto developed = Develop(GradeFromRecipe(*recipe, {}), output, codes);
    const bool corners = recipe->print.interpolation == CurveInterpolation::kLinear;
    double worst = 0;
    for (size_t i = 0; i < developed.size(); ++i) {
      const double expected = *At(item, "encoded", i / 3, i % 3).number();
      const double actual = developed[i] / 65535.0;
      const double code_error = std::abs(actual - expected) * 65535.0;
      const double light_error =
          std::abs(output.encoding.LinearFromEncoded(actual) - output.encoding.LinearFromEncoded(expected));
      if (corners && light_error <= kMaxCornerLightError) continue;
      worst = std::max(worst, code_error);
    }
    EXPECT_LE(worst, kMaxCodeError);
    RecordProperty("worst_code_error", std::to_string(worst));
    if (std::getenv("EASELIGHT_VERBOSE")) std::printf("case %d worst %.3f codes\n", index - 1, worst);
  }
}

}  // namespace
}  // namespace easelight
