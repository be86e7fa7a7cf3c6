// From codes to densities by curves of each channel, and by a table.
#include "core/film/input_stage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <vector>

#include "core/color/color_space.h"

namespace easelight {
namespace {

struct Pixels {
  std::array<std::vector<float>, 3> planes;
  Planes pointers() { return {planes[0].data(), planes[1].data(), planes[2].data()}; }
};

Pixels Densities(const Grade& grade, SampleFormat format, const void* codes, int channels, size_t count) {
  const auto stage = std::make_unique<InputStage>();
  EXPECT_TRUE(stage->Compile(grade, format).ok());
  EXPECT_TRUE(stage->Matches(grade, format));
  Pixels pixels;
  for (auto& plane : pixels.planes) plane.resize(count);
  stage->DensityFromCodes(codes, channels, count, pixels.pointers());
  return pixels;
}

Grade PlainInput() {
  Grade grade;
  grade.film = FilmKind::kDigital;
  grade.working = FindColorSpace("srgb")->primaries;
  return grade;
}

std::vector<float> Samples(double power) {
  std::vector<float> light(200);
  for (size_t i = 0; i < light.size(); ++i)
    light[i] = static_cast<float>(0.01 + 0.99 * std::pow(static_cast<double>(i) / 199.0, power));
  return light;
}

ChannelCurves ThreeCurves() {
  return {TransferCurve::Sampled(Samples(1.5)),
          TransferCurve::Parametric({.g = 2.2, .a = 0.95, .b = 0.05, .c = 0.2, .d = 0.06}), TransferCurve::Power(1.8)};
}

TEST(InputStage, EachChannelHasItsCurveInEveryFormat) {
  Grade grade = PlainInput();
  grade.input_encoding = ThreeCurves();
  std::vector<uint8_t> bytes;
  std::vector<uint16_t> words;
  std::vector<float> floats;
  for (uint32_t i = 1; i < 240; ++i) {
    for (uint32_t c = 0; c < 3; ++c) {
      bytes.push_back(static_cast<uint8_t>(i + c));
      words.push_back(static_cast<uint16_t>(257 * (i + c)));
      floats.push_back(static_cast<float>(i + c) / 255.0f);
    }
  }
  const size_t count = bytes.size() / 3;
  const Pixels of_bytes = Densities(grade, SampleFormat::kUint8, bytes.data(), 3, count);
  const Pixels of_words = Densities(grade, SampleFormat::kUint16, words.data(), 3, count);
  const Pixels of_floats = Densities(grade, SampleFormat::kFloat32, floats.data(), 3, count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 3; ++c) {
      const double light = grade.input_encoding[c].LinearFromEncoded(bytes[3 * i + c] / 255.0);
      EXPECT_NEAR(of_bytes.planes[c][i], -std::log10(light), 2e-6);
      EXPECT_EQ(of_words.planes[c][i], of_bytes.planes[c][i]);
      EXPECT_NEAR(of_floats.planes[c][i], of_bytes.planes[c][i], 2e-5);
    }
  }
}

TEST(InputStage, PixelsHaveTheLightOfPlanes) {
  std::vector<uint16_t> codes;
  for (uint32_t i = 0; i < 65536; ++i) {
    for (const uint32_t factor : {1u, 40503u, 30011u}) codes.push_back(static_cast<uint16_t>(factor * i));
  }
  constexpr size_t kCount = 65536;
  for (const TransferCurve& curve : {TransferCurve::Linear(), TransferCurve::Srgb()}) {
    Grade grade = PlainInput();
    grade.input_encoding = AllChannels(curve);
    const auto stage = std::make_unique<InputStage>();
    ASSERT_TRUE(stage->Compile(grade, SampleFormat::kUint16).ok());
    std::vector<float> planes(3 * kCount), pixels(4 * kCount);
    stage->LinearFromCodes(codes.data(), 3, kCount,
                           {planes.data(), planes.data() + kCount, planes.data() + 2 * kCount});
    stage->LightFromCodes(codes.data(), 3, kCount, pixels.data());
    for (size_t i = 0; i < kCount; ++i) {
      for (size_t c = 0; c < 3; ++c) ASSERT_EQ(pixels[4 * i + c], planes[c * kCount + i]) << i;
      ASSERT_EQ(pixels[4 * i + 3], 0.0f);
    }
  }
}

TEST(InputStage, FloatsHaveTheLightOfTheirFormula) {
  std::vector<float> samples = {0.0f, -0.5f, std::nanf(""), 1.0f, 1.5f, 40.0f, 1e-9f, 5.9e-8f, 6e-8f, 0.0404f, 0.0405f};
  for (int i = 0; i < 5000; ++i) samples.push_back(static_cast<float>(std::pow(2.0, -26.0 * i / 5000)));
  for (const TransferCurve& curve : {TransferCurve::Srgb(), TransferCurve::Power(1.8), TransferCurve::Power(2.2),
                                     TransferCurve::Power(4), TransferCurve::Power(0.45)}) {
    Grade grade = PlainInput();
    grade.input_encoding = AllChannels(curve);
    const auto stage = std::make_unique<InputStage>();
    ASSERT_TRUE(stage->Compile(grade, SampleFormat::kFloat32).ok());
    std::vector<float> pixels(4 * samples.size());
    stage->LightFromCodes(samples.data(), 1, samples.size(), pixels.data());
    for (size_t i = 0; i < samples.size(); ++i) {
      const double inside = samples[i] > 0 ? samples[i] : 0.0;
      const double light = curve.LinearFromEncoded(inside);
      // Below 2^-24 the curve is a chord: nothing that a print shows.
      const double tolerance = inside < 6e-8 ? curve.LinearFromEncoded(6e-8) : 2e-6 * light;
      for (size_t c = 0; c < 3; ++c) ASSERT_NEAR(pixels[4 * i + c], light, tolerance) << samples[i];
      EXPECT_EQ(pixels[4 * i + 3], 0.0f);
    }
  }
}

TEST(InputStage, AFloatHasTheSameLightWhateverLiesBesideIt) {
  Grade grade = PlainInput();
  grade.input_encoding = AllChannels(TransferCurve::Srgb());
  const auto stage = std::make_unique<InputStage>();
  ASSERT_TRUE(stage->Compile(grade, SampleFormat::kFloat32).ok());
  for (int i = 1; i < 2000; ++i) {
    const float value = static_cast<float>(i) / 2000;
    const std::array<float, 4> plain = {value, value, value, value};
    const std::array<float, 4> beside_light = {value, 1.5f, value, value};
    std::array<float, 16> light;
    std::array<float, 16> light_beside;
    stage->LightFromCodes(plain.data(), 1, 4, light.data());
    stage->LightFromCodes(beside_light.data(), 1, 4, light_beside.data());
    ASSERT_EQ(light[0], light_beside[0]) << value;
    ASSERT_EQ(light[12], light_beside[12]) << value;
  }
}

TEST(InputStage, IsAnotherOneForOtherCurvesAndTables) {
  Grade grade = PlainInput();
  grade.input_encoding = AllChannels(TransferCurve::Sampled(Samples(1.5)));
  const auto stage = std::make_unique<InputStage>();
  ASSERT_TRUE(stage->Compile(grade, SampleFormat::kUint16).ok());
  Grade same = PlainInput();
  same.input_encoding = AllChannels(TransferCurve::Sampled(Samples(1.5)));
  EXPECT_TRUE(stage->Matches(same, SampleFormat::kUint16));
  same.input_encoding[2] = TransferCurve::Sampled(Samples(1.6));
  EXPECT_FALSE(stage->Matches(same, SampleFormat::kUint16));
}

// A table that says of each code that it is the light itself.
std::shared_ptr<const ColorTable> StraightTable() {
  auto table = std::make_shared<ColorTable>();
  table->digest = 1;
  table->primaries = FindColorSpace("srgb")->primaries;
  table->rgb_from_xyz = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  table->side = 12;
  for (size_t i = 0; i < 12 * 12 * 12; ++i) {
    for (const size_t at : {i / 144, i / 12 % 12, i % 12}) table->nodes.push_back(static_cast<float>(at) / 11);
  }
  return table;
}

// Where a channel of the sensor is full, the others must not go on: light would get a color there.
TEST(InputStage, BalancesACamerasLightAndClipsItAtWhite) {
  Grade grade = PlainInput();
  grade.camera = CameraInput{.balance = {2, 1, 1.25}};
  const std::vector<uint16_t> codes = {10000, 20000, 16000, 65535, 65535, 65535, 40000, 30000, 10000};
  const Pixels balanced = Densities(grade, SampleFormat::kUint16, codes.data(), 3, 3);
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(balanced.planes[c][0], -std::log10(20000.0 / 65535), 2e-6);
    EXPECT_NEAR(balanced.planes[c][1], 0, 2e-6);
  }
  EXPECT_NEAR(balanced.planes[0][2], 0, 2e-6);
  EXPECT_NEAR(balanced.planes[1][2], -std::log10(30000.0 / 65535), 2e-6);
  EXPECT_NEAR(balanced.planes[2][2], -std::log10(12500.0 / 65535), 2e-6);

