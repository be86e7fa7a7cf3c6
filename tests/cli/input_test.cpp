// How the native tool reads scans whose files leave their encoding in doubt, and what it is told of that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/io/encoder.h"
#include "core/io/local_file.h"
#include "core/recipe/recipe.h"
#include "tests/cli/run_tool.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"
#include "tests/json_access.h"
#include "tests/synthetic/scanner.h"

namespace easelight {
namespace {

using testing::HasSubstr;

std::vector<uint8_t> BytesIn(const std::string& path) {
  const std::string text = Text(path);
  return {text.begin(), text.end()};
}

int LargestDifference(const std::vector<uint8_t>& one, const std::vector<uint8_t>& other) {
  EXPECT_EQ(one.size(), other.size());
  int largest = 0;
  for (size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    largest = std::max(largest, std::abs(one[i] - other[i]));
  }
  return largest;
}

class InputTest : public ToolTest {
 protected:
  // The path of an untagged 16-bit scan of a negative, with a rebate, whose codes have this curve.
  std::string Negative(const std::string& name, const TransferCurve& curve) {
    synthetic::ScanOptions options;
    options.layout.rebate = 0.05;
    const auto scan = ScanScene(synthetic::FindScene("lake"), synthetic::AmateurFilm(), options);
    const std::string path = (folder_ / name).string();
    auto file = LocalBlockFile::Create(path);
    EXPECT_TRUE(file.ok());
    auto encoder = CreateEncoder({.format = FileFormat::kTiff, .size = scan.size}, **file);
    EXPECT_TRUE(encoder.ok());
    std::vector<uint16_t> row;
    for (const Vector3& light : scan.transmittance) {
      for (size_t c = 0; c < 3; ++c) {
        row.push_back(static_cast<uint16_t>(std::lround(65535 * curve.EncodedFromLinear(light[c]))));
      }
      if (row.size() < 3 * size_t{scan.size.width}) continue;
      EXPECT_TRUE((*encoder)->WriteRow({reinterpret_cast<const uint8_t*>(row.data()), row.size() * 2}).ok());
      row.clear();
    }
    EXPECT_TRUE((*encoder)->Finish().ok());
    return path;
  }

  // A JPEG of many colors, without a word on them.
  static std::vector<uint8_t> Picture() {
    MemoryBlockFile file;
    const auto encoder = CreateEncoder({.format = FileFormat::kJpeg, .size = {64, 48}, .depth = 8}, file);
    EXPECT_TRUE(encoder.ok());
    for (uint32_t y = 0; y < 48; ++y) {
      std::vector<uint8_t> row;
      for (uint32_t x = 0; x < 64; ++x) {
        for (const uint32_t code : {4 * x, 5 * y, 200 - 2 * x}) row.push_back(static_cast<uint8_t>(code));
      }
      EXPECT_TRUE((*encoder)->WriteRow(row).ok());
    }
    EXPECT_TRUE((*encoder)->Finish().ok());
    return file.bytes();
  }

  std::string Written(const std::string& name, const std::vector<uint8_t>& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << std::string(bytes.begin(), bytes.end());
    return (folder_ / name).string();
  }

  Recipe Started(const std::string& arguments) {
    const Ran ran = Run("recipe --auto " + arguments);
    EXPECT_EQ(ran.status, 0) << ran.err;
    said_ = ran.err;
    const auto recipe = RecipeFromJson(ran.out);
    EXPECT_TRUE(recipe.ok());
    return recipe.ok() ? *recipe : Recipe();
  }

