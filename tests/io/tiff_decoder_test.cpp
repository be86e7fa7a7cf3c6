// TIFF: samples, layouts and compressions in all combinations, metadata, and lies about size.
#include <gtest/gtest.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/scan_limits.h"
#include "tests/io/memory_file.h"
#include "tests/io/tiff_file.h"
#include "tests/io/tiff_round_trip.h"

namespace easelight {
namespace {

struct Samples {
  uint32_t bits;
  bool is_float;
  uint32_t samples;
  int photometric;
};

TEST(TiffDecoder, ReadsEveryLayoutAndCompression) {
  const Samples all_samples[] = {{8, false, 3, PHOTOMETRIC_RGB},        {16, false, 3, PHOTOMETRIC_RGB},
                                 {32, true, 3, PHOTOMETRIC_RGB},        {16, false, 4, PHOTOMETRIC_RGB},
                                 {8, false, 1, PHOTOMETRIC_MINISBLACK}, {16, false, 1, PHOTOMETRIC_MINISWHITE},
                                 {8, false, 2, PHOTOMETRIC_MINISBLACK}, {32, true, 1, PHOTOMETRIC_MINISBLACK}};
  for (const Samples& samples : all_samples) {
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS}) {
      for (const bool planes : {false, true}) {
        for (const uint32_t tile : {0u, 16u, 48u}) {
          for (const char* mode : {"wl", "wb", "w8l"}) {
            TiffSpec spec;
            spec.bits = samples.bits;
            spec.is_float = samples.is_float;
            spec.samples = samples.samples;
            spec.photometric = samples.photometric;
            spec.compression = compression;
            spec.separate_planes = planes;
            spec.tile = tile;
            spec.mode = mode;
            if (compression == COMPRESSION_LZW && !samples.is_float) spec.predictor = PREDICTOR_HORIZONTAL;
            // libtiff 4.5.0 writes wrong files with this predictor in the other byte order; it reads right ones.
            if (compression == COMPRESSION_LZW && samples.is_float && spec.mode != "wb") {
              spec.predictor = PREDICTOR_FLOATINGPOINT;
            }
            ExpectRoundTrip(spec, Describe(spec));
          }
        }
      }
    }
  }
}

TEST(TiffDecoder, ScalesNarrowSamples) {
  for (const uint32_t bits : {1u, 2u, 3u, 4u, 6u, 7u, 9u, 10u, 12u, 14u, 15u}) {
    for (const int photometric : {PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_RGB}) {
      for (const bool planes : {false, true}) {
        TiffSpec spec;
        spec.bits = bits;
        spec.samples = photometric == PHOTOMETRIC_RGB ? 3 : 1;
        spec.photometric = photometric;
        spec.separate_planes = planes;
        ExpectRoundTrip(spec, Describe(spec));
      }
    }
  }
}

TEST(TiffDecoder, ReadsPalettesAndReversedBits) {
  for (const uint32_t bits : {1u, 4u, 8u}) {
    TiffSpec spec;
    spec.bits = bits;
    spec.samples = 1;
    spec.photometric = PHOTOMETRIC_PALETTE;
    for (uint32_t i = 0; i < 3u << bits; ++i) spec.palette.push_back(static_cast<uint16_t>(i * 7919));
    ExpectRoundTrip(spec, Describe(spec));
  }
  TiffSpec spec;
  spec.fill_order = FILLORDER_LSB2MSB;
  ExpectRoundTrip(spec, "bits reversed");
}

TEST(TiffDecoder, ReadsJpegCompression) {
  for (const int photometric : {PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR, PHOTOMETRIC_MINISBLACK}) {
    for (const uint32_t tile : {0u, 16u}) {
      TiffSpec spec;
      spec.photometric = photometric;
      spec.samples = photometric == PHOTOMETRIC_MINISBLACK ? 1 : 3;
      spec.size = {48, 32};  // Whole tiles: an edge within a block would ring.
      spec.compression = COMPRESSION_JPEG;
      spec.rows_per_strip = 16;
      spec.tile = tile;
      // Smooth: halved color must still be near.
      std::vector<uint32_t> codes(spec.size.pixels() * spec.samples);
      for (size_t i = 0; i < codes.size(); ++i)
        codes[i] = 100 + static_cast<uint32_t>(i / spec.samples % spec.size.width);
      const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
      ASSERT_TRUE(scan.ok()) << Describe(spec) << EnglishText(scan.status());
      ASSERT_EQ(scan->rows.size(), codes.size());
      for (size_t i = 0; i < codes.size(); ++i) ASSERT_NEAR(scan->rows[i], codes[i], 8) << Describe(spec);
    }
  }
}

