// References from files: CGATS and IT8 in the ways that makers write them, and broken ones.
#include <gmock/gmock.h>

#include <functional>

#include "core/calibration/reference_chart.h"
#include "core/english/english.h"

namespace easelight {
namespace {

using testing::HasSubstr;

const ReferenceChart& Original() {
  static const ReferenceChart chart = *FindReferenceChart("original");
  return chart;
}

std::string ByRows(size_t patch) { return PatchName(patch); }
std::string ByColumns(size_t patch) {
  return std::string(1, static_cast<char>('A' + patch % 6)) + "0" + std::to_string(patch / 6 + 1);
}
std::string ByNumber(size_t patch) { return std::to_string(patch + 1); }

std::string Xyz(const std::function<std::string(size_t)>& name, size_t count = kPatchCount) {
  std::string text = "CGATS.17\nORIGINATOR \"a maker, BEGIN_DATA in a name\"\n# a remark\nNUMBER_OF_FIELDS 4\n";
  text += "BEGIN_DATA_FORMAT\nSAMPLE_ID XYZ_X XYZ_Y XYZ_Z\nEND_DATA_FORMAT\nBEGIN_DATA\n";
  for (size_t i = 0; i < count; ++i) {
    const Vector3 v = 100.0 * Original().patches[i];
    text += name(i) + "\t" + std::to_string(v[0]) + "\t" + std::to_string(v[1]) + "\t" + std::to_string(v[2]) + "\r\n";
  }
  return text + "END_DATA\n";
}

std::string RefusedCgats(const std::string& text) {
  const auto chart = ReferenceFromCgats(text, "test");
  EXPECT_FALSE(chart.ok()) << text;
  return EnglishText(chart.status());
}

TEST(Cgats, ReadsXyzByEveryWayOfNaming) {
  for (const auto& name : {ByRows, ByColumns, ByNumber}) {
    const auto chart = ReferenceFromCgats(Xyz(name), "test");
    ASSERT_TRUE(chart.ok()) << EnglishText(chart.status());
    for (size_t i = 0; i < kPatchCount; ++i) {
      for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(chart->patches[i][c], Original().patches[i][c], 1e-8) << i;
    }
  }
}

TEST(Cgats, ReadsLabWithCommas) {
  std::string text = "BEGIN_DATA_FORMAT\nSAMPLE_NAME Lab_junk LAB_L LAB_A LAB_B\nEND_DATA_FORMAT\nBEGIN_DATA\n";
  for (size_t i = 0; i < kPatchCount; ++i) text += ByColumns(i) + " 7 50,0 0,0 0,0\n";
  const auto chart = ReferenceFromCgats(text + "END_DATA", "test");
  ASSERT_TRUE(chart.ok()) << EnglishText(chart.status());
  // L* 50 is a luminance of 0.1842, in the color of the white.
  EXPECT_NEAR(chart->patches[7][1], 0.18419, 1e-5);
  EXPECT_NEAR(chart->patches[7][0], 0.18419 * 0.9642, 1e-5);
  EXPECT_NEAR(chart->patches[7][2], 0.18419 * 0.8249, 1e-5);
}

TEST(Cgats, RefusesBrokenFilesWithAReason) {
  EXPECT_THAT(RefusedCgats("hello"), HasSubstr("BEGIN_DATA_FORMAT"));
  EXPECT_THAT(RefusedCgats("BEGIN_DATA_FORMAT SAMPLE_ID XYZ_X END_DATA_FORMAT BEGIN_DATA 1 2"),
              HasSubstr("BEGIN_DATA that"));
  EXPECT_THAT(RefusedCgats("BEGIN_DATA_FORMAT SAMPLE_ID XYZ_X END_DATA_FORMAT BEGIN_DATA 1 2 END_DATA"),
              HasSubstr("LAB_L"));
  EXPECT_THAT(RefusedCgats(Xyz(ByRows, 23)), HasSubstr("23 patches"));
  EXPECT_THAT(RefusedCgats(Xyz([](size_t) { return std::string("A1"); })), HasSubstr("24 once"));
  EXPECT_THAT(RefusedCgats(Xyz([](size_t) { return std::string("white"); })), HasSubstr("not named"));
  EXPECT_THAT(RefusedCgats(Xyz([](size_t) { return std::string("F5"); })), HasSubstr("not named"));
  std::string wrong = Xyz(ByRows);
  wrong.replace(wrong.find("\t", wrong.find("BEGIN_DATA\n")) + 1, 3, "abc");
  EXPECT_THAT(RefusedCgats(wrong), HasSubstr("is no number"));
  EXPECT_THAT(RefusedCgats(std::string(kMaxCgatsBytes + 1, ' ')), HasSubstr("limit"));
}

TEST(Cgats, CutFilesAreReadOrRefused) {
  const std::string text = Xyz(ByRows);
  for (size_t length = 0; length < text.size(); ++length) {
    const auto chart = ReferenceFromCgats(std::string_view(text).substr(0, length), "test");
    EXPECT_EQ(chart.ok(), EnglishText(chart.status()).empty()) << length;
  }
}

TEST(ReferenceChart, FilmsAreOfTheirWorkingSpace) {
  const ReferenceChart chart = *FindReferenceChart("ultramax-400");
  const PatchColors densities = *PrintDensities(chart, "endura-premier");
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(densities[21][c], 0.7, 1e-4) << "the gray D4";
  EXPECT_FALSE(PrintDensities(chart, "acescg").ok());
  EXPECT_TRUE(PrintDensities(Original(), "acescg").ok());
  EXPECT_THAT(EnglishText(FindReferenceChart("velvia").status()), HasSubstr("gold-200"));
}

TEST(ReferenceChart, PatchesAreShownInTheScreensColors) {
  const PatchColors densities = *PrintDensities(Original(), "endura-premier");
  const ScreenPatches screen = *ScreenFromPrintDensities(densities, "endura-premier");
  // The sRGB codes that the chart's maker gave its patches: dark skin, light skin, red, and the second darkest gray.
  const std::array<std::pair<size_t, std::array<int, 3>>, 4> known = {
      {{0, {115, 82, 68}}, {1, {194, 150, 130}}, {14, {175, 54, 60}}, {22, {85, 85, 85}}}};
  for (const auto& [patch, codes] : known) {
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(screen[patch][c], codes[c], 6) << PatchName(patch);
  }
}

TEST(ReferenceChart, GraysOfTheChartAreNeutral) {
  const PatchColors densities = *PrintDensities(Original(), "endura-premier");
  double lighter = -1;
  for (size_t patch = 18; patch < 24; ++patch) {
    EXPECT_GT(densities[patch][1], lighter) << PatchName(patch);
    lighter = densities[patch][1];
    EXPECT_NEAR(densities[patch][0], densities[patch][1], 0.025) << PatchName(patch);
    EXPECT_NEAR(densities[patch][2], densities[patch][1], 0.025) << PatchName(patch);
  }
}

}  // namespace
}  // namespace easelight
