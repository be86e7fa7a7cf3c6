// Presets of DiVERE: their density stages against that program's own steps, and what is said of the rest.
#include "core/recipe/divere.h"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <memory>

#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/film/input_stage.h"
#include "core/film/kernel.h"
#include "core/film/program.h"
#include "tests/json_access.h"
#include "tests/locations.h"

namespace easelight {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// What the algebra and the kernel's tables may be off by, in linear light of the working space.
constexpr double kMaxError = 2e-4;

ImportedGrades Imported(const std::string& text) {
  auto grades = GradesFromText(text);
  EXPECT_TRUE(grades.ok()) << EnglishText(grades.status());
  return grades.ok() ? *grades : ImportedGrades{{{}}, {}};
}

ImportedGrades ImportedFixture(const std::string& name) {
  return Imported(TextFromJson(JsonOfFile(TestDataFolder() + "/" + name)));
}

std::string RefusedGrades(const std::string& text) {
  const auto grades = GradesFromText(text);
  EXPECT_FALSE(grades.ok()) << text;
  return EnglishText(grades.status());
}

std::vector<std::string> RemarksOf(const ImportedGrades& imported) {
  std::vector<std::string> texts;
  for (const Sentence& remark : imported.remarks) texts.push_back(EnglishText(remark));
  return texts;
}

// The scan's codes developed to linear light of the recipe's working space, by the engine's own stages.
std::vector<Vector3> Developed(const Recipe& recipe, const std::vector<std::array<uint16_t, 3>>& codes) {
  const Grade grade = GradeFromRecipe(recipe, {});
  const auto input = std::make_unique<InputStage>();
  const auto program = std::make_unique<PrintProgram>();
  EXPECT_TRUE(input->Compile(grade, SampleFormat::kUint16).ok());
  EXPECT_TRUE(program->Compile(grade, {grade.working, TransferCurve::Linear()}, 65535).ok());
  const size_t count = codes.size();
  std::vector<float> planes(3 * count);
  const Planes density = {planes.data(), planes.data() + count, planes.data() + 2 * count};
  input->DensityFromCodes(codes.data(), 3, count, density);
  std::vector<uint16_t> out(3 * count);
  RenderRgb16(*program, {density[0], density[1], density[2]}, count, out.data());
  std::vector<Vector3> light;
  for (size_t i = 0; i < count; ++i) {
    light.push_back(Vector3(out[3 * i], out[3 * i + 1], out[3 * i + 2]) / 65535.0);
  }
  return light;
}

double LinearBetween(const Json& points, double x) {
  const auto at = [&](size_t i, size_t axis) { return *At(points, i, axis).number(); };
  const size_t count = points.array()->size();
  if (x <= at(0, 0)) return at(0, 1);
  for (size_t i = 1; i < count; ++i) {
    if (x <= at(i, 0)) return at(i - 1, 1) + (x - at(i - 1, 0)) / (at(i, 0) - at(i - 1, 0)) * (at(i, 1) - at(i - 1, 1));
  }
  return at(count - 1, 1);
}

// The steps of that program, one after the other, from light in the working space.
Vector3 StepByStep(const Json& parameters, const Vector3& light) {
  const double gamma = *At(parameters, "density_gamma").number();
  const double dmax = *At(parameters, "density_dmax").number();
  const double pivot = 4.1;
  Vector3 density;
  for (size_t c = 0; c < 3; ++c) {
    const double scanned = -std::log10(std::max(light[c], 1e-10));
    density[c] = -((0.7 + gamma * (scanned - 0.7)) - dmax);
  }
  Vector3 crossed;
  for (size_t row = 0; row < 3; ++row) {
    for (size_t column = 0; column < 3; ++column) {
      crossed[row] +=
          *At(parameters, "density_matrix", "values", row, column).number() * (density[column] + dmax - pivot);
    }
    const double channel = row == 0   ? *At(parameters, "channel_gamma", "r").number()
                           : row == 2 ? *At(parameters, "channel_gamma", "b").number()
                                      : 1.0;
    crossed[row] = channel * crossed[row] + pivot - dmax - *At(parameters, "rgb_gains", row).number();
  }
  Vector3 developed;
  const Json& curves = At(parameters, "density_curve", "points");
  for (size_t c = 0; c < 3; ++c) {
    double n = 1 - std::min(1.0, std::max(0.0, crossed[c] / kCurveRange));
    for (const char* name : {"rgb", std::array{"r", "g", "b"}[c]}) {
      if (const Json* points = curves.Find(name)) n = LinearBetween(*points, n);
    }
    developed[c] = std::pow(10.0, -(1 - n) * kCurveRange);
  }
  return developed;
}

TEST(Divere, DensityStagesAreThoseOfTheProgram) {
  const Json preset = JsonOfFile(TestDataFolder() + "/divere_single.json");
  const Recipe recipe = ImportedFixture("divere_single.json").grades.at(0).recipe;
  std::vector<std::array<uint16_t, 3>> codes;
  uint32_t state = 1;
  for (int i = 0; i < 500; ++i) {
    std::array<uint16_t, 3> pixel;
    for (uint16_t& code : pixel) code = static_cast<uint16_t>((state = state * 1664525 + 1013904223) >> 16);
    codes.push_back(pixel);
  }
  const Matrix3 working_from_input =
      *RgbFromRgb(FindColorSpace("endura-premier")->primaries, std::get<Primaries>(recipe.input_space));
  const std::vector<Vector3> developed = Developed(recipe, codes);
  for (size_t i = 0; i < codes.size(); ++i) {
    const Vector3 light = working_from_input * (Vector3(codes[i][0], codes[i][1], codes[i][2]) / 65535.0);
    const Vector3 expected = StepByStep(At(preset, "cc_params"), light);
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(developed[i][c], expected[c], kMaxError) << i << ", " << c;
  }
}

TEST(Divere, GoldenPresetsHold) {
  const std::string path = GoldenFolder() + "/divere_v3.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const Json golden = JsonOfFile(path);
  for (const Json& item : *At(golden, "cases").array()) {
    const ImportedGrades imported = Imported(TextFromJson(At(item, "preset")));
    ASSERT_EQ(imported.grades.size(), 1u);
    EXPECT_EQ(imported.grades[0].name, "scan.tif");
    const Json& codes_json = At(item, "scan_codes_16bit");
    std::vector<std::array<uint16_t, 3>> codes;
    for (const Json& pixel : *codes_json.array()) {
      codes.push_back({static_cast<uint16_t>(*At(pixel, 0).number()), static_cast<uint16_t>(*At(pixel, 1).number()),
                       static_cast<uint16_t>(*At(pixel, 2).number())});
    }
    const std::vector<Vector3> developed = Developed(imported.grades[0].recipe, codes);
    double worst = 0;
    for (size_t i = 0; i < codes.size(); ++i) {
      for (size_t c = 0; c < 3; ++c) {
        worst = std::max(worst, std::abs(developed[i][c] - *At(item, "linear_working", i, c).number()));
      }
    }
    RecordProperty("worst", std::to_string(worst));
    EXPECT_LE(worst, kMaxError);
  }
}

TEST(Divere, ASinglePresetKeepsItsFrame) {
  const ImportedGrades imported = ImportedFixture("divere_single.json");
  ASSERT_EQ(imported.grades.size(), 1u);
  const auto& [name, recipe] = imported.grades[0];
  EXPECT_EQ(name, "harbor 07.tif");
  EXPECT_EQ(recipe.film, FilmKind::kColorNegative);
  EXPECT_EQ(recipe.input_encoding, TransferCurve::Linear());
  EXPECT_EQ(recipe.geometry.rotate, 270) << "it turns counter-clockwise";
  EXPECT_THAT(recipe.geometry.crop, ElementsAre(0.05, 0.1, 0.9, 0.85));
  EXPECT_EQ(recipe.names.matrix, "own chart");
  EXPECT_EQ(recipe.names.curve, "own curve");
  EXPECT_EQ(recipe.names.note, "Evening, one stop over");
  EXPECT_THAT(RemarksOf(imported), ElementsAre(HasSubstr("working space"), HasSubstr("2.2")));
}

TEST(Divere, AContactSheetGivesAGradeForEachCrop) {
  const ImportedGrades imported = ImportedFixture("divere_contactsheet.json");
  ASSERT_EQ(imported.grades.size(), 2u);
  const Recipe& left = imported.grades[0].recipe;
  const Recipe& right = imported.grades[1].recipe;
  EXPECT_EQ(left.film, FilmKind::kBwNegative);
  EXPECT_EQ(std::get<std::string>(left.input_space), "acescg");
  EXPECT_EQ(left.density.gamma, 1.5) << "what a crop leaves out is the sheet's";
  EXPECT_NEAR(left.density.gains[0], 0.1, 1e-12);
  EXPECT_EQ(right.density.gamma, 1.8);
  EXPECT_EQ(right.geometry.rotate, 90);
  EXPECT_LE(right.geometry.crop[0] + right.geometry.crop[2], 1);
  const auto remarks = RemarksOf(imported);
  for (const char* part : {"luminance", "house matrix", "house curve", "glare", "local_contrast"}) {
    EXPECT_THAT(remarks, Contains(HasSubstr(part)).Times(1));
  }
}

TEST(Divere, AFoldersFileGivesWhatCanBeReadOfIt) {
  const ImportedGrades imported = ImportedFixture("divere_folder.json");
  ASSERT_EQ(imported.grades.size(), 2u);
  EXPECT_EQ(imported.grades[0].name, "a.tif");
  const Recipe& default_recipe = imported.grades[1].recipe;
  EXPECT_EQ(imported.grades[1].name, "");
  EXPECT_EQ(std::get<std::string>(default_recipe.input_space), "endura-premier");
  EXPECT_EQ(default_recipe.density.matrix, Matrix3::Identity()) << "it is switched off";
  EXPECT_THAT(default_recipe.density.channel_gamma, ElementsAre(1, 1, 1)) << "without a matrix they do nothing there";
  EXPECT_NEAR(default_recipe.density.gains[0], 0.3, 1e-12);
  EXPECT_THAT(RemarksOf(imported), Contains(HasSubstr("slide.tif")));
}

TEST(Divere, WrongPresetsAreRefusedWithAReason) {
  EXPECT_THAT(RefusedGrades(R"({"version":2,"grading_params":{}})"), HasSubstr("version 2"));
  EXPECT_THAT(RefusedGrades(R"({"version":4,"cc_params":{}})"), HasSubstr("version 4"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"cc_params":{"density_dmax":2}})"), HasSubstr("density_gamma"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"idt":{"name":"x"}})"), HasSubstr("cc_params"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"metadata":{"film_type":"digital"},"cc_params":{}})"),
              HasSubstr("digital"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"cc_params":{"density_gamma":99,"density_dmax":2}})"),
              HasSubstr("cc_params.density_gamma is 99; it must be a number from 0.1 to 6"));
  EXPECT_THAT(
      RefusedGrades(R"({"version":3,"metadata":{"orientation":45},"cc_params":{"density_gamma":1,"density_dmax":2}})"),
      HasSubstr("metadata.orientation is 45"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"cc_params":{"density_gamma":1,"density_dmax":2,"rgb_gains":[9,0,0]}})"),
              HasSubstr("density.gains[0]"));
  EXPECT_THAT(RefusedGrades(R"({"a.tif":{"cc_params":{}},"b.tif":{"cc_params":{}}})"), HasSubstr("density_gamma"));
  EXPECT_THAT(RefusedGrades(R"({"version":3,"type":"contactsheet","cc_params":{},"crops":[7]})"),
              HasSubstr("no preset"));
  std::string sheet =
      R"({"version":3,"type":"contactsheet","cc_params":{"density_gamma":1,"density_dmax":2},"crops":[{})";
  for (size_t i = 0; i < kMaxImportedGrades; ++i) sheet += ",{}";
  EXPECT_THAT(RefusedGrades(sheet + "]}"), HasSubstr("more than 1,000"));
  EXPECT_THAT(RefusedGrades("[1, 2"), HasSubstr("the file of grades"));
  EXPECT_THAT(RefusedGrades(std::string(kMaxImportBytes + 1, ' ')), HasSubstr("limit"));
}

