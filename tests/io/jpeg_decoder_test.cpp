// JPEG: every process that is read, metadata, and what is refused.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/scan_limits.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

std::vector<uint8_t> Write(const JpegSpec& spec) {
  return WriteJpeg(spec, TestCodes(spec.size, static_cast<uint32_t>(spec.components), 8));
}

// Offset of the first marker of that kind, found by walking the segments.
size_t FindMarker(const std::vector<uint8_t>& file, uint8_t marker) {
  size_t at = 2;
  while (at + 4 <= file.size() && file[at + 1] != marker) at += 2 + (file[at + 2] << 8 | file[at + 3]);
  return at;
}

TEST(JpegDecoder, ReadsAsLibjpegDoes) {
  for (const bool progressive : {false, true}) {
    for (const bool subsampled : {false, true}) {
      for (const bool rgb_inside : {false, true}) {
        for (const bool arithmetic : {false, true}) {
          for (const int components : {1, 3}) {
            JpegSpec spec;
            spec.components = components;
            spec.progressive = progressive;
            spec.subsampled = subsampled && !rgb_inside;
            spec.rgb_inside = rgb_inside && components == 3;
            spec.arithmetic = arithmetic;
            spec.restart_rows = progressive ? 0 : 1;
            const std::vector<uint8_t> file = Write(spec);
            const StatusOr<DecodedScan> scan = DecodeAll(file);
            ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
            EXPECT_EQ(scan->info.container, "JPEG");
            EXPECT_EQ(scan->info.size, spec.size);
            EXPECT_EQ(scan->info.channels, components);
            EXPECT_TRUE(scan->rows == DecodeJpegPlainly(file));
          }
        }
      }
    }
  }
}

TEST(JpegDecoder, HonorsMetadata) {
  const ColorSpace* space = FindColorSpace("display-p3");
  for (uint8_t orientation = 1; orientation <= 8; ++orientation) {
    JpegSpec spec;
    spec.exif = OrientationBlock(orientation, orientation % 2 == 0);
    spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
    const StatusOr<DecodedScan> scan = DecodeAll(Write(spec));
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan->info.orientation, orientation);
    EXPECT_EQ(scan->info.icc_profile, spec.icc_profile);
  }
}

