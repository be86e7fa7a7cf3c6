#include "core/film/kernel.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "core/color/color_space.h"
#include "core/film/input_stage.h"
#include "tests/film/reference_model.h"

namespace easelight {
namespace {

Grade PlainGrade() {
  Grade grade;
  grade.working = FindColorSpace("endura-premier")->primaries;
  grade.density.base = {0.2, 0.5, 0.8};
  grade.density.gamma = 1.6;
  grade.density.exposure = 1.8;
  return grade;
}

OutputSpace OutputNamed(const char* name) {
  const ColorSpace* space = FindColorSpace(name);
  return {space->primaries, space->encoding};
}

// A grade with everything in it, by seed. Curves are monotone.
Grade RandomGrade(std::mt19937& random) {
  const auto between = [&](double low, double high) {
    return low + (high - low) * (static_cast<double>(random()) / 4294967295.0);
  };
  Grade grade = PlainGrade();
  grade.film = kFilmKinds[random() % kFilmKinds.size()];
  const auto spaces = ColorSpaces();
  if (random() % 2) grade.input = spaces[random() % spaces.size()].primaries;
  grade.input_encoding = AllChannels(random() % 2 ? TransferCurve::Srgb() : TransferCurve::Power(between(1.0, 2.4)));
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      grade.density.matrix(row, column) = (row == column ? 1.0 : 0.0) + between(-0.15, 0.15);
    }
  }
  for (size_t c = 0; c < 3; ++c) {
    grade.density.channel_gamma[c] = between(0.8, 1.2);
    grade.density.gains[c] = between(-0.4, 0.4);
    grade.density.base[c] = between(0.0, 0.9);
  }
  grade.density.gamma = between(0.6, 2.6);
  grade.density.exposure = IsNegative(grade.film) ? between(1.4, 2.4) : between(-0.3, 0.3);
  if (random() % 2) {
    std::vector<CurvePoint> points = {
        {0.0, 0.3}, {between(0.3, 0.45), 0.5}, {between(0.6, 0.7), 0.75}, {0.9, 0.98}, {1, 1}};
    grade.print.master = PrintCurve(points);
  }
  if (random() % 2) grade.print.glare = between(0.0, 0.05);
  return grade;
}

struct Developed {
  std::vector<uint16_t> rgb16;
  std::vector<uint8_t> rgb8;
  std::vector<uint8_t> rgba8;
};

Developed DevelopAll(const Grade& grade, const OutputSpace& out, const std::vector<uint16_t>& codes) {
  const size_t count = codes.size() / 3;
  const auto input = std::make_unique<InputStage>();
  EXPECT_TRUE(input->Compile(grade, SampleFormat::kUint16).ok());
  std::vector<float> planes(3 * count);
  const Planes density = {planes.data(), planes.data() + count, planes.data() + 2 * count};
  input->DensityFromCodes(codes.data(), 3, count, density);
  const ConstPlanes in = {density[0], density[1], density[2]};
  const auto program = std::make_unique<PrintProgram>();
  Developed result{std::vector<uint16_t>(3 * count), std::vector<uint8_t>(3 * count), std::vector<uint8_t>(4 * count)};
  EXPECT_TRUE(program->Compile(grade, out, 65535).ok());
  RenderRgb16(*program, in, count, result.rgb16.data());
  EXPECT_TRUE(program->Compile(grade, out, 255).ok());
  RenderRgb8(*program, in, count, result.rgb8.data());
  RenderRgba8(*program, in, count, result.rgba8.data());
  return result;
}

std::vector<uint16_t> RandomCodes(std::mt19937& random, size_t count) {
  std::vector<uint16_t> codes(3 * count);
  for (uint16_t& code : codes) code = static_cast<uint16_t>(random());
  for (size_t c = 0; c < 3; ++c) codes[c] = 0;
  for (size_t c = 3; c < 6; ++c) codes[c] = 65535;
  return codes;
}

