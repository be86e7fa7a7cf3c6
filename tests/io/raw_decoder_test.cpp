// Camera raw files: synthetic DNGs of every variant, and what is told from their content.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/color/color_space.h"
#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/io/scan_limits.h"
#include "core/io/source_encoding.h"
#include "tests/io/memory_file.h"
#include "tests/io/photosites.h"
#include "tests/io/sample_files.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/raf.h"

namespace easelight {
namespace {

void ExpectFlat(const StatusOr<DecodedScan>& scan, const std::array<uint16_t, 3>& color, const std::string& what) {
  ASSERT_TRUE(scan.ok()) << what << ": " << EnglishText(scan.status());
  ASSERT_EQ(scan->info.channels, 3) << what;
  ASSERT_EQ(scan->rows.size(), scan->info.row_bytes() * scan->info.size.height) << what;
  for (size_t i = 0; i < scan->rows.size() / 2; ++i) {
    ASSERT_EQ(SampleAt<uint16_t>(scan->rows, i), color[i % 3]) << what << ", sample " << i;
  }
}

uint16_t Scaled(double code, double black, double white, double balance = 1) {
  return static_cast<uint16_t>(std::lround((code - black) / (white - black) * balance * 65535));
}

// LibRaw puts the names of some makers' cameras together anew: 0.20 did so past the end of its buffers.
TEST(RawDecoder, CamerasMayHaveNamesOfAnyLength) {
  for (const char* make : {"Hasselblad", "Canon", "FUJIFILM", "NIKON", "SONY", "Phase One A/S"}) {
    for (const size_t length : {1u, 20u, 63u, 64u, 80u, 300u}) {
      DngSpec spec;
      spec.make = make;
      spec.model = std::string(length, 'x');
      EXPECT_TRUE(DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000}))).ok()) << make << " " << length;
    }
  }
}

TEST(RawDecoder, SaysWhatItIs) {
  const DngSpec spec;
  const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "DNG");
  EXPECT_EQ(scan->info.size, spec.size);
  EXPECT_EQ(scan->info.format, SampleFormat::kUint16);
  EXPECT_EQ(scan->info.bits_in_file, 16);
  EXPECT_TRUE(scan->info.linear);
  const ScanEncoding encoding = AutoEncoding(scan->info);
  EXPECT_EQ(encoding.color.curves, AllChannels(TransferCurve::Linear()));
  EXPECT_EQ(EnglishText(encoding.note), "Linear: the light that a sensor counted");
}

TEST(RawDecoder, ReadsEveryBayerPhase) {
  for (const std::array<uint8_t, 4>& filter :
       {std::array<uint8_t, 4>{0, 1, 1, 2}, {1, 0, 2, 1}, {1, 2, 0, 1}, {2, 1, 1, 0}}) {
    DngSpec spec;
    spec.filter = filter;
    spec.size = {47, 33};
    ExpectFlat(DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 20000, 65535}))), {1000, 20000, 65535},
               "phase " + std::to_string(filter[0]) + std::to_string(filter[1]));
  }
}

TEST(RawDecoder, ReadsXTrans) {
  DngSpec spec;
  spec.x_trans = {1, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 2, 0, 1, 0, 2, 1,
                  1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1, 2, 0, 1};
  ExpectFlat(DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 20000, 60000}))), {1000, 20000, 60000}, "X-Trans");
}

TEST(RawDecoder, ReadsPackedCodesInBothByteOrders) {
  for (const uint32_t bits : {10u, 12u, 14u, 16u}) {
    for (const bool big_endian : {false, true}) {
      DngSpec spec;
      spec.bits = bits;
      spec.big_endian = big_endian;
      spec.size = {45, 31};
      spec.white = (1u << bits) - 1;
      const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {17, 500, spec.white})));
      ExpectFlat(scan, {Scaled(17, 0, spec.white), Scaled(500, 0, spec.white), 65535}, std::to_string(bits));
      EXPECT_EQ(scan->info.bits_in_file, bits);
    }
  }
}

DngSpec PlainMosaic(uint32_t bits, bool big_endian, Extent tile) {
  DngSpec spec;
  spec.size = {150, 61};
  spec.bits = bits;
  spec.big_endian = big_endian;
  spec.tile = tile;
  spec.preview_first = true;
  return spec;
}