TEST(JpegDecoder, JoinsAProfileOfSeveralSegments) {
  JpegSpec spec;
  spec.icc_profile.resize(200'000);
  for (size_t i = 0; i < spec.icc_profile.size(); ++i) spec.icc_profile[i] = static_cast<uint8_t>(i * 31 >> 3);
  std::vector<uint8_t> file = Write(spec);
  StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  EXPECT_TRUE(scan->info.icc_profile == spec.icc_profile);
  // With a piece missing there is no profile, and still a picture.
  const size_t piece = FindMarker(file, 0xE2);
  file.erase(file.begin() + piece, file.begin() + piece + 2 + (file[piece + 2] << 8 | file[piece + 3]));
  scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  EXPECT_TRUE(scan->info.icc_profile.empty());
  EXPECT_EQ(EnglishText(scan->info.profile_lost), "the color profile is damaged");
}

TEST(JpegDecoder, RefusesCmykAndOtherPrecisions) {
  JpegSpec spec;
  spec.components = 4;
  const StatusOr<DecodedScan> cmyk = DecodeAll(Write(spec));
  EXPECT_EQ(cmyk.status().code(), StatusCode::kUnsupported);
  EXPECT_NE(EnglishText(cmyk.status()).find("CMYK"), std::string::npos);

  std::vector<uint8_t> file = Write(JpegSpec{});
  const size_t frame = FindMarker(file, 0xC0);
  file[frame + 4] = 12;
  const StatusOr<DecodedScan> deep = DecodeAll(file);
  EXPECT_EQ(deep.status().code(), StatusCode::kUnsupported);
  EXPECT_EQ(EnglishText(deep.status()), "this JPEG has samples of 12 bits; 8 bits are read");
  file[frame + 1] = 0xC3;
  EXPECT_EQ(DecodeAll(file).status().code(), StatusCode::kUnsupported);
}

// Where the last scan begins.
size_t LastScan(const std::vector<uint8_t>& file) {
  size_t scan = file.size();
  for (size_t i = 0; i + 1 < file.size(); ++i) {
    if (file[i] == 0xFF && file[i + 1] == 0xDA) scan = i;
  }
  EXPECT_LT(scan, file.size());
  return scan;
}

// The rows before a file's end, and what is said there.
struct RowsBeforeEnd {
  std::vector<uint8_t> rows;
  Status end;
};

RowsBeforeEnd DecodeToTheEnd(const std::vector<uint8_t>& bytes) {
  MemoryBlockFile file(bytes);
  const auto decoder = OpenScan(file);
  EXPECT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  RowsBeforeEnd read;
  std::vector<uint8_t> buffer((*decoder)->info().row_bytes() * 7);
  for (;;) {
    const StatusOr<uint32_t> n = (*decoder)->ReadRows(buffer);
    if (!n.ok()) read.end = n.status();
    if (!n.ok() || *n == 0) return read;
    read.rows.insert(read.rows.end(), buffer.begin(), buffer.begin() + *n * (*decoder)->info().row_bytes());
  }
}

// More coefficients than are held in memory, of either kind: with units of one row of blocks and of two.
TEST(JpegDecoder, ReadsProgressivePicturesOfAnySize) {
  for (const bool subsampled : {false, true}) {
    JpegSpec spec;
    spec.size = subsampled ? Extent{4001, 3971} : Extent{2801, 2803};
    spec.subsampled = subsampled;
    spec.progressive = true;
    std::vector<uint32_t> codes(spec.size.pixels() * 3);
    for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint32_t>(i * 7 % 251 ^ i / 9973 % 256);
    const std::vector<uint8_t> bytes = WriteJpeg(spec, codes);
    MemoryBlockFile file(bytes);
    EXPECT_GT(OpenScan(file)->get()->scratch_bytes(), kMaxHeldCoefficientBytes);
    const StatusOr<DecodedScan> scan = DecodeAll(bytes, 64);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_TRUE(scan->rows == DecodeJpegPlainly(bytes));
  }
}

TEST(JpegDecoder, SaysHowFarItHasReadAhead) {
  JpegSpec spec;
  spec.size = {1500, 1400};
  spec.progressive = true;
  MemoryBlockFile file(Write(spec));
  auto opened = OpenScan(file);
  const std::unique_ptr<ScanDecoder> decoder = std::move(opened).value();
  ASSERT_TRUE(decoder->reads_ahead());
  EXPECT_EQ(decoder->scratch_bytes(), 0u);
  int parts = 1;
  for (double before = 0;; ++parts) {
    const StatusOr<double> ahead = decoder->ReadAhead();
    ASSERT_TRUE(ahead.ok());
    EXPECT_GE(*ahead, before);
    before = *ahead;
    if (before == 1) break;
  }
  EXPECT_GT(parts, 5);
  MemoryBlockFile baseline(Write(JpegSpec{}));
  EXPECT_FALSE(OpenScan(baseline)->get()->reads_ahead());
}

TEST(JpegDecoder, EndsWithTheFileThatItsCoefficientsAreIn) {
  JpegSpec spec;
  spec.size = {2801, 2803};
  spec.subsampled = false;
  spec.progressive = true;
  MemoryBlockFile file(WriteJpeg(spec, std::vector<uint32_t>(spec.size.pixels() * 3, 99)));
  auto opened = OpenScan(file);
  const std::unique_ptr<ScanDecoder> decoder = std::move(opened).value();
  MemoryBlockFile scratch;
  scratch.set_capacity(20'000'000);
  ASSERT_TRUE(decoder->Unpack({&scratch, 0}).ok());
  std::vector<uint8_t> rows(decoder->info().row_bytes());
  EXPECT_EQ(decoder->ReadRows(rows).status().code(), StatusCode::kResourceExhausted);
}

TEST(JpegDecoder, ReadsComponentsInScansOfTheirOwn) {
  for (const bool subsampled : {false, true}) {
    JpegSpec spec;
    spec.scans_apart = true;
    spec.subsampled = subsampled;
    const std::vector<uint8_t> file = Write(spec);
    const StatusOr<DecodedScan> scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_TRUE(scan->rows == DecodeJpegPlainly(file));
  }
}

TEST(JpegDecoder, RefusesAPictureThatLacksTheScanOfAColor) {
  JpegSpec spec;
  spec.scans_apart = true;
  std::vector<uint8_t> file = Write(spec);
  file.erase(file.begin() + static_cast<ptrdiff_t>(LastScan(file)), file.end() - 2);
  EXPECT_EQ(EnglishText(DecodeAll(file).status()), "the JPEG lacks the scan of one of its colors");
}

TEST(JpegDecoder, BoundsTheNumberOfScans) {
  JpegSpec spec;
  spec.scans_apart = true;
  std::vector<uint8_t> file = Write(spec);
  // The last scan again and again, up to the end marker.
  const std::vector<uint8_t> last(file.begin() + static_cast<ptrdiff_t>(LastScan(file)), file.end() - 2);
  for (int i = 0; i < 3 * kMaxJpegScans; ++i) file.insert(file.end() - 2, last.begin(), last.end());
  EXPECT_EQ(EnglishText(DecodeAll(file).status()), "the JPEG has more than 100 scans, the limit");
}

TEST(JpegDecoder, NoticesEveryCut) {
  for (const bool progressive : {false, true}) {
    JpegSpec spec;
    spec.size = {200, 150};
    spec.progressive = progressive;
    std::vector<uint8_t> file = Write(spec);
    file.resize(file.size() * 2 / 3);
    const StatusOr<DecodedScan> scan = DecodeAll(file);
    EXPECT_EQ(scan.status().code(), StatusCode::kTruncated) << EnglishText(scan.status());
    EXPECT_EQ(EnglishText(scan.status()).find("the file ends "), 0u) << EnglishText(scan.status());
  }
}

TEST(JpegDecoder, GivesTheRowsBeforeACut) {
  for (const int kind : {0, 1, 2}) {
    for (const bool subsampled : {false, true}) {
      JpegSpec spec;
      spec.size = {200, 150};
      spec.progressive = kind == 1;
      spec.scans_apart = kind == 2;
      spec.subsampled = subsampled;
      std::vector<uint8_t> file = Write(spec);
      const std::vector<uint8_t> whole = DecodeJpegPlainly(file);
      file.resize((LastScan(file) + file.size()) / 2);
      const RowsBeforeEnd read = DecodeToTheEnd(file);
      const size_t rows = read.rows.size() / (200 * 3);
      EXPECT_GT(rows, 30u);
      EXPECT_LT(rows, 120u);
      EXPECT_TRUE(std::equal(read.rows.begin(), read.rows.end(), whole.begin()));
      EXPECT_EQ(EnglishText(read.end), "the file ends after row " + std::to_string(rows) + " of 150");
    }
  }
}

// Without its last scan no row has all of its detail.
TEST(JpegDecoder, GivesNoRowsOfAProgressivePictureThatEndsBeforeItsLastScan) {
  JpegSpec spec;
  spec.size = {200, 150};
  spec.progressive = true;
  std::vector<uint8_t> file = Write(spec);
  file.resize(LastScan(file));
  const RowsBeforeEnd read = DecodeToTheEnd(file);
  EXPECT_TRUE(read.rows.empty());
  EXPECT_EQ(EnglishText(read.end), "the file ends in scan 9 of the JPEG");
}

// libjpeg refuses it, but only after it has taken its numbers for its own.
TEST(JpegDecoder, IsNotMisledByASecondHeader) {
  for (const uint8_t components : {uint8_t{1}, uint8_t{87}}) {
    JpegSpec spec;
    spec.size = {200, 150};
    spec.scans_apart = true;
    std::vector<uint8_t> file = Write(spec);
    const std::vector<uint8_t> whole = DecodeJpegPlainly(file);
    const std::vector<uint8_t> header = {0xFF, 0xC0, 0, 11, 8, 0x17, 0x73, 0xF0, 0x57, components, 1, 0x11, 0};
    file.insert(file.end() - 2, header.begin(), header.end());
    const RowsBeforeEnd read = DecodeToTheEnd(file);
    EXPECT_TRUE(read.rows == whole) << int{components};
    EXPECT_TRUE(read.end.ok()) << EnglishText(read.end);
  }
}

TEST(JpegDecoder, TellsDamageFromTheEnd) {
  JpegSpec spec;
  spec.size = {200, 150};
  std::vector<uint8_t> file = Write(spec);
  const std::vector<uint8_t> whole = DecodeJpegPlainly(file);
  const size_t middle = (LastScan(file) + file.size()) / 2;
  file[middle] = 0xFF;
  file[middle + 1] = 0xD9;
  const RowsBeforeEnd read = DecodeToTheEnd(file);
  EXPECT_GT(read.rows.size(), 30u * 200 * 3);
  EXPECT_TRUE(std::equal(read.rows.begin(), read.rows.end(), whole.begin()));
  EXPECT_EQ(EnglishText(read.end).find("the JPEG is damaged after row "), 0u) << EnglishText(read.end);
}

TEST(JpegDecoder, PassesOverBytesBeforeTheFirstMarker) {
  JpegSpec spec;
  spec.exif = OrientationBlock(6, false);
  const ColorSpace* space = FindColorSpace("display-p3");
  spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
  std::vector<uint8_t> file = Write(spec);
  const std::vector<uint8_t> rows = DecodeJpegPlainly(file);
  const std::vector<uint8_t> junk = {0x00, 0x10, 0xFF, 0x00, 'j', 'u', 'n', 'k', 0xFF};
  file.insert(file.begin() + 2, junk.begin(), junk.end());
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_TRUE(scan->rows == rows);
  EXPECT_EQ(scan->info.orientation, 6);
  EXPECT_EQ(scan->info.icc_profile, spec.icc_profile);
}

TEST(JpegDecoder, ForgivesAMissingEndMarkerAndBytesAfterIt) {
  for (const bool progressive : {false, true}) {
    JpegSpec spec;
    spec.progressive = progressive;
    std::vector<uint8_t> file = Write(spec);
    const std::vector<uint8_t> rows = DecodeJpegPlainly(file);
    file.insert(file.end(), 1000, 0x55);
    StatusOr<DecodedScan> scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok());
    EXPECT_TRUE(scan->rows == rows);
    file.resize(file.size() - 1002);
    scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_TRUE(scan->rows == rows);
  }
}

}  // namespace
}  // namespace easelight