TEST(Divere, DamagedFilesAreReadOrRefused) {
  uint32_t state = 1;
  const auto below = [&](size_t limit) { return (state = state * 1664525 + 1013904223) % limit; };
  for (const char* name : {"divere_single.json", "divere_contactsheet.json", "divere_folder.json"}) {
    const std::string text = TextFromJson(JsonOfFile(TestDataFolder() + "/" + name));
    for (int i = 0; i < 2000; ++i) {
      std::string damaged = text;
      // A part goes, or comes twice, or a character becomes another one.
      const size_t at = below(text.size());
      const size_t length = 1 + below(40);
      if (i % 3 == 0) damaged.erase(at, length);
      if (i % 3 == 1) damaged.insert(at, damaged.substr(at, length));
      if (i % 3 == 2) damaged[at] = "0-.\"[]{},:eN"[below(12)];
      const auto grades = GradesFromText(damaged);
      EXPECT_EQ(grades.ok(), EnglishText(grades.status()).empty()) << damaged;
      EXPECT_EQ(grades.ok(), grades.ok() && !grades->grades.empty()) << damaged;
    }
  }
}

TEST(Import, OwnRecipesAreReadAsEver) {
  EXPECT_EQ(Imported(R"({"easelight":1,"density":{"gamma":2}})").grades[0].recipe.density.gamma, 2);
  const ImportedGrades two = Imported(R"([{"easelight":1},{"easelight":1,"film":"digital"}])");
  EXPECT_EQ(two.grades.size(), 2u);
  EXPECT_TRUE(two.remarks.empty());
}

}  // namespace
}  // namespace easelight