  std::string said_;  // Beside the recipe, on stderr.
};

TEST_F(InputTest, AnUntaggedScanIsReadAsItsDensitiesSay) {
  const Recipe linear = Started(Negative("linear.tif", TransferCurve::Linear()));
  EXPECT_EQ(linear.input_encoding, std::nullopt);
  EXPECT_THAT(said_, HasSubstr("linear.tif: read as Linear, "));
  const Recipe encoded = Started(Negative("encoded.tif", TransferCurve::Power(2.2)));
  EXPECT_EQ(encoded.input_encoding, TransferCurve::Power(2.2));
  EXPECT_THAT(said_, HasSubstr("encoded.tif: read as Power 2.2, "));
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(encoded.density.base[c], linear.density.base[c], 0.002);
}

TEST_F(InputTest, InfoSaysBothReadings) {
  const Ran ran = Run("info " + Negative("encoded.tif", TransferCurve::Power(2.2)));
  ASSERT_EQ(ran.status, 0) << ran.err;
  const Json json = ParsedJson(ran.out);
  EXPECT_THAT(*At(json, "reading").text(), HasSubstr("read as Power 2.2, "));
  EXPECT_EQ(*At(json, "encodingWord").text(), "custom");
  EXPECT_EQ(*At(json, "encodingNote").text(), "Linear: a 16-bit TIFF without a color profile");
}

TEST_F(InputTest, APictureWithoutAProfileIsOfTheSpaceThatItsExifNames) {
  const std::string tagged = Written("tagged.jpg", WithExif(Picture(), ColorBlock(true, 0xFFFF, "R03")));
  const Ran ran = Run("info " + tagged);
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(*At(ParsedJson(ran.out), "encodingNote").text(), "Power 2.199: from EXIF's color space, Adobe RGB");
  EXPECT_EQ(*At(ParsedJson(ran.out), "autoSpace").text(), "adobe-rgb");

  // In its own space it has the codes that the file has; in another it has not.
  const auto developed = [&](const std::string& scan, const std::string& space) {
    const std::string out = (folder_ / "out.tif").string();
    const Ran ran = Run("develop " + scan + " -o " + out + " --film digital --depth 8 --space " + space);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return DecodeAll(BytesIn(out))->rows;
  };
  const std::vector<uint8_t> codes = DecodeAll(Picture())->rows;
  EXPECT_LE(LargestDifference(developed(tagged, "adobe-rgb"), codes), 1);
  EXPECT_GE(LargestDifference(developed(tagged, "srgb"), codes), 20);
  EXPECT_LE(LargestDifference(developed(Written("bare.jpg", Picture()), "srgb"), codes), 1);
}

TEST_F(InputTest, WhatIsNotSureSaysHowToChooseTheOther) {
  // A positive has nothing that settles it.
  const Ran ran = Run("info --film digital " + Negative("picture.tif", TransferCurve::Linear()));
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(*At(ParsedJson(ran.out), "reading").text(), HasSubstr("; for that, --input-encoding "));
}

TEST_F(InputTest, WhatIsGivenIsNotAskedFor) {
  const std::string scan = Negative("encoded.tif", TransferCurve::Power(2.2));
  const Recipe linear = Started(scan + " --input-encoding linear --input-space coolscan-9000");
  EXPECT_EQ(said_, "");
  EXPECT_EQ(linear.input_encoding, TransferCurve::Linear());
  EXPECT_EQ(linear.input_space, InputSpace("coolscan-9000"));
  const Recipe by_file = Started(scan + " --input-encoding auto");
  EXPECT_EQ(said_, "");
  EXPECT_EQ(by_file.input_encoding, std::nullopt);
  const Recipe encoded = Started(scan + " --input-encoding 2.2");
  EXPECT_EQ(encoded, Started(scan));
  EXPECT_NE(encoded.density.base, by_file.density.base);
}

TEST_F(InputTest, DevelopTakesTheSameInput) {
  const std::string scan = Negative("encoded.tif", TransferCurve::Power(2.2));
  const auto developed = [&](const std::string& options) {
    const fs::path out = folder_ / "out.tif";
    const Ran ran = Run("develop " + scan + " -o " + out.string() + " --no-grade " + options);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return Text(out);
  };
  const std::string automatic = developed("--auto");
  EXPECT_EQ(developed("--auto --input-encoding 2.2"), automatic);
  EXPECT_NE(developed("--auto --input-encoding linear"), automatic);
  EXPECT_NE(developed("--input-encoding 2.2"), developed("--input-encoding linear"));
}

}  // namespace
}  // namespace easelight
