// The native tool as its users call it: exit status, one line on stderr, nothing partial left behind.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "core/color/color_space.h"
#include "core/color/icc_profile.h"
#include "core/io/decoder.h"
#include "core/recipe/recipe.h"
#include "tests/cli/small_scan.h"
#include "tests/color/device_profiles.h"
#include "tests/io/memory_file.h"
#include "tests/json_access.h"

namespace easelight {
namespace {

TEST_F(CliTest, DevelopsToEveryFormat) {
  for (const char* name : {"a.tif", "a.TIFF", "a.png", "a.jpg", "a.jpeg"}) {
    const std::string out = (folder_ / name).string();
    const Ran ran = Run("develop " + scan_ + " -o " + out + " --auto --input-encoding srgb");
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "");
    EXPECT_GT(fs::file_size(out), 500u);
    EXPECT_FALSE(fs::exists(out + ".partial"));
  }
}

TEST_F(CliTest, WritesInTheSpaceOfAProfile) {
  const auto written = [&](const std::string& name, const std::vector<uint8_t>& bytes) {
    return Written(name, {bytes.begin(), bytes.end()});
  };
  const std::string paper = written("paper.icc", PrinterProfile({}));
  const std::string plain = Developed("--output-profile " + paper);
  EXPECT_NE(plain.find(Text(paper)), std::string::npos) << "it is embedded as it is";
  EXPECT_NE(Developed("--output-profile " + paper + " --intent perceptual"), plain);
  EXPECT_NE(Developed("--output-profile " + paper + " --black-point"), plain);
  EXPECT_EQ(Developed("--output-profile " + paper + " --intent relative"), plain);

  const auto reason_against = [&](const std::string& profile) {
    const std::string out = (folder_ / "refused.tif").string();
    const Ran ran = Run("develop " + scan_ + " -o " + out + " --output-profile " + profile);
    EXPECT_EQ(ran.status, 1);
    EXPECT_FALSE(fs::exists(out));
    EXPECT_FALSE(fs::exists(out + ".partial"));
    return ran.err;
  };
  const std::string inks = written("inks.icc", PrinterProfile({.channels = 4}));
  EXPECT_EQ(reason_against(inks).find("easelight: " + inks + ": the color profile is for printing inks (CMYK); "), 0u);
  const std::string text = Written("text.icc", std::string(300, 'x'));
  EXPECT_EQ(reason_against(text), "easelight: " + text + ": the color profile is damaged\n");
  const std::string none = (folder_ / "none.icc").string();
  EXPECT_EQ(reason_against(none).find("easelight: " + none + ": "), 0u);
  for (const char* wrong : {"--intent perceptual", "--black-point", "--output-profile x --space srgb",
                            "--output-profile x --intent best", "--output-profile x --encoding linear"}) {
    EXPECT_EQ(Run("develop " + scan_ + " -o " + (folder_ / "w.tif").string() + " " + wrong).status, 2) << wrong;
  }
}

TEST_F(CliTest, WritesGrayInOneChannel) {
  for (const char* space : {"gray-gamma-2.2", "gray-srgb"}) {
    const std::string file = Developed(std::string("--depth 8 --space ") + space);
    MemoryBlockFile source(std::vector<uint8_t>(file.begin(), file.end()));
    const auto decoder = OpenScan(source);
    ASSERT_TRUE(decoder.ok());
    EXPECT_EQ((*decoder)->info().channels, 1);
    EXPECT_TRUE(DescribeIccProfile((*decoder)->info().icc_profile)->gray);
  }
}

TEST_F(CliTest, AnExportIsCheckedAgainstThePreview) {
  const std::string out = (folder_ / "checked.jpg").string();
  const Ran ran = Run("develop " + scan_ + " -o " + out + " --auto --check");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "preview and export: largest difference 0 of 255 in 1000 pixels\n");
}