  // To its matrix, then to the working space from that of the input: here both are the same.
  grade.input = grade.working;
  grade.camera->input_from_balanced = Matrix3{{0.5, 0.5, 0}, {0, 1, 0}, {0, 0, 1}};
  const auto stage = std::make_unique<InputStage>();
  ASSERT_TRUE(stage->Compile(grade, SampleFormat::kUint16).ok());
  Grade other = grade;
  other.camera->balance[0] = 1.5;
  EXPECT_FALSE(stage->Matches(other, SampleFormat::kUint16));
  const Pixels mixed = Densities(grade, SampleFormat::kUint16, codes.data(), 3, 3);
  EXPECT_NEAR(mixed.planes[0][2], -std::log10(0.5 * (1 + 30000.0 / 65535)), 2e-6);
}

TEST(InputStage, ReadsColorsFromATable) {
  Grade grade = PlainInput();
  grade.table = StraightTable();
  std::vector<uint16_t> codes = {0, 0, 0, 65535, 65535, 65535, 65535, 0, 32768, 1, 2, 3, 65534, 40000, 65535};
  for (uint32_t i = 0; i < 3000; ++i) codes.push_back(static_cast<uint16_t>(i * 40503));
  const size_t count = codes.size() / 3;
  const Pixels pixels = Densities(grade, SampleFormat::kUint16, codes.data(), 3, count);
  std::vector<float> samples(codes.size());
  for (size_t i = 0; i < codes.size(); ++i) samples[i] = codes[i] / 65535.0f;
  const Pixels of_floats = Densities(grade, SampleFormat::kFloat32, samples.data(), 3, count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 3; ++c) {
      const double light = codes[3 * i + c] / 65535.0;
      EXPECT_NEAR(std::pow(10, -pixels.planes[c][i]), light, 1e-5);
      EXPECT_NEAR(std::pow(10, -of_floats.planes[c][i]), light, 1e-5);
    }
  }
  // One channel is all three.
  const Pixels gray = Densities(grade, SampleFormat::kUint16, codes.data(), 1, codes.size());
  EXPECT_EQ(gray.planes[0], gray.planes[1]);
  EXPECT_EQ(gray.planes[0], gray.planes[2]);
}

}  // namespace
}  // namespace easelight