TEST(TiffDecoder, HonorsMetadataAndSkipsThumbnails) {
  const ColorSpace* space = FindColorSpace("prophoto");
  for (int orientation = 1; orientation <= 8; ++orientation) {
    TiffSpec spec;
    spec.orientation = orientation;
    spec.thumbnail_first = true;
    spec.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
    const std::vector<uint32_t> codes = TestCodes(spec);
    const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.orientation, orientation);
    EXPECT_EQ(scan->info.icc_profile, spec.icc_profile);
    EXPECT_TRUE(scan->info.profile_lost.name().empty());
    EXPECT_TRUE(scan->rows == ExpectedRows(spec, codes));
  }
}

TEST(TiffDecoder, MakesUnusableFloatsZero) {
  TiffSpec spec;
  spec.bits = 32;
  spec.is_float = true;
  spec.size = {2, 1};
  std::vector<uint8_t> file = WriteTiff(spec, TestCodes(spec));
  const float bad[] = {NAN, INFINITY, -INFINITY};
  std::memcpy(file.data() + 8, bad, sizeof bad);  // libtiff writes the strip right after the header.
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok());
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(SampleAt<float>(scan->rows, i), 0.0f);
  EXPECT_GT(SampleAt<float>(scan->rows, 3), 0.0f);
}

TEST(TiffDecoder, RefusesWithAReason) {
  const auto message_of = [](const TiffSpec& spec) {
    const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, TestCodes(spec)));
    EXPECT_EQ(scan.status().code(), StatusCode::kUnsupported);
    return EnglishText(scan.status());
  };
  TiffSpec fax;
  fax.samples = 1;
  fax.bits = 1;
  fax.photometric = PHOTOMETRIC_MINISWHITE;
  fax.compression = COMPRESSION_CCITTFAX4;
  EXPECT_NE(message_of(fax).find("CCITT fax"), std::string::npos);
  TiffSpec ycbcr;
  ycbcr.photometric = PHOTOMETRIC_YCBCR;
  ycbcr.bits = 16;
  EXPECT_EQ(message_of(ycbcr), "this is a YCbCr TIFF of 16 bits a sample; those of 8 bits are read");
}

void Patch(std::vector<uint8_t>& file, uint16_t tag, uint32_t value) { ASSERT_TRUE(PatchTiff(file, tag, value)); }

TEST(TiffDecoder, SeesThroughLiesAboutSize) {
  TiffSpec spec;
  spec.mode = "wl";
  spec.rows_per_strip = spec.size.height;
  const std::vector<uint8_t> honest = WriteTiff(spec, TestCodes(spec));

  std::vector<uint8_t> file = honest;
  Patch(file, TIFFTAG_IMAGEWIDTH, 60000);
  StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kTruncated);
  EXPECT_EQ(scan.status().sentence(), Sentence("tiff-short", {{"picture", 4140000}, {"bytes", file.size()}}));
  Patch(file, TIFFTAG_IMAGEWIDTH, 70000);
  scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kOutOfRange);
  EXPECT_EQ(EnglishText(scan.status()), "the picture is 70000 x 23 pixels; the limit is 65535 on a side");
  Patch(file, TIFFTAG_IMAGEWIDTH, 0);
  EXPECT_FALSE(DecodeAll(file).ok());

  file = honest;
  Patch(file, TIFFTAG_STRIPOFFSETS, 0xFFFFFF00u);
  EXPECT_EQ(DecodeAll(file).status().code(), StatusCode::kTruncated);

  spec.compression = COMPRESSION_LZW;
  file = WriteTiff(spec, TestCodes(spec));
  Patch(file, TIFFTAG_STRIPBYTECOUNTS, 1u << 30);
  EXPECT_FALSE(DecodeAll(file).ok());
}