TEST_F(CliTest, RecipesGoInAndOut) {
  const Ran automatic = Run("recipe --auto " + scan_ + " --film bw-negative");
  ASSERT_EQ(automatic.status, 0) << automatic.err;
  EXPECT_TRUE(RecipeFromJson(automatic.out).ok());
  std::ofstream(folder_ / "recipe.json") << automatic.out;
  const std::string by_recipe = (folder_ / "recipe.tif").string();
  const std::string by_auto = (folder_ / "auto.tif").string();
  ASSERT_EQ(Run("develop " + scan_ + " -o " + by_recipe + " --recipe " + (folder_ / "recipe.json").string()).status, 0);
  ASSERT_EQ(Run("develop " + scan_ + " -o " + by_auto + " --auto --film bw-negative --threads 3").status, 0);
  EXPECT_EQ(Text(by_recipe), Text(by_auto));
  const Ran defaults = Run("recipe --default color-slide");
  EXPECT_EQ(CanonicalJson(*RecipeFromJson(defaults.out)), R"({"easelight":1,"film":"color-slide"})");
}
TEST_F(CliTest, GradesOfAnotherProgramAreRecipes) {
  const Ran one = Run("recipe --import " + TestDataFolder() + "/divere_single.json");
  ASSERT_EQ(one.status, 0) << one.err;
  const Recipe recipe = *RecipeFromJson(one.out);
  EXPECT_EQ(recipe.density.gamma, 2.1);
  EXPECT_TRUE(one.err.starts_with("recipe 1: of harbor 07.tif\nnot imitated: ")) << one.err;
  const Ran several = Run("recipe --import " + TestDataFolder() + "/divere_contactsheet.json");
  EXPECT_EQ(ParsedJson(several.out).array()->size(), 2u);
  const Ran wrong = Run("recipe --import " + Written("letter.json", "Dear all,"));
  EXPECT_EQ(wrong.status, 1);
  EXPECT_EQ(wrong.out, "");
  EXPECT_NE(wrong.err.find("letter.json: the file of grades"), std::string::npos) << wrong.err;
}

TEST_F(CliTest, AGradeBecomesATable) {
  const std::string recipe = Written("own.json", R"({"easelight":1,"density":{"gamma":1.9}})");
  for (const char* format : {"clf", "cube3d", "hald"}) {
    const std::string out = (folder_ / format).string();
    const Ran ran = Run("lut " + recipe + " --format " + format + " -o " + out);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("error: at most 0.")) << ran.out;
    EXPECT_GT(fs::file_size(out), 1000u);
  }
  const std::string out = (folder_ / "one.cube").string();
  const Ran crossed = Run("lut " + recipe + " --format cube1d -o " + out);
  EXPECT_EQ(crossed.status, 1);
  EXPECT_NE(crossed.err.find("the output space mixes them"), std::string::npos) << crossed.err;
  EXPECT_FALSE(fs::exists(out) || fs::exists(out + ".partial"));
  EXPECT_EQ(Run("lut " + recipe + " --format cube1d --space endura-premier -o " + out).status, 0);
  EXPECT_EQ(Run("lut " + recipe + " --format cube3d --size 200 -o " + (folder_ / "big").string()).status, 1);
}

TEST_F(CliTest, WhyAStartIsAsItIsIsJson) {
  const Ran ran = Run("recipe --auto " + scan_ + " --input-encoding linear --setup flatbed --why");
  ASSERT_EQ(ran.status, 0) << ran.err;
  const Json json = ParsedJson(ran.out);
  EXPECT_TRUE(At(json, "setup").Is("flatbed"));
  EXPECT_TRUE(At(json, "setupFrom").Is("recipe"));
  EXPECT_EQ(Run("recipe --default digital --why").status, 2);
}

