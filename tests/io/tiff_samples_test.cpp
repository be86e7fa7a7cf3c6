// TIFF samples of unusual widths: floats and integers that become float32, deep palettes, differences.
#include <gtest/gtest.h>
#include <tiffio.h>

#include <cmath>

#include "core/io/source_encoding.h"
#include "core/io/tiff/sample_values.h"
#include "tests/io/tiff_round_trip.h"

namespace easelight {
namespace {

TEST(SampleValues, ReadsEveryHalf) {
  EXPECT_EQ(FloatFromHalf(0x3C00), 1.0f);
  EXPECT_EQ(FloatFromHalf(0xC000), -2.0f);
  EXPECT_EQ(FloatFromHalf(0x7BFF), 65504.0f);
  EXPECT_EQ(FloatFromHalf(0x0001), std::ldexp(1.0f, -24));
  EXPECT_EQ(FloatFromHalf(0x83FF), -std::ldexp(1023.0f, -24));
  EXPECT_TRUE(std::signbit(FloatFromHalf(0x8000)));
  EXPECT_TRUE(std::isinf(FloatFromHalf(0x7C00)));
  EXPECT_TRUE(std::isnan(FloatFromHalf(0xFE00)));
  // By the definition, in double.
  for (uint32_t code = 0; code < 0x7C00; ++code) {
    const double mantissa = (code & 0x3FF) + (code >= 0x400 ? 1024.0 : 0.0);
    const int exponent = std::max(1, static_cast<int>(code >> 10)) - 25;
    ASSERT_EQ(FloatFromHalf(static_cast<uint16_t>(code)), std::ldexp(mantissa, exponent)) << code;
  }
}

TEST(SampleValues, ReadsFloatsOf24Bits) {
  EXPECT_EQ(FloatFrom24Bits(0x3F0000), 1.0f);
  EXPECT_EQ(FloatFrom24Bits(0xBF8000), -1.5f);
  EXPECT_EQ(FloatFrom24Bits(0x000001), std::ldexp(1.0f, -78));
  EXPECT_TRUE(std::isinf(FloatFrom24Bits(0x7F0000)));
  EXPECT_TRUE(std::isnan(FloatFrom24Bits(0x7F0001)));
}

TEST(SampleValues, TakesDoublesPastTheRangeForInfinite) {
  EXPECT_EQ(FloatFromDouble(0.1), 0.1f);
  EXPECT_TRUE(std::isinf(FloatFromDouble(1e39)));
  EXPECT_TRUE(std::isinf(FloatFromDouble(-1e300)));
  EXPECT_TRUE(std::isnan(FloatFromDouble(NAN)));
}

// Why wide integers become floats: what 16 bits would do to the densities of a negative.
TEST(SampleValues, KeepsTheDensitiesOfWideIntegers) {
  double of_float = 0, of_16_bits = 0;
  for (double density = 0; density <= 4; density += 0.001) {
    const uint32_t code = static_cast<uint32_t>(std::pow(10.0, -density) * 4294967295.0);
    const double truth = -std::log10(code / 4294967295.0);
    of_float = std::max(of_float, std::abs(-std::log10(double{FloatFromInteger(code, 32)}) - truth));
    const double narrow = std::round(code / 65537.0) / 65535.0;
    of_16_bits = std::max(of_16_bits, std::abs(-std::log10(narrow) - truth));
  }
  EXPECT_LT(of_float, 3e-8);
  EXPECT_GT(of_16_bits, 0.025);
}

TEST(TiffSamples, ReadsFloatsAndIntegersOfEveryWidth) {
  const std::pair<uint32_t, bool> kinds[] = {{16, true}, {24, true}, {32, true}, {64, true}, {24, false}, {32, false}};
  for (const auto& [bits, is_float] : kinds) {
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE}) {
      for (const bool planes : {false, true}) {
        for (const uint32_t tile : {0u, 16u}) {
          for (const char* mode : {"wl", "wb"}) {
            TiffSpec spec;
            spec.bits = bits;
            spec.is_float = is_float;
            spec.samples = tile != 0 ? 4 : 3;
            spec.compression = compression;
            spec.separate_planes = planes;
            spec.tile = tile;
            spec.mode = mode;
            ExpectRoundTrip(spec, Describe(spec));
          }
        }
      }
    }
  }
}

