// Encoders: files decode to the same samples, are the same bytes every time, and keep the errors of their file.
#include <gtest/gtest.h>

#include <cmath>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/encoder.h"
#include "core/io/row_bands.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

std::vector<uint8_t> RowsOf(const EncodeOptions& options) {
  const std::vector<uint32_t> codes = TestCodes(options.size, options.channels, options.depth);
  std::vector<uint8_t> rows;
  for (const uint32_t code : codes) {
    const uint16_t wide = static_cast<uint16_t>(code);
    const auto* bytes = reinterpret_cast<const uint8_t*>(&wide);
    if (options.depth == 8)
      rows.push_back(static_cast<uint8_t>(code));
    else
      rows.insert(rows.end(), bytes, bytes + 2);
  }
  return rows;
}

Status Encode(const EncodeOptions& options, const std::vector<uint8_t>& rows, BlockFile& file) {
  ASSIGN_OR_RETURN(const std::unique_ptr<ImageEncoder> encoder, CreateEncoder(options, file));
  const size_t row_bytes = rows.size() / options.size.height;
  for (uint32_t y = 0; y < options.size.height; ++y) {
    RETURN_IF_ERROR(encoder->WriteRow(ByteSpan(rows.data() + y * row_bytes, row_bytes)));
  }
  return encoder->Finish();
}

std::vector<EncodeOptions> AllVariants() {
  std::vector<EncodeOptions> variants;
  const ColorSpace* space = FindColorSpace("adobe-rgb");
  const std::vector<uint8_t> icc = *MakeIccProfile(space->primaries, space->encoding, space->title);
  const std::vector<uint8_t> gray = *MakeGrayIccProfile(space->encoding, "Gray");
  for (const bool tagged : {false, true}) {
    for (const uint8_t depth : {uint8_t{8}, uint8_t{16}}) {
      for (const Extent size : {Extent{301, 207}, Extent{1, 1}, Extent{4000, 3}}) {
        for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
          EncodeOptions options;
          options.format = format;
          options.size = size;
          options.depth = depth;
          options.jpeg_quality = 98;
          if (tagged) options.icc_profile = icc;
          if (format == FileFormat::kJpeg && depth == 16) continue;
          for (const uint8_t channels : {uint8_t{3}, uint8_t{1}}) {
            options.channels = channels;
            if (tagged && channels == 1) options.icc_profile = gray;
            options.compression = TiffCompression::kDeflate;
            variants.push_back(options);
            if (format != FileFormat::kTiff) continue;
            options.compression = TiffCompression::kNone;
            variants.push_back(options);
          }
        }
      }
    }
  }
  return variants;
}

TEST(Encoder, FilesDecodeToTheSameSamples) {
  for (const EncodeOptions& options : AllVariants()) {
    const std::vector<uint8_t> rows = RowsOf(options);
    MemoryBlockFile file;
    const Status status = Encode(options, rows, file);
    ASSERT_TRUE(status.ok()) << EnglishText(status);
    const StatusOr<DecodedScan> scan = DecodeAll(file.bytes());
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.size, options.size);
    EXPECT_EQ(scan->info.channels, options.channels);
    EXPECT_EQ(scan->info.orientation, 1);
    EXPECT_EQ(scan->info.icc_profile, options.icc_profile);
    if (options.format != FileFormat::kJpeg) {
      EXPECT_EQ(scan->info.bits_in_file, options.depth);
      EXPECT_TRUE(scan->rows == rows);
      continue;
    }
    double squares = 0;
    for (size_t i = 0; i < rows.size(); ++i) squares += std::pow(double{scan->rows[i] * 1.0} - rows[i], 2);
    EXPECT_LT(std::sqrt(squares / static_cast<double>(rows.size())), 3.0) << options.size.width;
  }
}

TEST(Encoder, GivesTheSameBytesEveryTime) {
  for (const EncodeOptions& options : AllVariants()) {
    const std::vector<uint8_t> rows = RowsOf(options);
    MemoryBlockFile first, second;
    ASSERT_TRUE(Encode(options, rows, first).ok());
    ASSERT_TRUE(Encode(options, rows, second).ok());
    EXPECT_TRUE(first.bytes() == second.bytes());
  }
}