TEST(RawDecoder, ReadsRowByRowWhatLibRawUnpacksWhole) {
  for (const uint32_t bits : {8u, 10u, 12u, 14u, 15u, 16u}) {
    for (const bool big_endian : {false, true}) {
      for (const Extent tile : {Extent{}, Extent{64, 16}, Extent{32, 61}, Extent{150, 7}, Extent{80, 100}}) {
        const DngSpec spec = PlainMosaic(bits, big_endian, tile);
        const std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, 1, bits));
        ASSERT_EQ(KeptPhotosites(file), PhotositesOf(file)) << bits << " " << tile.width;
      }
    }
  }
}

TEST(RawDecoder, LooksCodesUpInTheLinearizationTable) {
  for (const Extent tile : {Extent{}, Extent{64, 16}}) {
    DngSpec spec = PlainMosaic(8, false, tile);
    for (uint32_t i = 0; i < 256; ++i) spec.curve.push_back(i * i);
    const std::vector<uint32_t> codes = TestCodes(spec.size, 1, 8);
    const std::vector<uint8_t> file = WriteDng(spec, codes);
    const std::vector<uint16_t> kept = KeptPhotosites(file);
    ASSERT_EQ(kept, PhotositesOf(file));
    EXPECT_EQ(kept[7], codes[7] * codes[7]);
  }
}

// A header and, behind it, the same code for all of a row.
class TallSource final : public ByteSource {
 public:
  TallSource(std::vector<uint8_t> header, Extent size) : header_(std::move(header)), size_(size) {}

  uint64_t size() const override { return header_.size() + size_.pixels() * 2; }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    most_read_ = std::max(most_read_, out.size());
    for (size_t i = 0; i < out.size(); ++i, ++offset) {
      out[i] =
          offset < header_.size() ? header_[offset] : ByteOfRow((offset - header_.size()) / (2 * size_.width), offset);
    }
    return OkStatus();
  }

  // Never 0.
  uint16_t CodeOfRow(uint64_t row) const { return static_cast<uint16_t>(row % 40000 + 1000); }
  size_t most_read() const { return most_read_; }

 private:
  uint8_t ByteOfRow(uint64_t row, uint64_t offset) const {
    return static_cast<uint8_t>(CodeOfRow(row) >> ((offset - header_.size()) % 2 * 8));
  }

  std::vector<uint8_t> header_;
  Extent size_;
  size_t most_read_ = 0;
};

// Keeps nothing, but looks at the first value of each row.
class CheckingScratch final : public BlockFile {
 public:
  CheckingScratch(const TallSource& source, size_t row_bytes) : source_(source), row_bytes_(row_bytes) {}

  uint64_t size() const override { return written_; }
  Status ReadAt(uint64_t, MutableByteSpan) override { return IoError("file-unread", {{"reason", "nothing is kept"}}); }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    EXPECT_EQ(offset, written_);
    for (size_t at = 0; at < bytes.size(); at += row_bytes_) {
      const auto code = static_cast<uint16_t>(bytes[at] | bytes[at + 1] << 8);
      EXPECT_EQ(code, source_.CodeOfRow((offset + at) / row_bytes_));
    }
    written_ += bytes.size();
    return OkStatus();
  }
  Status Shorten(uint64_t) override { return OkStatus(); }

 private:
  const TallSource& source_;
  size_t row_bytes_;
  uint64_t written_ = 0;
};

// A back of 150 megapixels: 300 MB, of which never more than a megabyte is held.
TEST(RawDecoder, ReadsSensorsOfAnySize) {
  DngSpec spec;
  spec.size = {14204, 10652};
  TallSource source(WriteDng(spec, {}), spec.size);
  const auto decoder = OpenScan(source);
  ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  EXPECT_EQ((*decoder)->info().size, spec.size);
  CheckingScratch scratch(source, size_t{2} * spec.size.width);
  const Status status = (*decoder)->Unpack({&scratch, 0});
  EXPECT_TRUE(status.ok()) << EnglishText(status);
  EXPECT_EQ(scratch.size(), spec.size.pixels() * 2);
  EXPECT_EQ(scratch.size(), (*decoder)->scratch_bytes());
  EXPECT_LE(source.most_read(), kMebibyte);
}