TEST_F(CliTest, InfoIsJson) {
  const Ran ran = Run("info " + scan_);
  ASSERT_EQ(ran.status, 0);
  const Json json = ParsedJson(ran.out);
  EXPECT_TRUE(At(json, "width").Is(64));
  EXPECT_TRUE(At(json, "height").Is(48));
  EXPECT_TRUE(At(json, "bits").Is(16));
  EXPECT_TRUE(At(json, "grade").Is(kKeptLink));
}

TEST_F(CliTest, CameraAndPlaceAreKeptByChoice) {
  const auto kept = [&](const std::string& name, const std::string& flags) {
    const std::string out = (folder_ / name).string();
    EXPECT_EQ(Run("develop " + scan_ + " -o " + out + " " + flags).status, 0);
    const std::string text = Text(out);
    const StatusOr<DecodedScan> scan = DecodeAll(std::vector<uint8_t>(text.begin(), text.end()));
    return scan.ok() ? scan->info.exif : ExifEntries();
  };
  ExifEntries expected = ReadExif(BytesOf(CameraBlock(false))).entries;
  for (const char* name : {"a.tif", "a.png", "a.jpg"}) {
    EXPECT_EQ(kept(name, "--location"), expected);
    EXPECT_TRUE(kept(name, "--no-camera").empty());
  }
  std::erase_if(expected, [](const ExifEntry& entry) { return entry.directory == ExifDirectory::kLocation; });
  EXPECT_EQ(kept("a.tif", ""), expected);
}

TEST_F(CliTest, ARealScanKeepsItsCameraInEveryFormat) {
  const fs::path scan = fs::path(SamplesFolder()) / "coolscan-5000-ultramax-colorchecker.tif";
  if (!fs::exists(scan)) GTEST_SKIP() << scan << " is not there";
  for (const char* name : {"a.tif", "a.png", "a.jpg"}) {
    const std::string out = (folder_ / name).string();
    ASSERT_EQ(Run("develop " + scan.string() + " -o " + out).status, 0);
    const std::string text = Text(out);
    const StatusOr<DecodedScan> picture = DecodeAll(std::vector<uint8_t>(text.begin(), text.end()));
    ASSERT_TRUE(picture.ok());
    const auto has = [&](uint16_t tag, std::string value) {
      value.push_back('\0');
      return std::any_of(picture->info.exif.begin(), picture->info.exif.end(), [&](const ExifEntry& entry) {
        return entry.tag == tag && std::string(entry.value.begin(), entry.value.end()) == value;
      });
    };
    EXPECT_TRUE(has(0x010F, "Nikon")) << name;
    EXPECT_TRUE(has(0x0110, "LS-5000")) << name;
    EXPECT_TRUE(has(0x9004, "2020:06:01 21:55:16")) << name;
  }
}

