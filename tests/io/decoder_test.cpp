// OpenScan: what is told from the first bytes, limits, hostile files of every format, and real scans.
#include <gtest/gtest.h>
#include <png.h>
#include <tiffio.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/io/local_file.h"
#include "core/io/source_encoding.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"
#include "tests/locations.h"

namespace easelight {
namespace {

std::vector<uint8_t> BytesFrom(std::string_view text) { return {text.begin(), text.end()}; }

std::string MessageOf(const std::vector<uint8_t>& file) { return EnglishText(DecodeAll(file).status()); }

struct NamedFile {
  std::string name;
  std::vector<uint8_t> bytes;
};

// A small file of every kind of code path.
std::vector<NamedFile> SmallFiles() {
  std::vector<NamedFile> files;
  const ColorSpace* space = FindColorSpace("srgb");
  const std::vector<uint8_t> icc = *MakeIccProfile(space->primaries, space->encoding, space->title);
  for (const bool interlaced : {false, true}) {
    PngSpec png;
    png.size = {19, 13};
    png.interlaced = interlaced;
    png.bits = 16;
    png.icc_profile = icc;
    png.exif = OrientationBlock(6, true);
    files.push_back({"png", WritePng(png, TestCodes(png.size, 3, 16))});
  }
  for (const bool progressive : {false, true}) {
    JpegSpec jpeg;
    jpeg.size = {40, 33};
    jpeg.progressive = progressive;
    jpeg.restart_rows = progressive ? 0 : 1;
    jpeg.icc_profile = icc;
    jpeg.exif = OrientationBlock(6, true);
    files.push_back({"jpeg", WriteJpeg(jpeg, TestCodes(jpeg.size, 3, 8))});
  }
  for (const int compression :
       {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS, COMPRESSION_JPEG}) {
    for (const uint32_t tile : {0u, 16u}) {
      TiffSpec tiff;
      tiff.size = {35, 20};
      tiff.compression = compression;
      tiff.tile = tile;
      tiff.rows_per_strip = 8;
      tiff.separate_planes = tile == 0 && compression != COMPRESSION_JPEG;
      tiff.bits = compression == COMPRESSION_JPEG ? 8 : 16;
      if (compression == COMPRESSION_LZW) tiff.predictor = PREDICTOR_HORIZONTAL;
      tiff.mode = tile != 0 ? "w8l" : "wb";
      tiff.icc_profile = icc;
      files.push_back({"tiff", WriteTiff(tiff, TestCodes(tiff.size, 3, tiff.bits))});
    }
  }
  return files;
}

TEST(OpenScan, NamesWhatIsNoPicture) {
  EXPECT_EQ(MessageOf({}), "the file is empty");
  EXPECT_EQ(MessageOf(BytesFrom("hello")), "this is no picture: it is neither PNG, JPEG, TIFF nor a camera raw file");
  EXPECT_EQ(MessageOf(BytesFrom("%PDF-1.7 ...............")),
            "the file is of the format PDF; only PNG, JPEG, TIFF and camera raw files are read");
  EXPECT_EQ(MessageOf(BytesFrom({"\0\0\0\x18"
                                 "ftypheic\0\0\0\0....",
                                 20})),
            "the file is of the format HEIC; only PNG, JPEG, TIFF and camera raw files are read");
  EXPECT_EQ(MessageOf(BytesFrom("RIFF....WEBPVP8 ")),
            "the file is of the format WebP; only PNG, JPEG, TIFF and camera raw files are read");
  EXPECT_EQ(MessageOf(BytesFrom("GIF89a")),
            "the file is of the format GIF; only PNG, JPEG, TIFF and camera raw files are read");
  EXPECT_EQ(MessageOf(BytesFrom({"II*\0\x10\0\0\0CR\x02\0....", 16})),
            "the camera raw file is damaged, or ends too early");
}

TEST(OpenScan, RefusesSidesBeyondTheLimitsBeforeDecoding) {
  PngSpec spec;
  std::vector<uint8_t> file = WritePng(spec, TestCodes(spec.size, 3, 8));
  const auto with_sides = [&file](uint32_t width, uint32_t height) {
    for (int i = 0; i < 4; ++i) {
      file[16 + i] = static_cast<uint8_t>(width >> (24 - 8 * i));
      file[20 + i] = static_cast<uint8_t>(height >> (24 - 8 * i));
    }
    const auto crc = static_cast<uint32_t>(crc32(0, file.data() + 12, 17));
    for (int i = 0; i < 4; ++i) file[29 + i] = static_cast<uint8_t>(crc >> (24 - 8 * i));
    return DecodeAll(file).status();
  };
  EXPECT_EQ(EnglishText(with_sides(70000, 10)), "the picture is 70000 x 10 pixels; the limit is 65535 on a side");
  EXPECT_EQ(with_sides(70000, 10).code(), StatusCode::kOutOfRange);
  EXPECT_EQ(EnglishText(with_sides(65535, 65535)),
            "the picture is 65535 x 65535 pixels, which makes 4,294,836,225; the limit is 2,147,483,648");
  EXPECT_EQ(with_sides(0, 10).code(), StatusCode::kInvalidInput);
  EXPECT_EQ(with_sides(0xFFFFFFFF, 0x80000001).code(), StatusCode::kOutOfRange);
}

TEST(OpenScan, NoticesEveryTruncation) {
  for (const NamedFile& file : SmallFiles()) {
    const StatusOr<DecodedScan> whole = DecodeAll(file.bytes);
    ASSERT_TRUE(whole.ok()) << file.name << ": " << EnglishText(whole.status());
    for (size_t n = 0; n < file.bytes.size(); ++n) {
      const StatusOr<DecodedScan> cut = DecodeAll({file.bytes.begin(), file.bytes.begin() + n});
      // Trailing bytes that are not needed may be missing; then the rows must be those of the whole file.
      if (cut.ok())
        EXPECT_TRUE(cut->rows == whole->rows) << file.name << " cut at " << n;
      else
        EXPECT_FALSE(EnglishText(cut.status()).empty());
    }
  }
}

TEST(OpenScan, SurvivesMutations) {
  std::mt19937 random(20240607);
  for (const NamedFile& file : SmallFiles()) {
    for (int i = 0; i < 1000; ++i) {
      std::vector<uint8_t> bytes = file.bytes;
      const int changes = 1 + static_cast<int>(random() % 6);
      for (int c = 0; c < changes; ++c) {
        // Mostly in the header and the directory, where the decisions are.
        const size_t part = random() % 3 == 0 ? bytes.size() : std::min<size_t>(bytes.size(), 200);
        const size_t at = random() % 2 == 0 ? random() % part : bytes.size() - 1 - random() % part;
        bytes[at] = static_cast<uint8_t>(random() % 4 == 0 ? 0xFF : random());
      }
      MemoryBlockFile source(std::move(bytes));
      StatusOr<std::unique_ptr<ScanDecoder>> decoder = OpenScan(source);
      if (!decoder.ok()) continue;
      // Rows of a picture that may be said to be huge: read the first megabytes at most.
      std::vector<uint8_t> rows(std::max<size_t>((*decoder)->info().row_bytes(), 64 * 1024));
      for (int call = 0; call < 64; ++call) {
        const StatusOr<uint32_t> n = (*decoder)->ReadRows(rows);
        if (!n.ok() || *n == 0) break;
      }
    }
  }
}

TEST(OpenScan, KeepsTheErrorOfTheFile) {
  for (const NamedFile& file : SmallFiles()) {
    for (const size_t broken_from : {size_t{0}, size_t{20}, size_t{100}}) {
      BrokenSource source(file.bytes, broken_from);
      const StatusOr<DecodedScan> scan = DecodeAll(source);
      EXPECT_EQ(scan.status().code(), StatusCode::kIo) << file.name << ": " << EnglishText(scan.status());
      EXPECT_EQ(EnglishText(scan.status()), "the file cannot be read: the test disk is broken");
    }
  }
}

TEST(OpenScan, ReadsWhateverTheBufferHolds) {
  for (const NamedFile& file : SmallFiles()) {
    MemoryBlockFile source(file.bytes);
    const StatusOr<DecodedScan> by_one = DecodeAll(source, 1);
    const StatusOr<DecodedScan> at_once = DecodeAll(source, 100);
    ASSERT_TRUE(by_one.ok() && at_once.ok());
    EXPECT_TRUE(by_one->rows == at_once->rows) << file.name;
    const auto decoder = OpenScan(source);
    std::vector<uint8_t> small((*decoder)->info().row_bytes() - 1);
    EXPECT_EQ((*decoder)->ReadRows(small).status().code(), StatusCode::kInvalidInput);
  }
}

TEST(OpenScan, ReadsRealScans) {
  const std::filesystem::path folder = SamplesFolder();
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "there are no sample scans in " << folder;
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".tif" && extension != ".jpg" && extension != ".png") continue;
    const auto source = LocalFileSource::Open(entry.path().string());
    ASSERT_TRUE(source.ok()) << EnglishText(source.status());
    const StatusOr<DecodedScan> scan = DecodeAll(**source, 64);
    ASSERT_TRUE(scan.ok()) << entry.path() << ": " << EnglishText(scan.status());
    EXPECT_EQ(scan->info.channels, 3) << entry.path();
    EXPECT_NE(*std::max_element(scan->rows.begin(), scan->rows.end()), 0) << entry.path();
    EXPECT_FALSE(AutoEncoding(scan->info).note.name().empty());
    ++read;
  }
  if (read == 0) GTEST_SKIP() << "there are no sample scans in " << folder;
}

}  // namespace
}  // namespace easelight
