// A density that is read anew is that of the same codes.
#include "core/film/reread.h"

#include <gtest/gtest.h>

#include "core/base/exact_math.h"
#include "core/color/color_space.h"
#include "core/film/input_stage.h"

namespace easelight {
namespace {

Grade GradeReadBy(FilmKind film, const TransferCurve& curve, std::string_view input = {}) {
  Grade grade;
  grade.film = film;
  grade.input_encoding = AllChannels(curve);
  grade.working = FindColorSpace("endura-premier")->primaries;
  if (!input.empty()) grade.input = FindColorSpace(input)->primaries;
  return grade;
}

// The densities of one pixel.
std::array<double, 3> DensitiesOf(const std::array<uint16_t, 3>& codes, const Grade& grade) {
  InputStage stage;
  EXPECT_TRUE(stage.Compile(grade, SampleFormat::kUint16).ok());
  std::array<std::array<float, 1>, 3> planes;
  stage.DensityFromCodes(codes.data(), 3, 1, {planes[0].data(), planes[1].data(), planes[2].data()});
  return {planes[0][0], planes[1][0], planes[2][0]};
}

TEST(DensityReadAnew, IsThatOfTheSameCodes) {
  const std::array<uint16_t, 3> codes = {41000, 25000, 19000};
  const FilmKind film = FilmKind::kColorNegative;
  const Grade grades[] = {GradeReadBy(film, TransferCurve::Linear()), GradeReadBy(film, TransferCurve::Power(2.2)),
                          GradeReadBy(film, TransferCurve::Srgb()),
                          GradeReadBy(film, TransferCurve::Linear(), "coolscan-9000"),
                          GradeReadBy(film, TransferCurve::Srgb(), "srgb")};
  for (const Grade& from : grades) {
    for (const Grade& to : grades) {
      const auto read = DensityReadAnew(DensitiesOf(codes, from), from, to);
      ASSERT_TRUE(read.ok());
      for (size_t c = 0; c < 3; ++c) EXPECT_NEAR((*read)[c], DensitiesOf(codes, to)[c], 1e-5);
    }
  }
}

TEST(DensityReadAnew, OfBlackAndWhiteKeepsAGrayGray) {
  const std::array<uint16_t, 3> codes = {30000, 30000, 30000};
  const Grade from = GradeReadBy(FilmKind::kBwNegative, TransferCurve::Linear());
  const Grade to = GradeReadBy(FilmKind::kBwNegative, TransferCurve::Power(2.2));
  const auto read = DensityReadAnew(DensitiesOf(codes, from), from, to);
  ASSERT_TRUE(read.ok());
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR((*read)[c], DensitiesOf(codes, to)[c], 1e-5);
}

}  // namespace
}  // namespace easelight
