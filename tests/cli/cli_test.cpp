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
#include "core/io/encoder.h"
#include "core/io/exif_reader.h"
#include "core/io/local_file.h"
#include "core/io/xmp_packet.h"
#include "core/recipe/recipe.h"
#include "tests/cli/run_tool.h"
#include "tests/color/device_profiles.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"
#include "tests/json_access.h"

namespace easelight {
namespace {

constexpr std::string_view kLink = "#grade=1.eJyrVkrLz8&proof=0123456789abcdef&pixels=AAEC";

class CliTest : public ToolTest {
 protected:
  void SetUp() override {
    ToolTest::SetUp();
    scan_ = (folder_ / "scan.png").string();
    auto file = LocalBlockFile::Create(scan_);
    ASSERT_TRUE(file.ok());
    EncodeOptions options;
    options.format = FileFormat::kPng;
    options.size = {64, 48};
    options.exif = ReadExif(BytesOf(CameraBlock(false))).entries;
    options.xmp = *XmpFromGrade({.link = kLink, .source_name = "", .source_size = {64, 48}, .creator = "test"});
    auto encoder = CreateEncoder(options, **file);
    ASSERT_TRUE(encoder.ok());
    std::vector<uint16_t> row(64 * 3);
    for (uint32_t y = 0; y < 48; ++y) {
      for (size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<uint16_t>(5000 + 500 * y + 300 * (i / 3) / (i % 3 + 1));
      ASSERT_TRUE((*encoder)->WriteRow({reinterpret_cast<uint8_t*>(row.data()), row.size() * 2}).ok());
    }
    ASSERT_TRUE((*encoder)->Finish().ok());
  }

  // The path of a new file.
  std::string Written(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }

  // The scan as developed with these options.
  std::string Developed(const std::string& options) {
    const std::string out = (folder_ / "developed.tif").string();
    const Ran ran = Run("develop " + scan_ + " -o " + out + " " + options);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return Text(out);
  }

  // A line of output as an argument for the shell.
  static std::string Quoted(const std::string& line) { return "'" + line.substr(0, line.find('\n')) + "'"; }

  std::string scan_;
};

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

TEST_F(CliTest, LinksGoInAndOut) {
  const std::string own = Written("own.json", R"({"easelight":1,"density":{"gamma":1.9,"base":[0.1,0.2,0.3]}})");
  const std::string other = Written("other.json", R"({"easelight":1,"film":"digital","geometry":{"rotate":90}})");
  const Ran link = Run("link --recipe " + own);
  ASSERT_EQ(link.status, 0) << link.err;
  EXPECT_TRUE(link.out.starts_with("#grade=1."));
  EXPECT_EQ(link.out.back(), '\n');
  const Ran read = Run("recipe --link " + Quoted(link.out));
  EXPECT_EQ(read.status, 0);
  EXPECT_EQ(read.err, "proof: verified: same pixels\n");
  EXPECT_EQ(*RecipeFromJson(read.out), *RecipeFromJson(Text(own)));
  EXPECT_NE(read.out.find("\"channelGamma\""), std::string::npos) << "the recipe is complete";

  const Ran roll = Run("link --site https://example.org/edit/ --recipe " + own + " --recipe " + other);
  EXPECT_TRUE(roll.out.starts_with("https://example.org/edit/#grade=1.")) << roll.err;
  const Ran frames = Run("recipe --link " + Quoted(roll.out));
  EXPECT_EQ(frames.err, "proof: verified: same pixels\n");
  const Json json = ParsedJson(frames.out);
  ASSERT_EQ(json.array()->size(), 2u);
  EXPECT_TRUE(At(json, 1, "geometry", "rotate").Is(90));
}

TEST_F(CliTest, AForeignProofIsSaid) {
  const std::string own = Run("link --recipe " + Written("own.json", R"({"easelight":1})")).out;
  const std::string grade = own.substr(0, own.find('&'));
  const std::string foreign = grade + "&proof=0123456789abcdef&pixels=" + std::string(64, 'A');
  const Ran read = Run("recipe --link " + Quoted(foreign));
  EXPECT_EQ(read.status, 0) << "a difference is no error";
  EXPECT_EQ(read.err, "proof: made with another engine: largest difference 65535 of 65535\n");
  EXPECT_EQ(Run("recipe --link " + Quoted(grade)).err, "proof: no proof\n");
}

TEST_F(CliTest, DevelopsByALink) {
  const std::string first = Written("1.json", R"({"easelight":1,"density":{"exposure":1.2},"geometry":{"flip":true}})");
  const std::string second = Written("2.json", R"({"easelight":1,"density":{"exposure":2.2}})");
  const std::string roll = Quoted(Run("link --recipe " + first + " --recipe " + second).out);
  EXPECT_EQ(Developed("--link " + roll + " --frame 1"), Developed("--recipe " + first));
  EXPECT_EQ(Developed("--link " + roll + " --frame 2"), Developed("--recipe " + second));
  const Ran which = Run("develop " + scan_ + " -o " + (folder_ / "which.tif").string() + " --link " + roll);
  EXPECT_EQ(which.status, 1);
  EXPECT_EQ(which.err, "easelight: the link holds 2 recipes; say which with --frame\n");
  const Ran third = Run("develop " + scan_ + " -o " + (folder_ / "which.tif").string() + " --frame 3 --link " + roll);
  EXPECT_EQ(third.err, "easelight: --frame is 3; the link holds 2 recipes\n");
}

TEST_F(CliTest, ALinkOfPartsGoesOverTheOtherOptions) {
  const std::string own = Written("own.json", R"({"easelight":1,"density":{"gamma":2},"geometry":{"flip":true}})");
  const std::string other = Written("other.json", R"({"easelight":1,"density":{"gamma":1.1,"exposure":2.2}})");
  const std::string both =
      Written("both.json", R"({"easelight":1,"density":{"gamma":1.1,"exposure":2.2},"geometry":{"flip":true}})");
  const Ran link = Run("link --parts light --recipe " + other);
  EXPECT_NE(link.out.find("&parts=light&"), std::string::npos) << link.err;
  EXPECT_EQ(Run("recipe --link " + Quoted(link.out)).err, "parts: light\nproof: verified: same pixels\n");
  EXPECT_EQ(Developed("--link " + Quoted(link.out) + " --recipe " + own), Developed("--recipe " + both));
  EXPECT_NE(Developed("--link " + Quoted(link.out) + " --auto"), Developed("--link " + Quoted(link.out)));
  const Ran whole = Run("develop " + scan_ + " -o " + (folder_ / "whole.tif").string() + " --auto --link " +
                        Quoted(Run("link --recipe " + other).out));
  EXPECT_EQ(whole.status, 1);
  EXPECT_NE(whole.err.find("the link holds the whole recipe"), std::string::npos) << whole.err;
}

TEST_F(CliTest, WrongLinksAreErrorsWithAReason) {
  for (const auto& [call, reason] : std::map<std::string, std::string>{
           {"recipe --link hello", "this is no grading link: it has no grade=1.\n"},
           {"recipe --link ''", "this is no grading link: it has no grade=1.\n"},
           {"recipe --link 'grade=2.x'", "this link is version 2; this engine reads version 1\n"},
           {"develop " + scan_ + " -o " + (folder_ / "a.tif").string() + " --link 'grade=1.AAAA'",
            "the link's grade: the compressed recipe is damaged\n"},
           {"link --recipe missing.json", "missing.json: cannot be read\n"},
           {"link --site 'https://example.org/#' --recipe " + Written("a.json", R"({"easelight":1})"),
            "--site is https://example.org/#; it must be an address without #, as the link begins there\n"}}) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.status, 1) << call;
    EXPECT_EQ(ran.err, "easelight: " + reason) << call;
    EXPECT_EQ(ran.out, "") << call;
  }
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
  const Ran turned =
      Run("chart " + scan.string() + " --reference ultramax-400 --corners 1,0,1,1,0,1,0,0 -o " + out + "2");
  EXPECT_EQ(turned.status, 1);
  EXPECT_NE(turned.err.find("whether the corners begin at A1"), std::string::npos) << turned.err;
  EXPECT_FALSE(fs::exists(out + "2"));
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

TEST_F(CliTest, InfoIsJson) {
  const Ran ran = Run("info " + scan_);
  ASSERT_EQ(ran.status, 0);
  const Json json = ParsedJson(ran.out);
  EXPECT_TRUE(At(json, "width").Is(64));
  EXPECT_TRUE(At(json, "height").Is(48));
  EXPECT_TRUE(At(json, "bits").Is(16));
  EXPECT_TRUE(At(json, "grade").Is(kLink));
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

TEST_F(CliTest, AFailedDevelopKeepsTheOldFile) {
  const std::string out = (folder_ / "out.tif").string();
  std::ofstream(out) << "precious";
  EXPECT_EQ(Run("develop " + (folder_ / "missing.tif").string() + " -o " + out).status, 1);
  EXPECT_EQ(Text(out), "precious");
}

TEST_F(CliTest, WrongCallsExitWithTwo) {
  for (const char* call : {"",
                           "enlarge",
                           "develop",
                           "develop in.tif",
                           "recipe",
                           "info",
                           "develop a -o b --depth 12",
                           "link",
                           "link --recipe a.json --parts tone",
                           "recipe --import a --auto b",
                           "lut a -o b",
                           "lut a --format dng -o b",
                           "chart a --reference b",
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
                           "develop a -o b --quality 0",
                           "develop a -o b --no-camera --location"}) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.status, 2) << call;
    EXPECT_NE(ran.err, "") << call;
  }
  EXPECT_EQ(Run("--help").status, 0);
}

}  // namespace
}  // namespace easelight
