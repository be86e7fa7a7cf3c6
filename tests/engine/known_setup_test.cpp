#include "core/engine/known_setup.h"

#include <gtest/gtest.h>

#include <string>

namespace easelight {
namespace {

ScanInfo MadeBy(std::string make, std::string model) {
  ScanInfo info;
  info.container = "TIFF";
  const auto add = [&](uint16_t tag, const std::string& text) {
    if (text.empty()) return;
    std::vector<uint8_t> value(text.begin(), text.end());
    value.push_back(0);
    info.exif.push_back({ExifDirectory::kPicture, tag, ExifType::kAscii, value});
  };
  add(0x010F, make);
  add(0x0110, model);
  return info;
}

TEST(KnownSetup, TellsScannersAndCamerasByTheirNames) {
  EXPECT_EQ(KnownSetup(MadeBy("EPSON", "Perfection V600")), "flatbed");
  EXPECT_EQ(KnownSetup(MadeBy("Nikon", "LS-5000 ED")), "scanner");
  EXPECT_EQ(KnownSetup(MadeBy("Plustek", "OpticFilm 8200i")), "scanner");
  EXPECT_EQ(KnownSetup(MadeBy("Canon", "CanoScan 9000F")), "flatbed");
  EXPECT_EQ(KnownSetup(MadeBy("Canon", "CanoScan FS4000US")), "scanner");
  EXPECT_EQ(KnownSetup(MadeBy("FUJI PHOTO FILM CO., LTD.", "SP-3000")), "minilab");
  EXPECT_EQ(KnownSetup(MadeBy("FUJIFILM", "X-T30")), "camera-white");
  EXPECT_EQ(KnownSetup(MadeBy("NIKON CORPORATION", "NIKON Z 7")), "camera-white");
}

TEST(KnownSetup, KnowsWhatWritesDumps) {
  ScanInfo info;
  info.container = "Pakon raw";
  info.linear = true;
  EXPECT_EQ(KnownSetup(info), "minilab");
}

TEST(KnownSetup, SaysNothingWhereTheFileSaysNothing) {
  EXPECT_EQ(KnownSetup(MadeBy("", "")), "");
  ScanInfo raw = MadeBy("", "");
  raw.container = "camera raw";
  EXPECT_EQ(KnownSetup(raw), "camera-white");
}

TEST(ScannedWith, NamesMakerAndModel) {
  EXPECT_EQ(ScannedWith(MadeBy("Nikon", "LS-5000 ED")), "NIKON, LS-5000 ED");
  EXPECT_EQ(ScannedWith(MadeBy("", "LS-5000 ED")), "LS-5000 ED");
  EXPECT_EQ(ScannedWith(MadeBy("", "")), "");
}

}  // namespace
}  // namespace easelight