// Large enough for bands in more than one batch.
std::vector<EncodeOptions> LargeVariants() {
  std::vector<EncodeOptions> variants;
  for (EncodeOptions options : AllVariants()) {
    if (options.size != Extent{301, 207} || !options.icc_profile.empty()) continue;
    const size_t rows = RowBands::kMostBytesAtOnce / (1501 * options.row_bytes() / 301) + 133;
    options.size = {1501, static_cast<uint32_t>(rows)};
    variants.push_back(options);
  }
  return variants;
}

TEST(Encoder, LargeFilesDecodeToTheSameSamples) {
  for (const EncodeOptions& options : LargeVariants()) {
    if (options.format == FileFormat::kJpeg) continue;
    const std::vector<uint8_t> rows = RowsOf(options);
    MemoryBlockFile file;
    ASSERT_TRUE(Encode(options, rows, file).ok());
    const StatusOr<DecodedScan> scan = DecodeAll(file.bytes());
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_TRUE(scan->rows == rows);
  }
}

TEST(Encoder, GivesTheSameBytesOnAnyNumberOfThreads) {
  ThreadPool one(1), two(2), eight(8);
  std::vector<EncodeOptions> variants = AllVariants();
  for (const EncodeOptions& options : LargeVariants()) variants.push_back(options);
  for (EncodeOptions options : variants) {
    const std::vector<uint8_t> rows = RowsOf(options);
    MemoryBlockFile alone;
    ASSERT_TRUE(Encode(options, rows, alone).ok());
    for (ThreadPool* const pool : {&one, &two, &eight}) {
      options.pool = pool;
      MemoryBlockFile shared;
      ASSERT_TRUE(Encode(options, rows, shared).ok());
      EXPECT_TRUE(shared.bytes() == alone.bytes()) << pool->threads() << " threads, " << options.size.height << " rows";
    }
  }
}

TEST(Encoder, JpegOfBandsIsThatOfTheWholePicture) {
  for (const uint8_t channels : {uint8_t{3}, uint8_t{1}}) {
    for (const uint32_t height : {5u, 64u, 3000u}) {
      EncodeOptions options;
      options.format = FileFormat::kJpeg;
      options.size = {1001, height};
      options.depth = 8;
      options.channels = channels;
      const std::vector<uint8_t> rows = RowsOf(options);
      MemoryBlockFile file;
      ASSERT_TRUE(Encode(options, rows, file).ok());
      const auto block_rows = static_cast<int>(RowBands::kBandBytes / (options.row_bytes() * 8));
      EXPECT_TRUE(file.bytes() == WriteJpeg({.size = options.size,
                                             .components = channels,
                                             .quality = options.jpeg_quality,
                                             .subsampled = false,
                                             .restart_rows = height > 64 ? block_rows : 0},
                                            TestCodes(options.size, channels, 8)))
          << height;
    }
  }
}

TEST(Encoder, PngSaysSoWhereItCannotHoldTheProfile) {
  EncodeOptions options;
  options.format = FileFormat::kPng;
  options.size = {4, 4};
  options.icc_profile = *MakeGrayIccProfile(TransferCurve::Linear(), "Gray");
  MemoryBlockFile file;
  const auto encoder = CreateEncoder(options, file);
  ASSERT_FALSE(encoder.ok()) << "a gray profile in a picture of RGB";
  const std::string reason = EnglishText(encoder.status());
  EXPECT_TRUE(reason.starts_with("the PNG cannot be written (profile 'ICC profile'")) << reason;
}

TEST(Encoder, JpegKeepsFullColorResolution) {
  EncodeOptions options;
  options.format = FileFormat::kJpeg;
  options.size = {64, 64};
  options.depth = 8;
  options.jpeg_quality = 100;
  // Columns of red and blue, one pixel wide: halved color would turn them purple.
  std::vector<uint8_t> rows;
  for (int i = 0; i < 64 * 64; ++i) {
    const bool red = i % 2 == 0;
    rows.insert(rows.end(), {static_cast<uint8_t>(red ? 200 : 50), 80, static_cast<uint8_t>(red ? 50 : 200)});
  }
  MemoryBlockFile file;
  ASSERT_TRUE(Encode(options, rows, file).ok());
  const StatusOr<DecodedScan> scan = DecodeAll(file.bytes());
  ASSERT_TRUE(scan.ok());
  for (size_t i = 0; i < rows.size(); ++i) ASSERT_NEAR(scan->rows[i], rows[i], 6);
}