// As a camera of medium format writes them without compression.
TEST(RawDecoder, ReadsTheCodesOfFujifilm) {
  constexpr Extent kSize = {64, 48};
  constexpr uint32_t kWhite = 15872;  // Of LibRaw, for cameras of 14 bits.
  const std::vector<uint32_t> codes = TestCodes(kSize, 1, 13);
  const auto scan = DecodeAll(WriteRaf(kSize, codes));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "camera raw");
  ASSERT_EQ(scan->info.size, kSize);
  for (size_t i = 0; i < codes.size(); ++i) {
    // Which color it is that a photosite sees is LibRaw's to know.
    const uint16_t light = Scaled(codes[i], 0, kWhite);
    bool seen = false;
    for (size_t c = 0; c < 3; ++c) seen = seen || SampleAt<uint16_t>(scan->rows, 3 * i + c) == light;
    ASSERT_TRUE(seen) << i;
  }
  const Extent large = {11808, 8754};
  TallSource source(WriteRaf(large, {}), large);
  const auto decoder = OpenScan(source);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
}

TEST(RawDecoder, SubtractsBlackAndScalesToWhite) {
  DngSpec spec;
  spec.bits = 14;
  spec.white = 15000;
  spec.black = {512};
  ExpectFlat(DecodeAll(WriteDng(spec, FlatCodes(spec, {100, 512, 1512}))), {0, 0, Scaled(1512, 512, 15000)}, "one");
  ExpectFlat(DecodeAll(WriteDng(spec, FlatCodes(spec, {15000, 16383, 7756}))), {65535, 65535, Scaled(7756, 512, 15000)},
             "above white");
  // A level for each photosite of a tile: red 400, greens 500 and 600, blue 700.
  spec.black = {400, 500, 600, 700};
  std::vector<uint32_t> codes = FlatCodes(spec, {1400, 15000, 1700});
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i / spec.size.width % 2 == 0 && i % 2 == 1) codes[i] = 500;  // No light in the greens beside red.
  }
  const auto scan = DecodeAll(WriteDng(spec, codes));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  const auto at = [&](size_t y, size_t x, size_t c) {
    return SampleAt<uint16_t>(scan->rows, (y * spec.size.width + x) * 3 + c);
  };
  EXPECT_EQ(at(10, 10, 0), Scaled(1400, 400, 15000));
  EXPECT_EQ(at(10, 11, 1), 0);
  EXPECT_EQ(at(11, 10, 1), 65535);
  EXPECT_EQ(at(11, 11, 2), Scaled(1700, 700, 15000));
}

// Each code that a sensor of 16 bits counts stays one of its own, and none is clipped.
TEST(RawDecoder, LeavesTheColorsAsTheSensorCountedThem) {
  DngSpec spec;
  spec.neutral = {0.5, 1, 0.8};
  ExpectFlat(DecodeAll(WriteDng(spec, FlatCodes(spec, {20000, 40001, 65535}))), {20000, 40001, 65535}, "colors");
}

// By the matrix of the test's cameras, what they see is CIE XYZ.
TEST(RawDecoder, TellsTheCamerasBalanceAndColors) {
  DngSpec spec;
  spec.neutral = {0.5, 1, 0.8};
  const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  ASSERT_TRUE(scan->info.camera.has_value());
  const ScanEncoding encoding = AutoEncoding(scan->info);
  EXPECT_EQ(encoding.auto_space, "camera");
  ASSERT_EQ(encoding.color.camera, scan->info.camera);
  const auto& [as_shot, daylight, srgb_from_camera] = *encoding.color.camera;
  EXPECT_NEAR(as_shot[0], 2, 1e-5);
  EXPECT_EQ(as_shot[1], 1);
  EXPECT_NEAR(as_shot[2], 1.25, 1e-5);
  const Primaries& srgb = FindColorSpace("srgb")->primaries;
  const Matrix3 xyz_from_srgb = XyzFromRgb(srgb).value();
  const Vector3 white = xyz_from_srgb * Vector3::Constant(1);
  for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(daylight[c], white[0] / white[c], 1e-3) << "white is that of D65";
  for (const Vector3& color : {Vector3(1, 1, 1), Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0.2, 0.5, 0.7)}) {
    const Vector3 read = srgb_from_camera * Over(xyz_from_srgb * color, white);
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(read[c], color[c], 2e-3);
  }
}

