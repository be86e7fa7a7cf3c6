// The automatic start on real scans of negatives: a ColorChecker at two exposures, and a 35 mm frame with its rebate.
// The scans are not part of the repository; without them these tests skip.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/film/input_stage.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "tests/locations.h"
#include "tests/synthetic/color_chart.h"
#include "tests/synthetic/color_difference.h"
#include "tests/synthetic/first_print.h"

namespace easelight {
namespace {

using namespace synthetic;

bool FindSample(const char* name, std::string& path) {
  path = SamplesFolder() + "/" + name;
  return std::filesystem::exists(path);
}

// The densities of a whole scan, its codes taken as `encoding`.
DensityPlanes ReadScan(const std::string& path, const TransferCurve& encoding, FilmKind film) {
  auto source = LocalFileSource::Open(path).value();
  auto decoder = OpenScan(*source).value();
  const ScanInfo& info = decoder->info();
  auto stage = std::make_unique<InputStage>();
  EXPECT_TRUE(
      stage->Compile(GradeFromRecipe(DefaultRecipe(film), {AllChannels(encoding), {}, {}, {}}), info.format).ok());
  DensityPlanes result{info.size, {}};
  for (auto& plane : result.planes) plane.resize(static_cast<size_t>(info.size.pixels()));
  std::vector<uint8_t> rows(info.row_bytes() * 64);
  size_t pixel = 0;
  while (const uint32_t count = decoder->ReadRows(rows).value()) {
    const size_t pixels = size_t{count} * info.size.width;
    stage->DensityFromCodes(rows.data(), info.channels, pixels,
                            {&result.planes[0][pixel], &result.planes[1][pixel], &result.planes[2][pixel]});
    pixel += pixels;
  }
  EXPECT_EQ(pixel, info.size.pixels());
  return result;
}

// The mean light of the middle of each patch; the scan is cut to the chart.
std::vector<Vector3> PatchesOf(const std::vector<Vector3>& print, Extent size) {
  std::vector<Vector3> patches;
  for (int row = 0; row < kChartRows; ++row) {
    for (int column = 0; column < kChartColumns; ++column) {
      const auto center_x = static_cast<uint32_t>((column + 0.5) / kChartColumns * size.width);
      const auto center_y = static_cast<uint32_t>((row + 0.5) / kChartRows * size.height);
      Vector3 sum = Vector3();
      int count = 0;
      for (uint32_t y = center_y - 5; y <= center_y + 5; ++y) {
        for (uint32_t x = center_x - 6; x <= center_x + 6; ++x, ++count) sum += print[size_t{y} * size.width + x];
      }
      patches.push_back(sum / count);
    }
  }
  return patches;
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
}

// The median difference of the patches from `reference`, at the best exposure of the reference.
double MedianDifference(const std::vector<Vector3>& patches, std::span<const Vector3> reference) {
  double best = 1e9;
  for (int step = -32; step <= 32; ++step) {
    std::vector<double> differences;
    for (size_t i = 0; i < patches.size(); ++i) {
      const Vector3 light = reference[i] * std::exp2(step / 16.0);
      differences.push_back(Ciede2000(LabFromLinearSrgb(Min(light, 1.0)), LabFromLinearSrgb(patches[i])));
    }
    best = std::min(best, MedianOf(differences));
  }
  return best;
}

std::vector<Vector3> FirstPrintOfChart(const std::string& path) {
  const DensityPlanes density = ReadScan(path, TransferCurve::Linear(), FilmKind::kColorNegative);
  return PatchesOf(Print(StartedRecipe(FilmKind::kColorNegative, density), density), density.size);
}

TEST(ScannedChartTest, FirstPrintIsNearTheChart) {
  std::string normal;
  std::string over;
  if (!FindSample("coolscan-5000-ultramax-colorchecker.tif", normal) ||
      !FindSample("coolscan-5000-ultramax-colorchecker-plus2ev.tif", over)) {
    GTEST_SKIP() << "no sample scans";
  }
  const auto first = FirstPrintOfChart(normal);
  const auto second = FirstPrintOfChart(over);
  RecordProperty("normal", std::to_string(MedianDifference(first, ChartPatches())));
  RecordProperty("over", std::to_string(MedianDifference(second, ChartPatches())));
  RecordProperty("between", std::to_string(MedianDifference(first, second)));
  EXPECT_LT(MedianDifference(first, ChartPatches()), 6.6);
  EXPECT_LT(MedianDifference(second, ChartPatches()), 6.6);
  // Two stops more exposure give a similar picture.
  EXPECT_LT(MedianDifference(first, second), 3.6);
}

TEST(ScannedChartTest, RebateOfARealFrameIsItsBase) {
  std::string path;
  if (!FindSample("epson-v600-35mm-colour-negative.jpg", path)) GTEST_SKIP() << "no sample scans";
  const DensityPlanes density = ReadScan(path, TransferCurve::Srgb(), FilmKind::kColorNegative);
  const Recipe recipe = StartedRecipe(FilmKind::kColorNegative, density);
  // Read off the clear strip above the frame.
  const std::array<double, 3> strip = {0.15, 0.40, 0.61};
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(recipe.density.base[c], strip[c], 0.03);
  // The densest layer of a masked negative seen by a scanner is blue, the thinnest red.
  EXPECT_GT(recipe.density.channel_gamma[0], 1.0);
  EXPECT_LT(recipe.density.channel_gamma[2], 1.0);
}

}  // namespace
}  // namespace easelight
