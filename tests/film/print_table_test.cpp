// The tables of print curves against the float64 model: whatever the curve, frames and exports are the model's.
#include "core/film/print_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "core/color/color_space.h"
#include "core/film/kernel.h"
#include "tests/film/reference_model.h"

namespace easelight {
namespace {

// Builds without NDEBUG are those with sanitizers, which take twenty times as long.
#ifdef NDEBUG
constexpr int kCurves = 10000;
#else
constexpr int kCurves = 400;
#endif
constexpr size_t kPixelsOfGrade = 64;
constexpr double kMostCodes = 1.5;
// Print densities up to 4.8 are told apart by float32 as steps of a table, after a product and a sum.
constexpr double kSameDensity = 6e-7;

class RandomCurves {
 public:
  explicit RandomCurves(uint32_t seed) : random_(seed) {}

  double Between(double low, double high) {
    return low + (high - low) * (static_cast<double>(random_()) / 4294967296.0);
  }

  // 2 to 64 points that rise, in steps of 1/4096 or more.
  PrintCurve Rising() {
    constexpr double kLeastStep = 1.0 / 4096;
    const size_t count = PrintCurve::kMinPoints + random_() % (PrintCurve::kMaxPoints - PrintCurve::kMinPoints + 1);
    std::vector<CurvePoint> points(count);
    const std::vector<double> x = Sorted(count, 1 - static_cast<double>(count - 1) * kLeastStep);
    const std::vector<double> y = Sorted(count, 1);
    for (size_t i = 0; i < count; ++i) points[i] = {x[i] + static_cast<double>(i) * kLeastStep, y[i]};
    ++made_;
    return PrintCurve(points);
  }
  int made() const { return made_; }

  // Print densities: some anywhere, most of them about the points of curves.
  std::vector<float> Densities(const std::vector<const PrintCurve*>& curves, size_t count) {
    std::vector<float> densities(count);
    for (float& density : densities) {
      const auto points = curves[random_() % curves.size()]->points();
      const double about = points[random_() % points.size()].x + Between(-0.001, 0.001);
      density = static_cast<float>((1 - (random_() % 4 == 0 ? Between(0, 1) : about)) * kCurveRange);
    }
    return densities;
  }

 private:
  std::vector<double> Sorted(size_t count, double high) {
    std::vector<double> values(count);
    for (double& value : values) value = Between(0, high);
    std::sort(values.begin(), values.end());
    return values;
  }

  std::mt19937 random_;
  int made_ = 0;
};

// A grade whose print densities are the scan's own, in a space that is also the output's.
Grade GradeOfCurves() {
  Grade grade;
  grade.film = FilmKind::kDigital;
  grade.working = FindColorSpace("srgb")->primaries;
  grade.density.gamma = 1;
  grade.density.exposure = 0;
  return grade;
}

// The most codes of 65535 that the kernel is off from what the model makes of any density that is the same in float32.
double WorstError(const Grade& grade, const TransferCurve& encoding, const std::vector<float>& densities) {
  const OutputSpace out = {grade.working, encoding};
  static const auto program = std::make_unique<PrintProgram>();
  EXPECT_TRUE(program->Compile(grade, out, 65535).ok());
  std::vector<uint16_t> codes(3 * densities.size());
  RenderRgb16(*program, {densities.data(), densities.data(), densities.data()}, densities.size(), codes.data());
  const ReferenceModel model(grade, out);
  const auto developed = [&](double density) { return model.Develop(Vector3::Constant(std::pow(10.0, -density))); };
  double worst = 0;
  for (size_t i = 0; i < densities.size(); ++i) {
    const Vector3 lightest = developed(densities[i] - kSameDensity);
    const Vector3 darkest = developed(densities[i] + kSameDensity);
    for (size_t c = 0; c < 3; ++c) {
      const double code = codes[3 * i + c];
      worst = std::max({worst, code - 65535 * lightest[c], 65535 * darkest[c] - code});
    }
  }
  return worst;
}

TEST(PrintTable, AnyRisingCurveIsWithinACodeAndAHalfOfTheModel) {
  RandomCurves random(7);
  double worst = 0;
  for (int round = 0; random.made() < kCurves; ++round) {
    Grade grade = GradeOfCurves();
    std::vector<const PrintCurve*> curves;
    if (round % 4 != 1) {
      grade.print.master = random.Rising();
      curves.push_back(&grade.print.master);
    }
    if (round % 4 == 1 || round % 4 == 2) {
      for (PrintCurve& curve : grade.print.channels) {
        curve = random.Rising();
        curves.push_back(&curve);
      }
    }
    if (round % 4 == 3) grade.print.glare = random.Between(0, 0.2);
    const double error = WorstError(grade, TransferCurve::Srgb(), random.Densities(curves, kPixelsOfGrade));
    ASSERT_LE(error, kMostCodes) << "round " << round;
    worst = std::max(worst, error);
  }
  RecordProperty("worst_code_error", std::to_string(worst));
}

// Corners are as near as light goes, whatever the slopes beside them.
TEST(PrintTable, CornersOfLinearCurvesAreAsStated) {
  constexpr double kMostLight = 2e-4;
  RandomCurves random(8);
  while (random.made() < kCurves / 10) {
    Grade grade = GradeOfCurves();
    grade.print.interpolation = CurveInterpolation::kLinear;
    grade.print.master = random.Rising();
    const std::vector<float> densities = random.Densities({&grade.print.master}, kPixelsOfGrade);
    ASSERT_LE(WorstError(grade, TransferCurve::Linear(), densities), 65535 * kMostLight + 1) << random.made();
  }
}

// As the bytes of nearly all grades were before there were steep tables.
TEST(PrintTable, OnlySteepCurvesTakeASecondLookUp) {
  const auto is_steep = [](const std::vector<CurvePoint>& points) {
    Grade grade = GradeOfCurves();
    grade.print.master = PrintCurve(points);
    const auto table = std::make_unique<PrintTable>();
    BuildPrintTable(LightFromDensity(grade, 0), grade.print.interpolation, *table);
    return table->is_steep;
  };
  EXPECT_FALSE(is_steep({{0, 0}, {1, 1}}));
  EXPECT_FALSE(is_steep({{0.2, 0.1}, {0.45, 0.25}, {0.55, 0.75}, {0.8, 1}}));
  EXPECT_TRUE(is_steep({{0, 0}, {0.5, 0.2}, {0.501, 0.8}, {1, 1}}));
}

}  // namespace
}  // namespace easelight