// A camera that says of its balance how the light was colored: D50. What it sees are XYZ.
TEST(RawDecoder, TellsTheBalanceByTheColorOfTheLight) {
  for (const bool big_endian : {false, true}) {
    DngSpec spec;
    spec.white_xy = {0.3457, 0.3585};
    spec.big_endian = big_endian;
    const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    ASSERT_TRUE(scan->info.camera.has_value());
    const std::array<double, 3>& as_shot = scan->info.camera->as_shot;
    EXPECT_EQ(as_shot[1], 1);
    EXPECT_NEAR(as_shot[0], 0.3585 / 0.3457, 2e-3);
    EXPECT_NEAR(as_shot[2], 0.3585 / 0.2958, 2e-3);
    // A negative takes daylight's, whatever the light was: as of a file that says what was neutral.
    const auto other = DecodeAll(WriteDng(DngSpec(), FlatCodes(spec, {1000, 2000, 3000})));
    for (size_t c = 0; c < 3; ++c) EXPECT_NEAR(scan->info.camera->daylight[c], other->info.camera->daylight[c], 2e-3);
  }
}

TEST(RawDecoder, ShowsThePartThatHasAPicture) {
  DngSpec spec;
  spec.size = {50, 40};
  spec.active_area = {4, 6, 36, 46};
  std::vector<uint32_t> codes = FlatCodes(spec, {1000, 2000, 3000});
  for (size_t i = 0; i < codes.size(); ++i) {
    const size_t y = i / 50, x = i % 50;
    if (y < 4 || y >= 36 || x < 6 || x >= 46) codes[i] = 60000;
  }
  const auto scan = DecodeAll(WriteDng(spec, codes));
  ExpectFlat(scan, {1000, 2000, 3000}, "active area");
  EXPECT_EQ(scan->info.size, (Extent{40, 32}));
}

TEST(RawDecoder, TellsTheOrientation) {
  for (uint16_t orientation = 1; orientation <= 8; ++orientation) {
    DngSpec spec;
    spec.orientation = orientation;
    const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan->info.orientation, orientation);
    EXPECT_EQ(scan->info.size, spec.size);
  }
}

TEST(RawDecoder, ReadsGraySensors) {
  DngSpec spec;
  spec.gray = true;
  spec.make = "Phase One A/S";
  spec.model = "IQ4 150MP Achromatic";
  spec.preview_first = true;
  spec.black = {1000};
  spec.white = 41000;
  const std::vector<uint32_t> codes = TestCodes(spec.size, 1, 16);
  const auto scan = DecodeAll(WriteDng(spec, codes));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "DNG");
  EXPECT_EQ(scan->info.channels, 1);
  EXPECT_TRUE(scan->info.linear);
  EXPECT_FALSE(scan->info.camera.has_value()) << "a matrix where there are no colors";
  EXPECT_EQ(AutoEncoding(scan->info).auto_space, "device");
  for (size_t i = 0; i < codes.size(); ++i) {
    const double code = std::clamp(codes[i], 1000u, 41000u);
    ASSERT_EQ(SampleAt<uint16_t>(scan->rows, i), Scaled(code, 1000, 41000)) << i;
  }
}

TEST(RawDecoder, KeepsTheCamerasExif) {
  DngSpec spec;
  spec.make = "Easelight Works";
  spec.extra_camera_text = "Macro 60mm";
  const auto scan = DecodeAll(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
  ASSERT_TRUE(scan.ok());
  const auto text = [&](ExifDirectory directory, uint16_t tag) -> std::string {
    for (const ExifEntry& entry : scan->info.exif) {
      if (entry.directory == directory && entry.tag == tag) return {entry.value.begin(), entry.value.end() - 1};
    }
    return "";
  };
  EXPECT_EQ(text(ExifDirectory::kPicture, 0x010F), "Easelight Works");
  EXPECT_EQ(text(ExifDirectory::kPicture, 0x0110), "Test");
  EXPECT_EQ(text(ExifDirectory::kCamera, 0xA434), "Macro 60mm");
}

}  // namespace
}  // namespace easelight
