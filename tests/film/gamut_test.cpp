#include "core/film/gamut.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "core/color/color_space.h"
#include "core/film/gamut_run.h"
#include "core/film/kernel.h"
#include "tests/film/reference_model.h"

namespace easelight {
namespace {

constexpr double kPi = 3.14159265358979323846;

const Primaries& Named(const char* name) { return FindColorSpace(name)->primaries; }

// Densities are what they are: light in, light out.
Grade LightGrade(const char* working, GamutMapping gamut) {
  Grade grade;
  grade.film = FilmKind::kDigital;
  grade.working = Named(working);
  grade.whole_range = true;
  grade.gamut = gamut;
  return grade;
}

// Linear codes of the output space.
std::vector<uint16_t> Rendered(const Grade& grade, const char* output, const std::vector<Vector3>& lights) {
  const auto program = std::make_unique<PrintProgram>();
  EXPECT_TRUE(program->Compile(grade, {Named(output), TransferCurve::Linear()}, 65535).ok());
  const size_t count = lights.size();
  std::vector<float> planes(3 * count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 3; ++c)
      planes[c * count + i] = static_cast<float>(-std::log10(std::max(lights[i][c], 1e-10)));
  }
  std::vector<uint16_t> codes(3 * count);
  RenderRgb16(*program, {planes.data(), planes.data() + count, planes.data() + 2 * count}, count, codes.data());
  return codes;
}

struct Oklab {
  double lightness;
  double chroma;
  double hue;  // Degrees.
};

Oklab OklabFromCones(const Vector3& cones) {
  const Vector3 lab = kOklabFromRoots * Vector3(std::cbrt(cones[0]), std::cbrt(cones[1]), std::cbrt(cones[2]));
  return {lab[0], std::hypot(lab[1], lab[2]), std::atan2(lab[2], lab[1]) * 180 / kPi};
}

double HueDifference(double a, double b) { return std::abs(std::remainder(a - b, 360.0)); }

// Colors of a working space, every fourth of them on its own boundary.
std::vector<Vector3> RandomLights(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<Vector3> lights;
  while (lights.size() < count) {
    // In braces, which are evaluated in order: each compiler has an order of its own for arguments.
    Vector3 light{std::pow(unit(random), 2.2), std::pow(unit(random), 2.2), std::pow(unit(random), 2.2)};
    if (lights.size() % 4 == 0) light[random() % 3] = random() % 2 == 0 ? 0.0 : 1.0;
    lights.push_back(light);
  }
  return lights;
}

struct Pair {
  const char* working;
  const char* output;
};
constexpr Pair kPairs[] = {
    {"endura-premier", "srgb"}, {"endura-premier", "display-p3"}, {"kodak-2383", "srgb"},   {"kodak-2383", "rec2020"},
    {"acescg", "srgb"},         {"acescg", "prophoto"},           {"rec2020", "adobe-rgb"}, {"rec2020", "srgb"},
    {"prophoto", "display-p3"}};

class GamutOf : public testing::TestWithParam<Pair> {};
INSTANTIATE_TEST_SUITE_P(Spaces, GamutOf, testing::ValuesIn(kPairs), [](const auto& pair) {
  std::string name = std::string(pair.param.working) + "_" + pair.param.output;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST_P(GamutOf, HueAndLightnessStayAndHardlyAnythingIsCutOff) {
  const auto [working, output] = GetParam();
  const Grade grade = LightGrade(working, GamutMapping::kCompress);
  const Matrix3 cones = *ConesFromWorking(grade);
  const Matrix3 back = cones * *RgbFromRgb(grade.working, Named(output));
  const auto lights = RandomLights(1, 20000);
  const auto codes = Rendered(grade, output, lights);
  double worst_hue = 0;
  double worst_lightness = 0;
  size_t cut_off = 0;
  for (size_t i = 0; i < lights.size(); ++i) {
    const Oklab before = OklabFromCones(Max(cones * lights[i], 0));
    // Of darker colors the codes are too coarse to have a hue.
    if (before.lightness < 0.2 || before.lightness > 0.98) continue;
    const Vector3 light = Vector3(codes[3 * i], codes[3 * i + 1], codes[3 * i + 2]) / 65535.0;
    const Oklab after = OklabFromCones(back * light);
    worst_lightness = std::max(worst_lightness, std::abs(after.lightness - before.lightness));
    if (before.chroma > 0.02) worst_hue = std::max(worst_hue, HueDifference(after.hue, before.hue));
    for (size_t c = 0; c < 3; ++c) cut_off += codes[3 * i + c] == 0 || codes[3 * i + c] == 65535;
  }
  EXPECT_LT(worst_hue, 0.5);
  EXPECT_LT(worst_lightness, 0.001);
  EXPECT_LT(cut_off, lights.size() / 500);
  RecordProperty("worst_hue", std::to_string(worst_hue));
}

TEST_P(GamutOf, ColorsInsideStayAsTheyAre) {
  const auto [working, output] = GetParam();
  const Matrix3 working_from_output = *RgbFromRgb(Named(working), Named(output));
  std::vector<Vector3> lights;
  for (const Vector3& light : RandomLights(2, 5000)) {
    // Towards gray in the output space, by more than the knee asks for.
    const Vector3 pale = Vector3::Constant(0.2) + 0.6 * light;
    lights.push_back(working_from_output * pale);
  }
  EXPECT_EQ(Rendered(LightGrade(working, GamutMapping::kCompress), output, lights),
            Rendered(LightGrade(working, GamutMapping::kClip), output, lights));
}

TEST_P(GamutOf, MoreChromaStaysMore) {
  const auto [working, output] = GetParam();
  const Grade grade = LightGrade(working, GamutMapping::kCompress);
  const Matrix3 cones = *ConesFromWorking(grade);
  const Matrix3 back = cones * *RgbFromRgb(grade.working, Named(output));
  constexpr size_t kSteps = 40;
  // Rays from gray to colors, one after the other.
  std::vector<Vector3> rays;
  for (const Vector3& light : RandomLights(3, 2000)) {
    const Vector3 full = Max(cones * light, 0);
    const Oklab end = OklabFromCones(full);
    if (end.lightness < 0.3 || end.lightness > 0.97 || end.chroma < 0.1) continue;
    const Vector3 gray = Vector3::Constant(end.lightness);
    const Vector3 roots(std::cbrt(full[0]), std::cbrt(full[1]), std::cbrt(full[2]));
    std::vector<Vector3> ray;
    for (size_t i = 1; i <= kSteps; ++i) {
      const Vector3 at = gray + (static_cast<double>(i) / kSteps) * (roots - gray);
      ray.push_back(cones.Inverse() * Times(at, Times(at, at)));
    }
    // Straight in Oklab is not in light: some rays leave the working space on their way.
    const bool inside = std::all_of(ray.begin(), ray.end(), [](const Vector3& step) { return Max(step, 0) == step; });
    if (inside) rays.insert(rays.end(), ray.begin(), ray.end());
  }
  ASSERT_GT(rays.size(), 100 * kSteps);
  const auto codes = Rendered(grade, output, rays);
  std::vector<double> chroma;
  for (size_t i = 0; i < rays.size(); ++i) {
    const Vector3 shown = Vector3(codes[3 * i], codes[3 * i + 1], codes[3 * i + 2]) / 65535.0;
    chroma.push_back(OklabFromCones(back * shown).chroma);
  }
  // Far outside a step is less than a code of a dark channel, and ten are hardly more.
  constexpr double kCode = 2e-4;
  for (size_t i = 0; i < rays.size(); ++i) {
    const size_t step = i % kSteps;
    if (step >= 1) {
      ASSERT_GT(chroma[i], chroma[i - 1] - kCode) << "step " << step << " of ray " << i / kSteps;
    }
    if (step >= 10) {
      ASSERT_GT(chroma[i], chroma[i - 10] - kCode / 4) << "step " << step << " of ray " << i / kSteps;
    }
  }
}

TEST_P(GamutOf, IsNearTheReference) {
  const auto [working, output] = GetParam();
  const Grade grade = LightGrade(working, GamutMapping::kCompress);
  const OutputSpace out = {Named(output), TransferCurve::Linear()};
  const ReferenceModel model(grade, out);
  const auto lights = RandomLights(4, 4000);
  const auto codes = Rendered(grade, output, lights);
  std::vector<double> errors;
  for (size_t i = 0; i < lights.size(); ++i) {
    const Vector3 expected = model.Develop(Max(lights[i], 1e-10));
    double worst = 0;
    for (size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(codes[3 * i + c] / 65535.0 - expected[c]));
    errors.push_back(worst);
  }
  std::sort(errors.begin(), errors.end());
  // The worst is at corners that the boundary's table cuts off.
  EXPECT_LT(errors[errors.size() / 2], 1e-4);
  EXPECT_LT(errors[errors.size() * 999 / 1000], 0.03);
  EXPECT_LT(errors.back(), 0.12);
  RecordProperty("worst", std::to_string(errors.back()));
}

TEST(Gamut, TheCubeRootKeepsItsBound) {
  double worst = 0;
  for (double x = 1e-18; x < 100; x *= 1.0007) {
    const auto value = static_cast<float>(x);
    const double exact = std::cbrt(static_cast<double>(value));
    worst = std::max(worst, std::abs(simd::CubeRoot(simd::Splat(value))[0] - exact) / exact);
  }
  EXPECT_LE(worst, 3e-7);
}

TEST(Gamut, TheCurveRisesEverywhereAndNeverReachesTheBoundary) {
  double before = 0;
  for (double x = 0.001; x < 50; x += 0.001) {
    const double y = CompressedChroma(x);
    ASSERT_GT(y, before);
    ASSERT_LE(y, x);
    before = y;
  }
  EXPECT_LT(before, 1);
  EXPECT_DOUBLE_EQ(CompressedChroma(kGamutKnee), kGamutKnee);
  EXPECT_NEAR(CompressedChroma(1), 0.95, 1e-12);
}

TEST(Gamut, LightThatIsTooBrightBecomesWhite) {
  const auto codes = Rendered(LightGrade("acescg", GamutMapping::kCompress), "srgb", {{3, 3, 3}, {2.5, 2.5, 0.9}});
  EXPECT_EQ(codes, std::vector<uint16_t>(6, 65535));
}

TEST(Gamut, MarksColorsOutsideAndNotWhatIsOnlyTooBrightOrDark) {
  const Grade grade = LightGrade("endura-premier", GamutMapping::kClip);
  const Matrix3 working_from_srgb = *RgbFromRgb(grade.working, Named("srgb"));
  const std::vector<Vector3> lights = {
      {0, 0, 0},         {1, 1, 1},        {3, 3, 3}, {0.2, 0.2, 0.2}, working_from_srgb * Vector3(1, 0, 0),
      {0.9, 0.02, 0.02}, {0.02, 0.5, 0.02}};
  const size_t count = lights.size();
  std::vector<float> planes(3 * count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 3; ++c)
      planes[c * count + i] = static_cast<float>(-std::log10(std::max(lights[i][c], 1e-10)));
  }
  const ConstPlanes density = {planes.data(), planes.data() + count, planes.data() + 2 * count};
  const auto program = std::make_unique<PrintProgram>();
  ASSERT_TRUE(program->Compile(grade, {Named("srgb")}, 255).ok());
  const auto marks = [&](const char* space) {
    GamutTest test;
    EXPECT_TRUE(test.Compile(grade, Named(space)).ok());
    std::vector<uint8_t> rgba(4 * count);
    RenderRgba8(*program, density, count, rgba.data(), &test);
    std::vector<uint8_t> plain(4 * count);
    RenderRgba8(*program, density, count, plain.data());
    std::vector<int> marked;
    for (size_t i = 0; i < count; ++i) {
      EXPECT_TRUE(std::equal(rgba.begin() + 4 * i, rgba.begin() + 4 * i + 3, plain.begin() + 4 * i));
      if (rgba[4 * i + 3] == 0) marked.push_back(static_cast<int>(i));
    }
    return marked;
  };
  EXPECT_EQ(marks("srgb"), (std::vector<int>{5, 6}));
  EXPECT_EQ(marks("prophoto"), std::vector<int>{});
}

}  // namespace
}  // namespace easelight
