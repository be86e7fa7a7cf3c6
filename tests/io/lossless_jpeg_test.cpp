// Lossless JPEG in TIFF: all predictors and depths, in strips and tiles; and damage of every kind.
#include <gtest/gtest.h>
#include <tiffio.h>

#include <algorithm>

#include "core/io/lossless_jpeg.h"
#include "tests/io/tiff_round_trip.h"
#include "tests/synthetic/lossless_jpeg_file.h"

namespace easelight {
namespace {

StatusOr<std::vector<uint32_t>> DecodeStream(const std::vector<uint8_t>& stream, ByteSpan tables = {}) {
  SpanSource source(stream);
  WindowedReader reader(source, 100);  // Short, so that codes lie across its edges.
  ASSIGN_OR_RETURN(LosslessJpeg jpeg, LosslessJpeg::Open(reader, 0, stream.size(), tables));
  std::vector<uint16_t> row(size_t{jpeg.frame().size.width} * jpeg.frame().components);
  std::vector<uint32_t> codes;
  for (uint32_t y = 0; y < jpeg.frame().size.height; ++y) {
    RETURN_IF_ERROR(jpeg.ReadRow(row.data()));
    codes.insert(codes.end(), row.begin(), row.end());
  }
  return codes;
}

TEST(LosslessJpeg, ReadsEveryPredictorAndDepth) {
  for (uint32_t predictor = 1; predictor <= 7; ++predictor) {
    for (const uint32_t bits : {2u, 8u, 12u, 14u, 16u}) {
      for (uint32_t components = 1; components <= 4; ++components) {
        const LosslessJpegSpec spec{31, 17, components, bits, predictor};
        const std::vector<uint32_t> codes = TestCodes({31, 17}, components, bits);
        const auto read = DecodeStream(WriteLosslessJpeg(spec, codes));
        ASSERT_TRUE(read.ok()) << EnglishText(read.status());
        ASSERT_EQ(*read, codes) << predictor << ' ' << bits << ' ' << components;
      }
    }
  }
}

// Differences of half the range and more, which have a category of their own and wrap around.
TEST(LosslessJpeg, ReadsTheLargestDifferences) {
  std::vector<uint32_t> codes;
  for (uint32_t i = 0; i < 64; ++i) codes.push_back(i % 3 == 0 ? 0 : i % 3 == 1 ? 32768 : 65535);
  const auto read = DecodeStream(WriteLosslessJpeg({8, 8, 1, 16, 1}, codes));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, codes);
}

TEST(LosslessJpeg, ReadsRestartsAndShiftedSamples) {
  LosslessJpegSpec spec{31, 40, 3, 14, 4};
  spec.restart_rows = 3;
  std::vector<uint32_t> codes = TestCodes({31, 40}, 3, 14);
  auto read = DecodeStream(WriteLosslessJpeg(spec, codes));
  ASSERT_TRUE(read.ok()) << EnglishText(read.status());
  EXPECT_EQ(*read, codes);
  spec.point_transform = 2;
  read = DecodeStream(WriteLosslessJpeg(spec, codes));
  ASSERT_TRUE(read.ok()) << EnglishText(read.status());
  for (uint32_t& code : codes) code = code >> 2 << 2;
  EXPECT_EQ(*read, codes);
}

TEST(LosslessJpeg, TakesTablesFromElsewhere) {
  LosslessJpegSpec spec{31, 17, 3, 16, 6};
  spec.tables = false;
  const std::vector<uint32_t> codes = TestCodes({31, 17}, 3, 16);
  const std::vector<uint8_t> stream = WriteLosslessJpeg(spec, codes);
  EXPECT_EQ(DecodeStream(stream).status().code(), StatusCode::kInvalidInput);
  const std::vector<uint8_t> tables = LosslessJpegTables();
  const auto read = DecodeStream(stream, tables);
  ASSERT_TRUE(read.ok()) << EnglishText(read.status());
  EXPECT_EQ(*read, codes);
}

// Cut at every byte, and with every byte changed: an answer of some kind, and none past what there is.
TEST(LosslessJpeg, BearsDamageAtEveryByte) {
  LosslessJpegSpec spec{13, 9, 3, 12, 7};
  spec.restart_rows = 4;
  const std::vector<uint8_t> honest = WriteLosslessJpeg(spec, TestCodes({13, 9}, 3, 12));
  size_t refused = 0;
  for (size_t i = 0; i < honest.size(); ++i) {
    const std::vector<uint8_t> cut(honest.begin(), honest.begin() + static_cast<ptrdiff_t>(i));
    // The end-of-image marker is not needed.
    EXPECT_EQ(DecodeStream(cut).ok(), i + 2 >= honest.size()) << i;
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::vector<uint8_t> changed = honest;
      changed[i] = static_cast<uint8_t>(changed[i] ^ change);
      // A changed size must not make this test read for minutes.
      SpanSource source(changed);
      WindowedReader reader(source);
      const auto frame = FindJpegFrame(reader, 0, changed.size());
      if (frame && frame->size.pixels() > 100'000) continue;
      if (!DecodeStream(changed).ok()) ++refused;
    }
  }
  EXPECT_GT(refused, honest.size() / 2);
}

TEST(LosslessTiff, ReadsStripsTilesAndPlanes) {
  struct Kind {
    uint32_t bits, samples;
    int photometric;
  };
  for (const Kind& kind :
       {Kind{8, 3, PHOTOMETRIC_RGB}, Kind{16, 3, PHOTOMETRIC_RGB}, Kind{16, 4, PHOTOMETRIC_RGB},
        Kind{12, 3, PHOTOMETRIC_RGB}, Kind{14, 1, PHOTOMETRIC_MINISBLACK}, Kind{16, 1, PHOTOMETRIC_MINISWHITE}}) {
    for (const bool planes : {false, true}) {
      for (const uint32_t tile : {0u, 16u}) {
        for (const char* mode : {"wl", "wb"}) {
          TiffSpec spec;
          spec.bits = kind.bits;
          spec.samples = kind.samples;
          spec.photometric = kind.photometric;
          spec.separate_planes = planes && kind.samples > 1;
          spec.tile = tile;
          spec.mode = mode;
          spec.compression = COMPRESSION_JPEG;
          spec.lossless = kind.bits % 7 + 1;
          ExpectRoundTrip(spec, Describe(spec));
        }
      }
    }
  }
}

TEST(LosslessTiff, SaysAtOnceWhatIsNotRead) {
  TiffSpec spec;
  spec.bits = 16;
  spec.mode = "wl";
  spec.compression = COMPRESSION_JPEG;
  spec.lossless = 1;
  spec.rows_per_strip = spec.size.height;
  const std::vector<uint8_t> honest = WriteTiff(spec, TestCodes(spec));
  const std::vector<uint8_t> mark = {0xFF, 0xC3};
  const auto frame = std::search(honest.begin(), honest.end(), mark.begin(), mark.end()) - honest.begin();
  const auto refusal = [&](ptrdiff_t at, uint8_t value) {
    std::vector<uint8_t> file = honest;
    file[static_cast<size_t>(frame + at)] = value;
    MemoryBlockFile source(file);
    return EnglishText(OpenScan(source).status());
  };
  EXPECT_EQ(refusal(1, 0xCB),
            "this TIFF is compressed by JPEG of process 11, hierarchical or arithmetic lossless; it is not read");
  EXPECT_EQ(refusal(1, 0xC1),
            "this TIFF is compressed by JPEG of 16-bit samples; JPEG of 8 bits and lossless JPEG are read");
  EXPECT_EQ(refusal(8, 36),
            "the lossless JPEG in the TIFF holds 36 x 23 pixels of 3 times 16 bits, which contradicts the TIFF");
  EXPECT_EQ(refusal(11, 0x22),
            "this TIFF is compressed by lossless JPEG of a kind that is not read: subsampled, in several scans, or of "
            "YCbCr");
}

}  // namespace
}  // namespace easelight
