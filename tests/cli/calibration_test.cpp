// Charts and flat frames as the native tool reads them.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <map>

#include "core/color/color_space.h"
#include "core/recipe/recipe.h"
#include "tests/cli/small_scan.h"
#include "tests/json_access.h"

namespace easelight {
namespace {

TEST_F(CliTest, AChartBecomesAGrade) {
  const fs::path scan = fs::path(SamplesFolder()) / "coolscan-5000-ultramax-colorchecker.tif";
  if (!fs::exists(scan)) GTEST_SKIP() << scan << " is not there";
  const std::string out = (folder_ / "chart.json").string();
  const std::string call = "chart " + scan.string() + " --reference ultramax-400 --corners 0,0,1,0,1,1,0,1";
  const Ran ran = Run(call + " --fit both -o " + out);
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("\nD6 "), std::string::npos);
  EXPECT_NE(ran.out.find("weighted log error: 0.0394 before, 0.0133 after"), std::string::npos) << ran.out;
  ASSERT_TRUE(RecipeFromJson(Text(out)).ok());
  EXPECT_EQ(Run(call).status, 0) << "the table alone";
  const Ran found = Run("chart " + scan.string() + " --reference ultramax-400 --fit both");
  ASSERT_EQ(found.status, 0) << found.err;
  EXPECT_EQ(found.out.find("found the chart: --corners "), 0u) << found.out;
  const Ran turned =
      Run("chart " + scan.string() + " --reference ultramax-400 --corners 1,0,1,1,0,1,0,0 -o " + out + "2");
  EXPECT_EQ(turned.status, 1);
  EXPECT_NE(turned.err.find("whether the corners begin at A1"), std::string::npos) << turned.err;
  EXPECT_FALSE(fs::exists(out + "2"));
}

TEST_F(CliTest, WithoutCornersAChartMustBeThere) {
  const Ran ran = Run("chart " + scan_ + " --reference ultramax-400");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.err.find("no chart was found in the picture; --corners says where it is"), std::string::npos)
      << ran.err;
}

TEST_F(CliTest, FlatFramesBecomeAnInputSpace) {
  // What the channels see of each light, in linear codes.
  const std::array<std::array<uint16_t, 3>, 3> seen = {{{40000, 4000, 800}, {6000, 30000, 3000}, {500, 5000, 20000}}};
  std::array<std::string, 3> files;
  for (size_t i = 0; i < 3; ++i) {
    files[i] = (folder_ / ("flat" + std::to_string(i) + ".png")).string();
    const auto file = LocalBlockFile::Create(files[i]).value();
    EncodeOptions options;
    options.format = FileFormat::kPng;
    options.size = {120, 80};
    const auto encoder = CreateEncoder(options, *file).value();
    std::vector<uint16_t> row;
    for (int x = 0; x < 120; ++x) row.insert(row.end(), seen[i].begin(), seen[i].end());
    for (int y = 0; y < 80; ++y) {
      ASSERT_TRUE(encoder->WriteRow({reinterpret_cast<const uint8_t*>(row.data()), row.size() * 2}).ok());
    }
    ASSERT_TRUE(encoder->Finish().ok());
  }
  const std::string linear = Written("linear.json", R"({"easelight":1,"input":{"encoding":"linear"}})");
  const std::string out = (folder_ / "flats.json").string();
  const std::string call = "flats " + files[0] + " " + files[1] + " " + files[2] + " --recipe " + linear;
  const Ran ran = Run(call + " -o " + out);
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("condition 1."), std::string::npos) << ran.out;
  const Recipe recipe = *RecipeFromJson(Text(out));
  const Matrix3 input =
      *RgbFromRgb(FindColorSpace("endura-premier")->primaries, std::get<Primaries>(recipe.input_space));
  for (size_t i = 0; i < 3; ++i) {
    const Vector3 parted = input * Vector3(seen[i][0], seen[i][1], seen[i][2]);
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(parted[c], c == i ? parted[i] : 0, 0.002 * parted[i]) << i << c;
  }
  const Ran same = Run("flats " + files[0] + " " + files[0] + " " + files[2]);
  EXPECT_EQ(same.status, 1);
  EXPECT_NE(same.err.find("part no lights"), std::string::npos) << same.err;
}

TEST_F(CliTest, WrongChartsAreErrorsWithAReason) {
  const std::string out = (folder_ / "chart.json").string();
  const std::string good = " --corners 0.1,0.1,0.9,0.1,0.9,0.9,0.1,0.9";
  for (const auto& [options, reason] : std::map<std::string, std::string>{
           {" --reference velvia" + good, "there is no reference velvia, and no such file"},
           {" --reference " + Written("bad.txt", "CGATS.17") + good, "bad.txt: the reference has no BEGIN_DATA_FORMAT"},
           {" --reference gold-200 --corners 0.1,0.1,1.9,0.1,0.9,0.9,0.1,0.9", "corner 2 is at (1.9, 0.1)"},
           {" --reference gold-200 --corners 0.1,0.1,0.5,0.1,0.9,0.1,0.1,0.9", "span no quadrangle"},
           {" --reference gold-200 --corners 0.4,0.4,0.5,0.4,0.5,0.5,0.4,0.5", "patch A1 has"},
           {" --reference gold-200 --recipe " + Written("bw.json", R"({"easelight":1,"film":"bw-negative"})") + good,
            "black and white"}}) {
    const Ran ran = Run("chart " + scan_ + options + " -o " + out);
    EXPECT_EQ(ran.status, 1) << options;
    EXPECT_NE(ran.err.find(reason), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(fs::exists(out));
  }
}

}  // namespace
}  // namespace easelight
