// Files as film scanners write them: which page is the picture, what its codes are, and what else there is.
#include "tests/synthetic/scanner_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/english/english.h"
#include "core/io/source_encoding.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

void ExpectCodes(const DecodedScan& scan, const std::vector<uint32_t>& codes) {
  ASSERT_EQ(scan.rows.size(), codes.size() * BytesPerSample(scan.info.format));
  for (size_t i = 0; i < codes.size(); ++i) {
    const uint32_t code = scan.info.format == SampleFormat::kUint8 ? scan.rows[i] : SampleAt<uint16_t>(scan.rows, i);
    ASSERT_EQ(code, codes[i]) << "sample " << i;
  }
}

TEST(ScannerFiles, OpenAsWhatTheyAre) {
  for (const ScannerFile& file : ScannerFiles()) {
    SCOPED_TRACE(file.name);
    const auto scan = DecodeAll(file.bytes);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.container, file.container);
    EXPECT_EQ(scan->info.size, file.size);
    EXPECT_EQ(scan->info.format, file.format);
    EXPECT_EQ(scan->info.channels, file.channels);
    EXPECT_EQ(scan->info.further_channel, file.further_channel);
    EXPECT_EQ(scan->info.infrared_page, file.infrared_page);
    EXPECT_EQ(scan->info.maker_power, file.maker_power);
    EXPECT_EQ(scan->info.linear, file.container == "DNG");
    EXPECT_EQ(scan->info.camera.has_value(), file.container == "DNG");
    ExpectCodes(*scan, file.codes);
  }
}

// Maker, model and orientation are those of the first directory where the picture's own says nothing.
TEST(ScannerFiles, SayWhoMadeThem) {
  for (const ScannerFile& file : ScannerFiles()) {
    if (file.name != "coolscan.nef" && file.name != "silverfast-hdri.dng") continue;
    const auto scan = DecodeAll(file.bytes);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    const bool nef = file.name == "coolscan.nef";
    EXPECT_EQ(scan->info.orientation, nef ? 8 : 6);
    ASSERT_GE(scan->info.exif.size(), 3u);
    const std::vector<uint8_t>& model = scan->info.exif[1].value;
    EXPECT_EQ(std::string(model.begin(), model.end() - 1), nef ? "LS-5000 ED" : "OpticFilm 8200i");
  }
}

// Infrared is no color of the sensor: with it and without, the same matrix and balance are the same colors.
TEST(ScannerFiles, HaveTheColorsOfTheirMatrix) {
  constexpr double kAsShot[] = {2, 1, 1.25};
  std::vector<CameraColor> colors;
  for (const ScannerFile& file : ScannerFiles()) {
    if (file.container == "DNG") colors.push_back(DecodeAll(file.bytes)->info.camera.value());
  }
  ASSERT_EQ(colors.size(), 2u);
  for (const CameraColor& color : colors) {
    EXPECT_EQ(color.daylight, colors[0].daylight);
    EXPECT_EQ(color.srgb_from_camera, colors[0].srgb_from_camera);
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(color.as_shot[c], kAsShot[c], 1e-6);
  }
}

TEST(ScannerFiles, FlextightsEncodeByTheirOwnPower) {
  for (const ScannerFile& file : ScannerFiles()) {
    if (file.maker_power == 0) continue;
    const ScanEncoding encoding = AutoEncoding(DecodeAll(file.bytes)->info);
    EXPECT_EQ(encoding.color.curves[0], TransferCurve::Power(1.8));
    EXPECT_EQ(encoding.word, EncodingWord::kCustom);
    EXPECT_EQ(EnglishText(encoding.note), "Power 1.8: as Flextight scanners write it, without a color profile");
  }
}

TEST(ScannerFiles, SurviveMutations) {
  std::mt19937 random(20261127);
  int opened = 0;
  for (const ScannerFile& file : ScannerFiles()) {
    for (int i = 0; i < 600; ++i) {
      std::vector<uint8_t> bytes = file.bytes;
      for (int changes = 1 + static_cast<int>(random() % 4); changes > 0; --changes) {
        const size_t at = random() % std::min<size_t>(bytes.size(), 900);
        bytes[at] = static_cast<uint8_t>(random() % 4 == 0 ? 0xFF : random());
      }
      const auto scan = DecodeAll(bytes);
      opened += scan.ok();
      EXPECT_TRUE(scan.ok() || !EnglishText(scan.status()).empty());
    }
  }
  EXPECT_GT(opened, 1000);
}

}  // namespace
}  // namespace easelight