TEST(TiffSamples, UndoesBothPredictors) {
  for (const uint32_t bits : {16u, 24u, 32u, 64u}) {
    for (const uint32_t tile : {0u, 16u}) {
      TiffSpec spec;
      spec.bits = bits;
      spec.is_float = true;
      spec.tile = tile;
      spec.compression = COMPRESSION_ADOBE_DEFLATE;
      spec.predictor = PREDICTOR_FLOATINGPOINT;
      ExpectRoundTrip(spec, Describe(spec));
    }
  }
  TiffSpec spec;
  spec.bits = 32;
  spec.compression = COMPRESSION_LZW;
  spec.predictor = PREDICTOR_HORIZONTAL;
  for (const char* mode : {"wl", "wb"}) {
    spec.mode = mode;
    ExpectRoundTrip(spec, Describe(spec));
  }
}

// libtiff neither writes nor adds up differences of 24 bits.
TEST(TiffSamples, AddsUpDifferencesOf24Bits) {
  for (const uint32_t tile : {0u, 16u}) {
    for (const bool planes : {false, true}) {
      TiffSpec spec;
      spec.bits = 24;
      spec.size = {32, 20};
      spec.tile = tile;
      spec.separate_planes = planes;
      spec.mode = "wl";
      spec.compression = COMPRESSION_LZW;
      spec.predictor = PREDICTOR_NONE;
      const std::vector<uint32_t> codes = TestCodes(spec);
      std::vector<uint32_t> differences = codes;
      const uint32_t columns = tile != 0 ? tile : spec.size.width;
      for (size_t i = 0; i < codes.size(); ++i) {
        if (i / 3 % spec.size.width % columns != 0) differences[i] = (codes[i] - codes[i - 3]) & 0xFFFFFF;
      }
      std::vector<uint8_t> file = WriteTiff(spec, differences);
      ASSERT_TRUE(PatchTiff(file, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL));
      SCOPED_TRACE(Describe(spec));
      ExpectRows(file, spec, codes);
    }
  }
}

TEST(TiffSamples, RefusesDifferencesThatNobodyAddsUp) {
  TiffSpec spec;
  spec.bits = 12;
  spec.mode = "wl";
  spec.compression = COMPRESSION_LZW;
  spec.predictor = PREDICTOR_NONE;
  std::vector<uint8_t> file = WriteTiff(spec, TestCodes(spec));
  ASSERT_TRUE(PatchTiff(file, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL));
  const Status status = DecodeAll(file).status();
  EXPECT_EQ(status.code(), StatusCode::kUnsupported);
  EXPECT_EQ(EnglishText(status), "this TIFF holds differences (predictor 2) of 12-bit samples, which are not read");
}

TEST(TiffSamples, ReadsPalettesOf16Bits) {
  for (const uint32_t bits : {12u, 16u}) {
    for (const char* mode : {"wl", "wb"}) {
      TiffSpec spec;
      spec.bits = bits;
      spec.samples = 1;
      spec.photometric = PHOTOMETRIC_PALETTE;
      spec.compression = COMPRESSION_LZW;
      spec.mode = mode;
      for (uint32_t i = 0; i < 3u << bits; ++i) spec.palette.push_back(static_cast<uint16_t>(i * 7919));
      ExpectRoundTrip(spec, Describe(spec));
    }
  }
}

TEST(TiffSamples, NamesWideIntegersByTheirBits) {
  TiffSpec spec;
  spec.bits = 32;
  const StatusOr<DecodedScan> integers = DecodeAll(WriteTiff(spec, TestCodes(spec)));
  ASSERT_TRUE(integers.ok());
  EXPECT_EQ(EnglishText(AutoEncoding(integers->info).note), "Linear: a 32-bit TIFF without a color profile");
  spec.is_float = true;
  const StatusOr<DecodedScan> floats = DecodeAll(WriteTiff(spec, TestCodes(spec)));
  ASSERT_TRUE(floats.ok());
  EXPECT_EQ(EnglishText(AutoEncoding(floats->info).note), "Linear: a float TIFF without a color profile");
}

TEST(TiffSamples, MakesUnusableHalvesZero) {
  TiffSpec spec;
  spec.bits = 16;
  spec.is_float = true;
  spec.size = {1, 1};
  spec.mode = "wl";
  std::vector<uint8_t> file = WriteTiff(spec, {1, 1, 2047});
  const uint8_t bad[] = {0x00, 0x7C, 0x00, 0x7E};  // Infinity and NaN; the strip follows the header.
  std::memcpy(file.data() + 8, bad, sizeof bad);
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(SampleAt<float>(scan->rows, 0), 0.0f);
  EXPECT_EQ(SampleAt<float>(scan->rows, 1), 0.0f);
  EXPECT_EQ(SampleAt<float>(scan->rows, 2), 2047.0f / 2048.0f);
}

}  // namespace
}  // namespace easelight