TEST(Encoder, KeepsTheErrorOfAFullDisk) {
  for (const EncodeOptions& options : AllVariants()) {
    const std::vector<uint8_t> rows = RowsOf(options);
    MemoryBlockFile whole;
    ASSERT_TRUE(Encode(options, rows, whole).ok());
    for (const size_t share : {0, 1, 2, 3}) {
      MemoryBlockFile file;
      file.set_capacity(whole.bytes().size() * share / 4);
      const Status status = Encode(options, rows, file);
      EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
      EXPECT_EQ(EnglishText(status), "the disk has no room: the test disk is full");
    }
  }
}

TEST(Encoder, RefusesWrongRowsAndOptions) {
  for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
    EncodeOptions options;
    options.format = format;
    options.size = {10, 2};
    options.depth = 8;
    MemoryBlockFile file;
    const auto encoder = CreateEncoder(options, file);
    ASSERT_TRUE(encoder.ok());
    const std::vector<uint8_t> row(30);
    EXPECT_EQ((*encoder)->WriteRow(ByteSpan(row).first(29)).code(), StatusCode::kInvalidInput);
    EXPECT_TRUE((*encoder)->WriteRow(row).ok());
    EXPECT_EQ(EnglishText((*encoder)->Finish()), "only 1 of 2 rows were written");
    EXPECT_TRUE((*encoder)->WriteRow(row).ok());
    EXPECT_EQ((*encoder)->WriteRow(row).code(), StatusCode::kInvalidInput);
    EXPECT_TRUE((*encoder)->Finish().ok());

    options.size = {70000, 2};
    EXPECT_EQ(CreateEncoder(options, file).status().code(), StatusCode::kOutOfRange);
  }
  EncodeOptions options;
  options.size = {10, 2};
  options.depth = 12;
  MemoryBlockFile file;
  EXPECT_EQ(EnglishText(CreateEncoder(options, file).status()), "the depth is 12 bits; 8 and 16 are written");
  options.format = FileFormat::kJpeg;
  options.jpeg_quality = 101;
  EXPECT_EQ(EnglishText(CreateEncoder(options, file).status()), "the quality is 101; 1 to 100 are allowed");
  options.jpeg_quality = 90;
  options.size = {65501, 1};
  EXPECT_EQ(EnglishText(CreateEncoder(options, file).status()),
            "the picture is 65501 x 1 pixels; the limit of JPEG is 65500 on a side");
}

TEST(Encoder, WritesBigTiffOnlyWhereItMust) {
  for (const bool big : {false, true}) {
    EncodeOptions options;
    options.size = {40000, big ? 20000u : 17000u};  // 4.8 and 4.08 thousand million bytes.
    MemoryBlockFile file;
    const auto encoder = CreateEncoder(options, file);
    ASSERT_TRUE(encoder.ok());
    ASSERT_GE(file.size(), 4u);
    EXPECT_EQ(file.bytes()[2], big ? 43 : 42);
  }
}

TEST(Encoder, TellsFormatsByTheirNames) {
  EXPECT_EQ(FileFormatFromName("a.b.TIFF"), FileFormat::kTiff);
  EXPECT_EQ(FileFormatFromName("x.tif"), FileFormat::kTiff);
  EXPECT_EQ(FileFormatFromName("x.Png"), FileFormat::kPng);
  EXPECT_EQ(FileFormatFromName("x.jpg"), FileFormat::kJpeg);
  EXPECT_EQ(FileFormatFromName("x.jpeg"), FileFormat::kJpeg);
  EXPECT_EQ(FileFormatFromName("jpeg"), std::nullopt);
  EXPECT_EQ(FileFormatFromName("x.webp"), std::nullopt);
  EXPECT_EQ(FileFormatFromName(""), std::nullopt);
}

}  // namespace
}  // namespace easelight
