// Whole pictures: the kernel in bands against the reference in arrays.
#include "tests/bench/allocating_reference.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/color/color_space.h"
#include "core/film/input_stage.h"
#include "core/film/kernel.h"

namespace easelight {
namespace {

constexpr size_t kWidth = 240;
constexpr size_t kHeight = 160;
constexpr size_t kPixels = kWidth * kHeight;

// Densities from the film base to a bright sky, over smooth ramps.
std::vector<uint16_t> RampCodes() {
  std::vector<uint16_t> codes(3 * kPixels);
  for (size_t i = 0; i < kPixels; ++i) {
    for (size_t c = 0; c < 3; ++c) {
      const double x = double(i % kWidth) / kWidth;
      const double y = double(i / kWidth) / kHeight;
      const double density = 0.15 + 0.25 * double(c) + 1.2 * (c == 1 ? y : x) + 0.3 * x * y;
      codes[3 * i + c] = static_cast<uint16_t>(65535.0 * std::pow(10.0, -density));
    }
  }
  return codes;
}

OutputSpace Srgb() {
  const ColorSpace& srgb = *FindColorSpace("srgb");
  return {srgb.primaries, srgb.encoding};
}

Grade TypicalGrade(FilmKind film) {
  Grade grade;
  grade.film = film;
  grade.working = FindColorSpace("endura-premier")->primaries;
  grade.density.base = {0.15, 0.4, 0.65};
  grade.density.gamma = IsNegative(film) ? 1.6 : 1.0;
  grade.density.exposure = IsNegative(film) ? 1.8 : 0.0;
  grade.density.gains = {0.1, 0.0, -0.05};
  grade.density.matrix(0, 1) = 0.03;
  const std::vector<CurvePoint> points = {{0, 0.3}, {0.4, 0.5}, {0.7, 0.75}, {1, 1}};
  grade.print.master = PrintCurve(points);
  grade.print.glare = 0.01;
  return grade;
}

TEST(AllocatingReference, TheKernelIsWithinOneCodeOfItEverywhere) {
  const std::vector<uint16_t> codes = RampCodes();
  const auto input = std::make_unique<InputStage>();
  const auto program = std::make_unique<PrintProgram>();
  std::vector<float> planes(3 * kPixels);
  std::vector<uint8_t> rgb(3 * kPixels);
  for (const FilmKind film : kFilmKinds) {
    Grade grade = TypicalGrade(film);
    if (film == FilmKind::kDigital) grade.input = FindColorSpace("prophoto")->primaries;
    ASSERT_TRUE(input->Compile(grade, SampleFormat::kUint16).ok());
    ASSERT_TRUE(program->Compile(grade, Srgb(), 255).ok());
    input->DensityFromCodes(codes.data(), 3, kPixels,
                            {planes.data(), planes.data() + kPixels, planes.data() + 2 * kPixels});
    RenderRgb8(*program, {planes.data(), planes.data() + kPixels, planes.data() + 2 * kPixels}, kPixels, rgb.data());

    const std::vector<uint8_t> expected = AllocatingDevelop(grade, Srgb(), codes, Keeping::kLast);
    size_t different = 0;
    for (size_t i = 0; i < rgb.size(); ++i) {
      ASSERT_LE(std::abs(rgb[i] - expected[i]), 1) << "film " << int(film) << " value " << i;
      different += rgb[i] != expected[i];
    }
    // Where the exact value lies between two codes, to 0.02, it may fall to the other side; that is rare.
    EXPECT_LT(different, rgb.size() / 300) << "film " << int(film);
  }
}

TEST(AllocatingReference, TellsItsOperationsAndKeepsNoDifferentPicture) {
  std::vector<std::string> operations;
  const auto remember = [&](std::string_view operation) { operations.emplace_back(operation); };
  const std::vector<uint16_t> codes = RampCodes();
  const Grade grade = TypicalGrade(FilmKind::kBwNegative);
  const auto all = AllocatingDevelop(grade, Srgb(), codes, Keeping::kAll, remember);
  EXPECT_EQ(all, AllocatingDevelop(grade, Srgb(), codes, Keeping::kLast));
  const std::vector<std::string> expected = {"to float64",    "linearize", "monochrome", "density", "above base",
                                             "contrast",      "printing",  "curves",     "light",   "glare",
                                             "output matrix", "encode",    "to 8 bits"};
  EXPECT_EQ(operations, expected);
}

}  // namespace
}  // namespace easelight
