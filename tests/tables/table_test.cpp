// Tables of a grade: what they hold against the kernel, what they say of it, and what is refused.
#include "core/tables/table.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/recipe/presets.h"
#include "core/tables/clf_chain.h"
#include "core/tables/lattice.h"
#include "core/tables/table_samples.h"
#include "tests/io/memory_file.h"
#include "tests/recipe/sample_recipes.h"

namespace easelight {
namespace {

using testing::HasSubstr;

OutputSpace Output(std::string_view name) {
  const ColorSpace& space = *FindColorSpace(name);
  return {space.primaries, space.encoding};
}

TableOptions Options(TableFormat format, int size = 0) {
  TableOptions options;
  options.format = format;
  options.size = size;
  options.output = Output("srgb");
  options.output_title = "sRGB";
  options.creator = "Easelight test";
  return options;
}

// Grades of every kind: with matrices and without, monotone and cornered curves, each encoding.
std::vector<Recipe> Recipes() {
  std::vector<Recipe> recipes = {GradedNegative(), GradedGray(), DefaultRecipe(FilmKind::kColorNegative),
                                 DefaultRecipe(FilmKind::kDigital)};
  for (const CurvePreset& curve : {CurvePresets()[5], CurvePresets().back()}) {
    Recipe recipe = GradedNegative();
    recipe.print = curve.print;
    recipe.print.glare = 0.02;
    recipe.input_encoding = TransferCurve::Srgb();
    recipes.push_back(recipe);
    recipe.print.interpolation = CurveInterpolation::kLinear;
    recipes.push_back(recipe);
  }
  return recipes;
}

std::string Written(const Recipe& recipe, const TableOptions& options, TableError* error = nullptr) {
  MemoryBlockFile file;
  const auto written = WriteTable(recipe, options, file);
  EXPECT_TRUE(written.ok()) << EnglishText(written.status());
  if (written.ok() && error != nullptr) *error = *written;
  return {file.bytes().begin(), file.bytes().end()};
}

std::string Refused(const Recipe& recipe, const TableOptions& options) {
  MemoryBlockFile file;
  const auto written = WriteTable(recipe, options, file);
  EXPECT_FALSE(written.ok());
  EXPECT_EQ(file.size(), 0u);
  return EnglishText(written.status());
}

// A grade without any mixing of channels, from the working space into itself.
Recipe Uncrossed() {
  Recipe recipe = GradedNegative();
  recipe.input_space = std::string("device");
  recipe.density.matrix = Matrix3::Identity();
  return recipe;
}

TableOptions ToWorkingSpace(TableFormat format, int size = 0) {
  TableOptions options = Options(format, size);
  options.output = {Output("endura-premier").primaries, TransferCurve::Srgb()};
  return options;
}

TEST(Table, ClfIsTheModelItself) {
  for (const Recipe& recipe : Recipes()) {
    for (const char* space : {"srgb", "adobe-rgb", "endura-premier"}) {
      TableOptions options = Options(TableFormat::kClf);
      options.output = Output(space);
      TableError error;
      Written(recipe, options, &error);
      // Four codes of 65535; the kernel's own table is off by more where a curve has corners.
      const double limit = recipe.print.interpolation == CurveInterpolation::kLinear ? 3e-3 : 6.2e-5;
      EXPECT_LE(error.largest, limit) << CanonicalJson(recipe) << space;
      EXPECT_LE(error.mean, 1e-5) << CanonicalJson(recipe) << space;
    }
  }
}

TEST(Table, ALatticeIsExactAtItsNodesAndNearBetweenThem) {
  const Grade grade = GradeFromRecipe(GradedNegative(), {});
  KernelNodes kernel = KernelNodes::Compile(grade, Output("srgb")).value();
  const LogShaper shaper = LogShaper::FromGrade(grade);
  const Lattice lattice(kernel, 17, shaper);
  for (const std::array<int, 3>& node : {std::array{0, 0, 0}, {16, 16, 16}, {3, 9, 14}, {16, 0, 8}}) {
    std::array<float, 3> codes;
    for (size_t c = 0; c < 3; ++c) codes[c] = static_cast<float>(shaper.CodeFromShaped(c, node[c] / 16.0));
    std::array<uint16_t, 3> developed;
    kernel.Develop(codes, developed);
    const Vector3 read = lattice.Evaluate({codes[0], codes[1], codes[2]});
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(read[c], developed[c] / kMaxTableCode, 1e-4);
  }
}

TEST(Table, FinerLatticesAreNearer) {
  for (const Recipe& recipe : {GradedNegative(), DefaultRecipe(FilmKind::kColorNegative)}) {
    TableError coarse, fine, unshaped;
    Written(recipe, Options(TableFormat::kCube3d, 17), &coarse);
    Written(recipe, Options(TableFormat::kCube3d, 65), &fine);
    TableOptions plain = Options(TableFormat::kCube3d, 65);
    plain.shaper = false;
    Written(recipe, plain, &unshaped);
    EXPECT_LT(fine.mean, coarse.mean / 6);
    EXPECT_LT(fine.mean, 5e-4);
    EXPECT_LT(fine.mean, unshaped.mean / 10) << "linear codes want a shaper";
  }
}

TEST(Table, A1dTableHoldsWhatMixesNoChannels) {
  TableError error;
  const std::string text = Written(Uncrossed(), ToWorkingSpace(TableFormat::kCube1d), &error);
  EXPECT_THAT(text, HasSubstr("\nLUT_1D_SIZE 65536\n"));
  EXPECT_LE(error.largest, 2e-5) << "an entry for every code of 16 bits";
  Written(Uncrossed(), ToWorkingSpace(TableFormat::kCube1d, 1024), &error);
  EXPECT_GT(error.largest, 2e-5);

  EXPECT_THAT(Refused(Uncrossed(), Options(TableFormat::kCube1d)), HasSubstr("the output space mixes them"));
  Recipe crossed = Uncrossed();
  crossed.density.matrix = MatrixPresets()[1].matrix;
  EXPECT_THAT(Refused(crossed, ToWorkingSpace(TableFormat::kCube1d)), HasSubstr("the density matrix mixes them"));
  crossed = Uncrossed();
  crossed.input_space = std::string("srgb");
  EXPECT_THAT(Refused(crossed, ToWorkingSpace(TableFormat::kCube1d)), HasSubstr("the input space mixes them"));
  crossed = Uncrossed();
  crossed.film = FilmKind::kBwNegative;
  EXPECT_THAT(Refused(crossed, ToWorkingSpace(TableFormat::kCube1d)), HasSubstr("this kind of film"));
}

TEST(Table, OnlyALatticeHoldsCompressedColors) {
  Recipe recipe = GradedNegative();
  recipe.gamut = GamutMapping::kCompress;
  for (const TableFormat format : {TableFormat::kClf, TableFormat::kCube1d}) {
    EXPECT_THAT(Refused(recipe, Options(format)), HasSubstr("cube3d and hald can hold this grade"));
  }
  TableError error;
  const std::string lattice = Written(recipe, Options(TableFormat::kCube3d, 33), &error);
  EXPECT_LE(error.mean, 0.003);
  EXPECT_NE(lattice, Written(GradedNegative(), Options(TableFormat::kCube3d, 33)));
  TableOptions inversion = Options(TableFormat::kClf);
  inversion.inversion_only = true;
  Written(recipe, inversion);
}

TEST(Table, SaysItsErrorAndItsCodes) {
  TableError error;
  TableOptions options = Options(TableFormat::kCube3d, 17);
  options.scan.curves = AllChannels(TransferCurve::Power(2.2));
  const std::string text = Written(DefaultRecipe(FilmKind::kColorNegative), options, &error);
  char expected[64];
  std::snprintf(expected, sizeof expected, "at most %.6f, mean %.6f of full scale", error.largest, error.mean);
  EXPECT_THAT(text, HasSubstr(expected));
  EXPECT_THAT(text, HasSubstr("# Input: scan codes, power 2.2\n# Output: sRGB, sRGB curve\n"));
  EXPECT_EQ(text, Written(DefaultRecipe(FilmKind::kColorNegative), options)) << "the same bytes every time";
}

TEST(Table, TheInversionAloneHasNoPrintCurve) {
  Recipe plain = GradedNegative();
  plain.print = PrintGrade();
  TableOptions options = Options(TableFormat::kCube3d, 17);
  options.inversion_only = true;
  const auto nodes = [](const std::string& text) { return text.substr(text.find("LUT_1D_SIZE")); };
  const std::string inversion = Written(GradedNegative(), options);
  options.inversion_only = false;
  EXPECT_EQ(nodes(inversion), nodes(Written(plain, options)));
  EXPECT_NE(nodes(inversion), nodes(Written(GradedNegative(), options)));
  EXPECT_THAT(inversion, HasSubstr("the inversion of a grade"));
}

TEST(Table, AHaldClutIsASquarePictureOfTheLattice) {
  TableOptions options = Options(TableFormat::kHald, 16);
  const std::string bytes = Written(GradedNegative(), options);
  EXPECT_THAT(bytes, HasSubstr("tEXtComment"));
  EXPECT_THAT(bytes, HasSubstr("Error against the developed picture"));
  const auto picture = DecodeAll(std::vector<uint8_t>(bytes.begin(), bytes.end()));
  ASSERT_TRUE(picture.ok()) << EnglishText(picture.status());
  EXPECT_EQ(picture->info.size, (Extent{64, 64}));
  EXPECT_EQ(picture->info.format, SampleFormat::kUint16);
}

TEST(Table, WrongSizesAreRefused) {
  const Recipe recipe = DefaultRecipe(FilmKind::kColorNegative);
  EXPECT_THAT(Refused(recipe, Options(TableFormat::kCube3d, 16)), HasSubstr("17 to 129"));
  EXPECT_THAT(Refused(recipe, Options(TableFormat::kCube3d, 130)), HasSubstr("130"));
  EXPECT_THAT(Refused(recipe, Options(TableFormat::kHald, 17)), HasSubstr("16, 25, 36"));
  EXPECT_THAT(Refused(recipe, Options(TableFormat::kCube1d, 70000)), HasSubstr("65,536"));
}

TEST(Table, AFullDiskIsAnError) {
  for (const TableFormat format : kTableFormats) {
    MemoryBlockFile file;
    file.set_capacity(200);
    const auto written = WriteTable(Uncrossed(), ToWorkingSpace(format, format == TableFormat::kHald ? 16 : 17), file);
    ASSERT_FALSE(written.ok());
    EXPECT_THAT(EnglishText(written.status()), HasSubstr("the test disk is full"));
  }
}

}  // namespace
}  // namespace easelight