TEST_F(CliTest, ErrorsAreOneLineWithTheFileAndLeaveNothing) {
  const std::string text = (folder_ / "text.tif").string();
  std::ofstream(text) << "This is a letter, not a picture.";
  const std::string cut = (folder_ / "cut.png").string();
  std::ofstream(cut, std::ios::binary) << Text(scan_).substr(0, fs::file_size(scan_) / 2);
  const std::string out = (folder_ / "out.tif").string();
  for (const std::string& input : {text, cut, (folder_ / "missing.tif").string(), folder_.string()}) {
    const Ran ran = Run("develop " + input + " -o " + out);
    EXPECT_EQ(ran.status, 1) << input;
    EXPECT_NE(ran.err.find(input), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_FALSE(fs::exists(out));
    EXPECT_FALSE(fs::exists(out + ".partial"));
  }
  std::ofstream(folder_ / "bad.json") << R"({"easelight":1,"density":{"gamma":99}})";
  const Ran bad = Run("develop " + scan_ + " -o " + out + " --recipe " + (folder_ / "bad.json").string());
  EXPECT_EQ(bad.status, 1);
  EXPECT_NE(bad.err.find("density.gamma is 99; it must be a number from 0.1 to 6"), std::string::npos) << bad.err;
  EXPECT_EQ(Run("develop " + scan_ + " -o " + (folder_ / "no/such/folder.tif").string()).status, 1);
  EXPECT_EQ(Run("develop " + scan_ + " -o " + (folder_ / "out.gif").string()).status, 1);
}

// The engine says what is wrong with them, before anything is opened; tests/node has the page's engine say the same.
TEST_F(CliTest, WhatNoPictureIsWrittenAsIsAnErrorOfTheEngine) {
  const std::map<std::string, std::string> wrong = {
      {"--depth 12", "the depth is 12 bits; 8 and 16 are written"},
      {"--quality 0", "the quality is 0; 1 to 100 are allowed"},
      {"--quality 101", "the quality is 101; 1 to 100 are allowed"},
      {"--encoding 0.9", "the power of the encoding is 0.9; 1 to 4 are allowed"},
      {"--encoding 4.1", "the power of the encoding is 4.1; 1 to 4 are allowed"},

      {"--encoding -1", "the power of the encoding is -1; 1 to 4 are allowed"}};
  for (const auto& [option, reason] : wrong) {
    const Ran ran = Run("develop none.tif -o none.jpg " + option);
    EXPECT_EQ(ran.status, 1) << option;
    EXPECT_EQ(ran.err, "easelight: " + reason + "\n");
  }
  for (const char* right : {"--encoding 1", "--encoding 4", "--depth 8", "--quality 1", "--quality 100"}) {
    const std::string out = (folder_ / "right.jpg").string();
    EXPECT_EQ(Run("develop " + scan_ + " -o " + out + " " + right).status, 0) << right;
  }
}

TEST_F(CliTest, AFailedDevelopKeepsTheOldFile) {
  const std::string out = (folder_ / "out.tif").string();
  std::ofstream(out) << "precious";
  EXPECT_EQ(Run("develop " + (folder_ / "missing.tif").string() + " -o " + out).status, 1);
  EXPECT_EQ(Text(out), "precious");
}

TEST_F(CliTest, ADiskThatFailsLateKeepsTheOldFile) {
  const std::string recipe = Written("recipe.json", Run("recipe --default color-negative").out);
  const std::string out = Written("out.tif", "precious");
  for (const std::string& call : {"develop " + scan_, "lut " + recipe + " --format hald"}) {
    const Ran ran = Run(call + " -o " + out, "LD_PRELOAD=" + FailingDiskPath());
    EXPECT_EQ(ran.status, 1) << call;
    EXPECT_EQ(ran.err, "easelight: " + out + ": the file cannot be written: Input/output error\n");
    EXPECT_EQ(Text(out), "precious");
    EXPECT_FALSE(fs::exists(out + ".partial"));
  }
}

TEST_F(CliTest, WrongCallsExitWithTwo) {
  for (const char* call : {"",
                           "enlarge",
                           "develop",
                           "develop in.tif",
                           "recipe",
                           "info",
                           "link",
                           "link --recipe a.json --parts tone",
                           "recipe --import a --auto b",
                           "lut a -o b",
                           "lut a --format dng -o b",
                           "chart a --corners 0,0,1,0,1,1,0,1",
                           "chart a --reference b --corners 1,2",
                           "link --recipe a.json --parts light.base",
                           "recipe --link a --auto b",
                           "develop a -o b --frame 1",
                           "develop a -o b --link x --frame 0",
                           "develop a -o b --link x --frame 65",
                           "develop a -o b --encoding pq",
                           "develop a -o b --film instant",
                           "develop a -o b --input-encoding pq",
                           "develop a -o b --input-space cmyk",
                           "recipe --default digital --input-encoding linear",
                           "develop a -o b --no-camera --location"}) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.status, 2) << call;
    EXPECT_NE(ran.err, "") << call;
  }
  EXPECT_EQ(Run("--help").status, 0);
}

}  // namespace
}  // namespace easelight
