// The fit to a chart: its derivatives, what it finds of a known film, what it refuses, and real scans.
#include "core/calibration/chart_fit.h"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>

#include "core/calibration/patch_sampler.h"
#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/film/input_stage.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "core/recipe/presets.h"
#include "tests/locations.h"

namespace easelight {
namespace {

using testing::HasSubstr;

const ReferenceChart& UltraMax() {
  static const ReferenceChart chart = *FindReferenceChart("ultramax-400");
  return chart;
}

Recipe Start() { return DefaultRecipe(FilmKind::kColorNegative); }

// Scan densities of a film and scanner whose matrices are known: the model the other way round.
PatchColors ScanOf(const PatchColors& printed, const Matrix3& input, const Matrix3& matrix, const Vector3& slope,
                   const Vector3& offset) {
  PatchColors scan;
  for (size_t i = 0; i < kPatchCount; ++i) {
    const Vector3 density = matrix.Inverse() * Over(offset - printed[i], slope);
    const Vector3 light =
        input.Inverse() * Vector3(std::pow(10, -density[0]), std::pow(10, -density[1]), std::pow(10, -density[2]));
    for (size_t c = 0; c < 3; ++c) scan[i][c] = -std::log10(light[c]);
  }
  return scan;
}

constexpr Matrix3 kMatrix{{1.2, -0.15, -0.05}, {-0.08, 1.1, -0.02}, {0.02, -0.12, 1.1}};
constexpr Matrix3 kInput{{0.97, 0.02, 0.01}, {0.03, 0.95, 0.02}, {-0.01, 0.04, 0.97}};
constexpr Vector3 kSlope{1.9, 1.7, 1.5};
constexpr Vector3 kOffset{2.6, 2.9, 3.1};

PatchColors KnownScan(const Matrix3& input) {
  return ScanOf(*PrintDensities(UltraMax(), "endura-premier"), input, kMatrix, kSlope, kOffset);
}

TEST(ChartModel, DerivativesAreThoseOfTheResiduals) {
  const PatchColors target = *PrintDensities(UltraMax(), "endura-premier");
  const ChartModelState state{kInput, kMatrix, kSlope, kOffset};
  for (const bool input : {false, true}) {
    for (const bool matrix : {false, true}) {
      for (const bool channels : {false, true}) {
        for (const bool negative : {false, true}) {
          const ChartModel model(KnownScan(kInput), target, negative,
                                 {.input = input, .matrix = matrix, .channels = channels}, state);
          std::vector<double> at = model.Parameters(state);
          ASSERT_EQ(at.size(), model.parameter_count());
          const size_t rows = model.residual_count();
          const auto point = [&] {
            return LeastSquaresPoint{std::vector<double>(rows), std::vector<double>(rows * at.size())};
          };
          LeastSquaresPoint here = point(), above = point(), below = point();
          ASSERT_TRUE(model(at, here));
          for (size_t p = 0; p < at.size(); ++p) {
            constexpr double kStep = 1e-6;
            const double value = at[p];
            at[p] = value + kStep;
            ASSERT_TRUE(model(at, above));
            at[p] = value - kStep;
            ASSERT_TRUE(model(at, below));
            at[p] = value;
            for (size_t row = 0; row < rows; ++row) {
              const double measured = (above.residuals[row] - below.residuals[row]) / (2 * kStep);
              EXPECT_NEAR(here.jacobian[row * at.size() + p], measured, 1e-6 * (1 + std::abs(measured)));
            }
          }
        }
      }
    }
  }
}

TEST(ChartFit, FindsTheMatrixOfAKnownFilm) {
  const auto fitted = FitChart(Start(), KnownScan(Matrix3::Identity()), UltraMax(), ChartFit::kMatrix);
  ASSERT_TRUE(fitted.ok()) << EnglishText(fitted.status());
  EXPECT_LT(fitted->error_after, 0.002);
  EXPECT_LT(fitted->error_after, fitted->error_before / 10);
  const DensityGrade& density = fitted->recipe.density;
  for (size_t row = 0; row < 3; ++row) {
    EXPECT_NEAR(density.matrix.rows[row].Sum(), 1, 2e-6) << "grays stay gray";
    EXPECT_NEAR(density.gamma * density.channel_gamma[row], kSlope[row], 0.02);
    for (size_t column = 0; column < 3; ++column) {
      EXPECT_NEAR(density.matrix(row, column), kMatrix(row, column), 0.02);
    }
  }
  EXPECT_EQ(fitted->recipe.print, Start().print);
  EXPECT_EQ(fitted->recipe.names.matrix, "Kodak UltraMax 400");
}

TEST(ChartFit, FindsPrimariesWithAndWithoutAMatrix) {
  const PatchColors printed = *PrintDensities(UltraMax(), "endura-premier");
  const PatchColors scan = ScanOf(printed, kInput, Matrix3::Identity(), kSlope, kOffset);
  const auto primaries = FitChart(Start(), scan, UltraMax(), ChartFit::kPrimaries);
  ASSERT_TRUE(primaries.ok()) << EnglishText(primaries.status());
  EXPECT_LT(primaries->error_after, 0.002);
  EXPECT_EQ(primaries->recipe.density.matrix, Matrix3::Identity());
  const auto& space = std::get<Primaries>(primaries->recipe.input_space);
  EXPECT_EQ(space.white, FindColorSpace("endura-premier")->primaries.white) << "white stays white";
  const auto both = FitChart(Start(), KnownScan(kInput), UltraMax(), ChartFit::kBoth);
  ASSERT_TRUE(both.ok()) << EnglishText(both.status());
  EXPECT_LT(both->error_after, 0.003);
}

TEST(ChartFit, IsAppliedAsItWasFitted) {
  const PatchColors scan = KnownScan(kInput);
  const FittedChart fitted = FitChart(Start(), scan, UltraMax(), ChartFit::kBoth).value();
  const Grade grade = GradeFromRecipe(fitted.recipe, {});
  const auto stage = std::make_unique<InputStage>();
  ASSERT_TRUE(stage->Compile(grade, SampleFormat::kFloat32).ok());
  const DensityAffine map = AffineFromGrade(grade.density, true);
  for (size_t i = 0; i < kPatchCount; ++i) {
    std::array<float, 3> codes, density;
    for (size_t c = 0; c < 3; ++c) codes[c] = static_cast<float>(std::pow(10, -scan[i][c]));
    stage->DensityFromCodes(codes.data(), 3, 1, {&density[0], &density[1], &density[2]});
    const Vector3 printed = map.matrix * Vector3(density[0], density[1], density[2]) + map.offset;
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(printed[c], fitted.after[i][c], 2e-5);
  }
}

TEST(ChartFit, IsTheSameEveryTime) {
  const auto once = FitChart(Start(), KnownScan(kInput), UltraMax(), ChartFit::kBoth);
  const auto twice = FitChart(Start(), KnownScan(kInput), UltraMax(), ChartFit::kBoth);
  EXPECT_EQ(once->recipe, twice->recipe);
}

TEST(ChartFit, RefusesWhatDecidesNothing) {
  PatchColors flat;
  flat.fill({0.8, 0.9, 1.0});
  PatchColors gray;
  for (size_t i = 0; i < kPatchCount; ++i) gray[i] = Vector3::Constant(0.3 + 0.05 * static_cast<double>(i));
  PatchColors turned = KnownScan(Matrix3::Identity());
  std::reverse(turned.begin(), turned.end());
  Recipe black_and_white = DefaultRecipe(FilmKind::kBwNegative);
  Recipe other_space = Start();
  other_space.working = "acescg";
  const auto refused = [](const Recipe& start, const PatchColors& scan, ChartFit fit) {
    const auto fitted = FitChart(start, scan, UltraMax(), fit);
    EXPECT_FALSE(fitted.ok());
    return EnglishText(fitted.status());
  };
  for (const ChartFit fit : kChartFits) {
    EXPECT_THAT(refused(Start(), flat, fit), HasSubstr("too much alike"));
    EXPECT_NE(refused(Start(), gray, fit), "");
    EXPECT_NE(refused(Start(), turned, fit), "");
  }
  const PatchColors scan = KnownScan(Matrix3::Identity());
  EXPECT_THAT(refused(black_and_white, scan, ChartFit::kMatrix), HasSubstr("black and white"));
  EXPECT_THAT(refused(other_space, scan, ChartFit::kMatrix), HasSubstr("endura-premier"));
}

// The patches of a sample scan, which the chart fills; none where it is not there.
std::optional<PatchColors> SampleScan(const std::string& name) {
  const std::string path = SamplesFolder() + "/" + name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  auto source = LocalFileSource::Open(path).value();
  auto decoder = OpenScan(*source).value();
  const ScanInfo& info = decoder->info();
  auto stage = std::make_unique<InputStage>();
  EXPECT_TRUE(stage->Compile(GradeFromRecipe(Start(), {}), info.format).ok());
  PatchSampler sampler = PatchSampler::Create({PicturePoint{0, 0}, {1, 0}, {1, 1}, {0, 1}}, info.size).value();
  std::vector<uint8_t> row(info.row_bytes());
  std::vector<float> planes(3 * info.size.width);
  const Planes density = {&planes[0], &planes[info.size.width], &planes[2 * info.size.width]};
  for (uint32_t y = 0; y < info.size.height; ++y) {
    EXPECT_EQ(decoder->ReadRows(row).value(), 1u);
    stage->DensityFromCodes(row.data(), info.channels, info.size.width, density);
    sampler.AddRun(0, y, info.size.width, {density[0], density[1], density[2]});
  }
  const SampledChart chart = sampler.Finish().value();
  PatchColors patches;
  for (size_t i = 0; i < kPatchCount; ++i) patches[i] = chart[i].density;
  return patches;
}

TEST(ChartFit, HalvesTheErrorOfRealScansAndHelpsTheOtherExposure) {
  const auto normal = SampleScan("coolscan-5000-ultramax-colorchecker.tif");
  const auto over = SampleScan("coolscan-5000-ultramax-colorchecker-plus2ev.tif");
  if (!normal || !over) GTEST_SKIP() << "no sample scans";
  for (const ChartFit fit : kChartFits) {
    for (const auto& [own, other] : {std::pair(*normal, *over), std::pair(*over, *normal)}) {
      SCOPED_TRACE(ChartFitName(fit));
      const auto fitted = FitChart(Start(), own, UltraMax(), fit);
      ASSERT_TRUE(fitted.ok()) << EnglishText(fitted.status());
      // The other exposure, printed with this one's colors, its own gamma, exposure and gains alone.
      const auto on_other = FitChart(fitted->recipe, other, UltraMax(), fit);
      const auto without = FitChart(Start(), other, UltraMax(), fit);
      ASSERT_TRUE(on_other.ok() && without.ok());
      EXPECT_LE(fitted->error_after, fitted->error_before / 2);
      EXPECT_LT(on_other->error_before, without->error_before);
    }
  }
}

}  // namespace
}  // namespace easelight
