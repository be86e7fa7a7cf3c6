#include "core/calibration/sensor_crosstalk.h"

#include <gmock/gmock.h>

#include "core/color/color_space.h"
#include "core/english/english.h"

namespace easelight {
namespace {

// What the channels see of a red, a green and a blue light.
constexpr std::array<Vector3, 3> kSeen = {Vector3{0.8, 0.1, 0.02}, {0.15, 0.6, 0.08}, {0.01, 0.12, 0.5}};

TEST(SensorCrosstalk, PartsTheLightsAndKeepsWhite) {
  const auto crosstalk = CrosstalkFromFlats(kSeen);
  ASSERT_TRUE(crosstalk.ok()) << EnglishText(crosstalk.status());
  for (size_t light = 0; light < 3; ++light) {
    EXPECT_NEAR(crosstalk->input.rows[light].Sum(), 1, 1e-12);
    const Vector3 parted = crosstalk->input * kSeen[light];
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(parted[c], c == light ? parted[light] : 0, 1e-12);
    EXPECT_GT(parted[light], 0);
  }
  EXPECT_GT(crosstalk->condition, 1);
  EXPECT_LT(crosstalk->condition, 2);
}

TEST(SensorCrosstalk, DoesNotMindHowBrightEachFrameIs) {
  const Matrix3 once = CrosstalkFromFlats(kSeen)->input;
  const Matrix3 again = CrosstalkFromFlats({3 * kSeen[0], kSeen[1], 0.2 * kSeen[2]})->input;
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) EXPECT_NEAR(once(row, column), again(row, column), 1e-12);
  }
}

TEST(SensorCrosstalk, IsTheSpaceOfARecipe) {
  const Matrix3 input = CrosstalkFromFlats(kSeen)->input;
  const auto primaries = PrimariesFromInput(input, "endura-premier");
  ASSERT_TRUE(primaries.ok());
  const Matrix3 back = *RgbFromRgb(FindColorSpace("endura-premier")->primaries, *primaries);
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) EXPECT_NEAR(back(row, column), input(row, column), 2e-4);
  }
}

TEST(SensorCrosstalk, RefusesFramesThatPartNothing) {
  using testing::HasSubstr;
  const auto refused = [](const std::array<Vector3, 3>& frames) {
    const auto crosstalk = CrosstalkFromFlats(frames);
    EXPECT_FALSE(crosstalk.ok());
    return EnglishText(crosstalk.status());
  };
  EXPECT_THAT(refused({kSeen[0], Vector3(), kSeen[2]}), HasSubstr("frame 2 has no light"));
  EXPECT_THAT(refused({kSeen[0], kSeen[0], kSeen[2]}), HasSubstr("part no lights"));
  EXPECT_THAT(refused({kSeen[1], kSeen[0], kSeen[2]}), HasSubstr("in this order"));
}

}  // namespace
}  // namespace easelight