TEST(Kernel, StaysWithinOneCodeOfTheReference) {
  std::mt19937 random(20);
  double worst = 0;
  for (int round = 0; round < 40; ++round) {
    const Grade grade = RandomGrade(random);
    const OutputSpace out = OutputNamed(round % 3 == 0 ? "srgb" : round % 3 == 1 ? "adobe-rgb" : "prophoto");
    const auto codes = RandomCodes(random, 500);
    const Developed developed = DevelopAll(grade, out, codes);
    for (size_t i = 0; i < codes.size(); i += 3) {
      const auto expected =
          ReferenceDevelop(grade, out, {codes[i] / 65535.0, codes[i + 1] / 65535.0, codes[i + 2] / 65535.0});
      for (size_t c = 0; c < 3; ++c) {
        const double actual = developed.rgb16[i + c] / 65535.0;
        worst = std::max(worst, std::abs(actual - expected[c]) * 65535.0);
        ASSERT_NEAR(actual * 65535.0, expected[c] * 65535.0, 1.5) << "round " << round << " pixel " << i / 3;
        ASSERT_NEAR(developed.rgb8[i + c], expected[c] * 255.0, 0.52);
      }
    }
  }
  RecordProperty("worst_code_error", std::to_string(worst));
}

TEST(Kernel, AllWritersGiveTheSameCodes) {
  std::mt19937 random(3);
  const auto codes = RandomCodes(random, 257);
  Grade grade = RandomGrade(random);
  for (const GamutMapping gamut : {GamutMapping::kClip, GamutMapping::kCompress}) {
    grade.gamut = gamut;
    const Developed developed = DevelopAll(grade, OutputNamed("srgb"), codes);
    for (size_t i = 0; i < 257; ++i) {
      for (size_t c = 0; c < 3; ++c) ASSERT_EQ(developed.rgba8[4 * i + c], developed.rgb8[3 * i + c]);
      ASSERT_EQ(developed.rgba8[4 * i + 3], 255);
    }
  }
}

// An output of one channel writes what frames of it show.
TEST(Kernel, GrayIsTheFirstChannelOfFrames) {
  constexpr size_t kCount = 20000;
  std::array<std::vector<float>, 3> planes;
  for (size_t i = 0; i < kCount; ++i) {
    for (size_t c = 0; c < 3; ++c)
      planes[c].push_back(0.3f + 2.2f * static_cast<float>((i * (c + 1)) % kCount) / kCount);
  }
  const ConstPlanes density = {planes[0].data(), planes[1].data(), planes[2].data()};
  OutputSpace gray = OutputNamed("srgb");
  gray.gray = true;
  auto program = std::make_unique<PrintProgram>();
  ASSERT_TRUE(program->Compile(PlainGrade(), gray, 255).ok());
  std::vector<uint8_t> rgba(4 * kCount), codes(kCount);
  RenderRgba8(*program, density, kCount, rgba.data());
  RenderGray8(*program, density, kCount, codes.data());
  size_t different = 0;
  for (size_t i = 0; i < kCount; ++i) different += codes[i] != rgba[4 * i] ? 1 : 0;
  EXPECT_EQ(different, 0u);
}

TEST(Kernel, AnySplitGivesTheSameBytes) {
  std::mt19937 random(4);
  Grade grade = RandomGrade(random);
  grade.gamut = GamutMapping::kCompress;
  const auto codes = RandomCodes(random, 301);
  const Developed whole = DevelopAll(grade, OutputNamed("srgb"), codes);
  for (const size_t split : {1u, 2u, 3u, 5u, 64u, 299u}) {
    const auto middle = codes.begin() + static_cast<ptrdiff_t>(3 * split);
    Developed first = DevelopAll(grade, OutputNamed("srgb"), {codes.begin(), middle});
    const Developed second = DevelopAll(grade, OutputNamed("srgb"), {middle, codes.end()});
    first.rgb16.insert(first.rgb16.end(), second.rgb16.begin(), second.rgb16.end());
    ASSERT_EQ(first.rgb16, whole.rgb16) << "split at " << split;
  }
}