TEST(TiffDecoder, RefusesACompressedStripThatDoesNotFit) {
  TiffSpec spec;
  spec.mode = "wl";
  spec.compression = COMPRESSION_PACKBITS;
  spec.rows_per_strip = spec.size.height;
  std::vector<uint8_t> file = WriteTiff(spec, TestCodes(spec));
  // PackBits of large size, so that libtiff believes the count of bytes, in a file that is as long as it says.
  Patch(file, TIFFTAG_IMAGEWIDTH, 10000);
  Patch(file, TIFFTAG_IMAGELENGTH, 10000);
  Patch(file, TIFFTAG_ROWSPERSTRIP, 10000);
  Patch(file, TIFFTAG_STRIPBYTECOUNTS, 60u << 20);
  file.resize(file.size() + (60u << 20));
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  EXPECT_EQ(scan.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(EnglishText(scan.status()),
            "strip 1 of 1 of the TIFF has 60 MiB of compressed data; the limit is 40 MiB (smaller ones, or no "
            "compression, can be read)");
}

TEST(TiffDecoder, GathersWideTilesInSeveralBands) {
  // One row of tiles needs 65535 * 8 * 128 bytes = 64 MiB.
  TiffSpec spec;
  spec.size = {65535, 130};
  spec.bits = 16;
  spec.samples = 4;
  spec.tile = 128;
  spec.mode = "wl";
  std::vector<uint32_t> codes(spec.size.pixels() * 4);
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint16_t>(i * 2654435761u >> 13);
  const StatusOr<DecodedScan> scan = DecodeAll(WriteTiff(spec, codes));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_TRUE(scan->rows == ExpectedRows(spec, codes));
}

// A BigTIFF of one uncompressed strip of 16-bit gray that starts beyond 4 GiB, its directory after it.
TEST(TiffDecoder, ReadsBeyondFourGibibytes) {
  constexpr uint64_t kStrip = uint64_t{5} << 30;
  constexpr uint32_t kWidth = 40000, kHeight = 20000;
  constexpr uint64_t kDirectory = kStrip + uint64_t{kWidth} * kHeight * 2;
  std::vector<uint8_t> directory;
  const auto append = [&directory](uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) directory.push_back(static_cast<uint8_t>(value >> (8 * i)));
  };
  const std::pair<uint16_t, uint64_t> tags[] = {{TIFFTAG_IMAGEWIDTH, kWidth},
                                                {TIFFTAG_IMAGELENGTH, kHeight},
                                                {TIFFTAG_BITSPERSAMPLE, 16},
                                                {TIFFTAG_COMPRESSION, COMPRESSION_NONE},
                                                {TIFFTAG_PHOTOMETRIC, 1},
                                                {TIFFTAG_STRIPOFFSETS, kStrip},
                                                {TIFFTAG_SAMPLESPERPIXEL, 1},
                                                {TIFFTAG_ROWSPERSTRIP, kHeight},
                                                {TIFFTAG_STRIPBYTECOUNTS, uint64_t{kWidth} * kHeight * 2}};
  append(std::size(tags), 8);
  for (const auto& [tag, value] : tags) {
    append(tag, 2);
    append(TIFF_LONG8, 2);
    append(1, 8);
    append(value, 8);
  }
  append(0, 8);
  std::vector<uint8_t> header{'I', 'I', 43, 0, 8, 0, 0, 0};
  for (int i = 0; i < 8; ++i) header.push_back(static_cast<uint8_t>(kDirectory >> (8 * i)));
  SparseSource source(kDirectory + directory.size(), [&](uint64_t at) -> uint8_t {
    if (at < header.size()) return header[at];
    if (at >= kDirectory) return directory[at - kDirectory];
    const uint64_t code = at < kStrip ? 0 : (at - kStrip) / 2 / kWidth;  // Each row holds its number.
    return static_cast<uint8_t>(at % 2 == 0 ? code : code >> 8);
  });
  const StatusOr<std::unique_ptr<ScanDecoder>> decoder = OpenScan(source);
  ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  std::vector<uint8_t> rows(size_t{kWidth} * 2 * 50);
  for (uint32_t row = 0; row < 100; row += 50) {
    const StatusOr<uint32_t> n = (*decoder)->ReadRows(rows);
    ASSERT_TRUE(n.ok());
    ASSERT_EQ(*n, 50u);
    for (uint32_t y = 0; y < 50; ++y) EXPECT_EQ(SampleAt<uint16_t>(rows, size_t{y} * kWidth + 123), row + y);
  }
}

}  // namespace
}  // namespace easelight