// Without crosstalk the kernel takes a shorter way. An entry too small to reach any sum sends it the long way round.
TEST(Kernel, GivesTheSameBytesWithAndWithoutTheCrossedMap) {
  std::mt19937 random(5);
  for (int round = 0; round < 10; ++round) {
    Grade straight = RandomGrade(random);
    straight.density.matrix = Matrix3::Identity();
    Grade crossed = straight;
    crossed.density.matrix(0, 1) = 1e-30;
    const auto codes = RandomCodes(random, 4099);
    const Developed one = DevelopAll(straight, OutputNamed("srgb"), codes);
    const Developed other = DevelopAll(crossed, OutputNamed("srgb"), codes);
    ASSERT_EQ(one.rgb16, other.rgb16) << "round " << round;
    ASSERT_EQ(one.rgba8, other.rgba8) << "round " << round;
  }
}

TEST(Kernel, ReusedTablesEqualNewOnes) {
  std::mt19937 random(5);
  const auto reused = std::make_unique<PrintProgram>();
  for (int round = 0; round < 20; ++round) {
    Grade grade = RandomGrade(random);
    grade.gamut = round % 3 == 0 ? GamutMapping::kClip : GamutMapping::kCompress;
    const OutputSpace out = OutputNamed(round % 2 ? "srgb" : "rec2020");
    const auto fresh = std::make_unique<PrintProgram>();
    ASSERT_TRUE(reused->Compile(grade, out, 65535).ok());
    ASSERT_TRUE(fresh->Compile(grade, out, 65535).ok());
    std::vector<float> density(3 * 64);
    for (float& d : density) d = static_cast<float>(random() % 4000) / 1000.0f;
    const ConstPlanes planes = {density.data(), density.data() + 64, density.data() + 128};
    std::vector<uint16_t> a(3 * 64);
    std::vector<uint16_t> b(3 * 64);
    RenderRgb16(*reused, planes, 64, a.data());
    RenderRgb16(*fresh, planes, 64, b.data());
    ASSERT_EQ(a, b);
  }
}

TEST(InputStage, DensityKeepsItsBound) {
  double worst_low = 0;
  double worst = 0;
  for (double t = 1.0; t > 1e-5; t *= 0.9999) {
    float value = static_cast<float>(t);
    const double expected = -std::log10(static_cast<double>(value));
    DensityFromTransmittance(&value, 1);
    worst = std::max(worst, std::abs(value - expected));
    if (expected <= 2) worst_low = worst;
  }
  EXPECT_LE(worst_low, 8e-7);
  EXPECT_LE(worst, 1.5e-6);
}

TEST(InputStage, HostileValuesStayFinite) {
  std::vector<float> values = {0.0f,
                               -1.0f,
                               std::numeric_limits<float>::quiet_NaN(),
                               std::numeric_limits<float>::infinity(),
                               -std::numeric_limits<float>::infinity(),
                               1e-20f};
  DensityFromTransmittance(values.data(), values.size());
  EXPECT_NEAR(values[0], 10.0f, 1e-5);
  EXPECT_NEAR(values[1], 10.0f, 1e-5);
  EXPECT_NEAR(values[2], 10.0f, 1e-5);
  EXPECT_NEAR(values[3], -10.0f, 1e-5);
  EXPECT_NEAR(values[4], 10.0f, 1e-5);
  EXPECT_NEAR(values[5], 10.0f, 1e-5);
}

TEST(InputStage, GrayScansFillAllChannels) {
  const auto input = std::make_unique<InputStage>();
  ASSERT_TRUE(input->Compile(PlainGrade(), SampleFormat::kUint8).ok());
  const std::vector<uint8_t> codes = {0, 17, 255};
  std::vector<float> planes(9);
  input->DensityFromCodes(codes.data(), 1, 3, {planes.data(), planes.data() + 3, planes.data() + 6});
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(planes[i], planes[3 + i]);
    EXPECT_EQ(planes[i], planes[6 + i]);
  }
  EXPECT_NEAR(planes[1], -std::log10(17.0 / 255), 1e-6);
}

}  // namespace
}  // namespace easelight
