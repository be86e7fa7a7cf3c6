// Linear DNGs: levels, tables and crops hold whatever the size, the compression and the place of the picture.
#include <gtest/gtest.h>
#include <tiff.h>

#include <algorithm>
#include <cmath>

#include "core/english/english.h"
#include "core/io/codecs.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"
#include "tests/synthetic/dng.h"
#include "tests/synthetic/tiff_writer.h"

namespace easelight {
namespace {

using enum TiffType;

// Adobe DNG 1.4.
constexpr uint16_t kDngVersion = 0xC612, kLinearization = 0xC618, kBlackRepeat = 0xC619, kBlack = 0xC61A,
                   kBlackByColumn = 0xC61B, kBlackByRow = 0xC61C, kWhite = 0xC61D, kCropOrigin = 0xC61F,
                   kCropSize = 0xC620, kActiveArea = 0xC68D;
constexpr uint16_t kLinear = 34892;

WrittenPage LinearPage(Extent size, std::vector<WrittenPage::Entry> entries, uint32_t samples = 3) {
  WrittenPage page{size, 16, samples, kLinear, TestCodes(size, samples, 16), std::move(entries), {}, {}};
  page.entries.push_back({kDngVersion, kByte, {1, 4, 0, 0}});
  return page;
}

uint16_t LightOf(double code, double black, double white) {
  return static_cast<uint16_t>(std::floor(std::clamp((code - black) / (white - black), 0.0, 1.0) * 65535 + 0.5));
}

// Of each sample of the stored picture: its light, by black and white at that place.
template <typename Levels>
void ExpectLight(const std::vector<WrittenPage>& pages, const WrittenPage& page, const Levels& levels) {
  const auto scan = DecodeAll(WritePages(pages));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  ASSERT_EQ(scan->info.size, page.size);
  ASSERT_EQ(scan->info.format, SampleFormat::kUint16);
  const size_t row = size_t{page.size.width} * page.samples;
  for (size_t i = 0; i < page.codes.size(); ++i) {
    const auto [black, white] = levels(i / row, i % row / page.samples, i % page.samples);
    // Halves may go either way.
    ASSERT_NEAR(SampleAt<uint16_t>(scan->rows, i), LightOf(page.codes[i], black, white), 1) << i;
  }
}

template <typename Levels>
void ExpectLight(const WrittenPage& page, const Levels& levels) {
  ExpectLight({page}, page, levels);
}

struct BlackAndWhite {
  double black, white;
};

TEST(LinearDng, HasLevelsOfItsOwnForEachChannel) {
  const WrittenPage page =
      LinearPage({48, 32}, {{kBlack, kLong, {900, 2000, 100}}, {kWhite, kLong, {60000, 50000, 65535}}});
  ExpectLight(page, [](size_t, size_t, size_t c) {
    return BlackAndWhite{std::array{900.0, 2000.0, 100.0}[c], std::array{60000.0, 50000.0, 65535.0}[c]};
  });
}

TEST(LinearDng, TakesOneLevelForAll) {
  const WrittenPage page = LinearPage({48, 32}, {{kBlack, kRational, {8001, 8}}, {kWhite, kShort, {50000}}});
  ExpectLight(page, [](size_t, size_t, size_t) { return BlackAndWhite{1000, 50000}; });
}

TEST(LinearDng, HasNoLevelsWhereNoneAreSaid) {
  ExpectLight(LinearPage({48, 32}, {}), [](size_t, size_t, size_t) { return BlackAndWhite{0, 65535}; });
}

TEST(LinearDng, RepeatsATileOfBlackLevelsAndAddsThoseOfRowsAndColumns) {
  std::vector<uint32_t> rows, columns;
  for (uint32_t y = 0; y < 32; ++y) rows.insert(rows.end(), {y, 1});
  for (uint32_t x = 0; x < 48; ++x) columns.insert(columns.end(), {0u - 3 * x, 1});
  const std::vector<uint32_t> tile = {500, 600, 700, 800, 900, 1000, 550, 650, 750, 850, 950, 1050};
  const WrittenPage page = LinearPage({48, 32}, {{kBlackRepeat, kShort, {2, 2}},
                                                 {kBlack, kLong, tile},
                                                 {kBlackByRow, kSignedRational, rows},
                                                 {kBlackByColumn, kSignedRational, columns},
                                                 {kWhite, kLong, {60000, 60000, 60000}}});
  ExpectLight(page, [&](size_t y, size_t x, size_t c) {
    const double place = tile[(y % 2 * 2 + x % 2) * 3 + c];
    return BlackAndWhite{place + static_cast<double>(y) - 3.0 * static_cast<double>(x), 60000};
  });
}

TEST(LinearDng, HoldsWhateverThePlaceOfThePicture) {
  WrittenPage page = LinearPage({48, 32}, {{kBlack, kLong, {900}}, {kWhite, kLong, {60000}}});
  const auto levels = [](size_t, size_t, size_t) { return BlackAndWhite{900, 60000}; };
  WrittenPage first{{8, 5}, 8, 3, 2, TestCodes({8, 5}, 3, 8), {{kDngVersion, kByte, {1, 4, 0, 0}}}, {}, {}};
  ExpectLight({first, page}, page, levels);
  first.children = {page};
  ExpectLight({first}, page, levels);
}

TEST(LinearDng, ReadsGraySensors) {
  const WrittenPage page = LinearPage({48, 32}, {{kBlack, kLong, {900}}, {kWhite, kLong, {60000}}}, 1);
  ExpectLight(page, [](size_t, size_t, size_t) { return BlackAndWhite{900, 60000}; });
}

TEST(LinearDng, ReadsNarrowCodes) {
  for (const uint32_t bits : {8u, 10u, 12u, 14u}) {
    DngSpec spec;
    spec.samples = 3;
    spec.bits = bits;
    spec.white = (1u << bits) - 20;
    spec.black = {10, 10, 10};
    const std::vector<uint32_t> codes = TestCodes(spec.size, 3, bits);
    const auto scan = DecodeAll(WriteDng(spec, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.bits_in_file, bits);
    for (size_t i = 0; i < codes.size(); ++i) {
      ASSERT_NEAR(SampleAt<uint16_t>(scan->rows, i), LightOf(codes[i], 10, spec.white), 1) << bits << " bits, " << i;
    }
  }
}

TEST(LinearDng, LooksUpItsTableFirst) {
  std::vector<uint32_t> table;
  for (uint32_t code = 0; code < 200; ++code) table.push_back(code * 300);
  WrittenPage page = LinearPage({48, 32}, {{kLinearization, kShort, table}, {kBlack, kLong, {3000}}});
  page.bits = 8;
  page.codes = TestCodes(page.size, 3, 8);
  const auto scan = DecodeAll(WritePages({page}));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.bits_in_file, 8);
  for (size_t i = 0; i < page.codes.size(); ++i) {
    // White is what the table ends with.
    const uint16_t light = LightOf(table[std::min<size_t>(page.codes[i], 199)], 3000, 59700);
    ASSERT_NEAR(SampleAt<uint16_t>(scan->rows, i), light, 1) << i;
  }
}

TEST(LinearDng, IsCutToItsActiveAreaAndCrop) {
  const auto place = [](std::vector<WrittenPage::Entry> entries, PixelRect part) {
    const WrittenPage page = LinearPage({48, 32}, std::move(entries));
    const auto scan = DecodeAll(WritePages({page}));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    ASSERT_EQ(scan->info.size, part.extent());
    for (size_t y = 0; y < part.height; ++y) {
      for (size_t i = 0; i < size_t{part.width} * 3; ++i) {
        const uint32_t code = page.codes[((part.y + y) * page.size.width + part.x) * 3 + i];
        ASSERT_EQ(SampleAt<uint16_t>(scan->rows, y * part.width * 3 + i), code);
      }
    }
  };
  const WrittenPage::Entry area = {kActiveArea, kShort, {3, 5, 30, 41}};
  const WrittenPage::Entry origin = {kCropOrigin, kRational, {4, 2, 1, 1}}, size = {kCropSize, kShort, {30, 20}};
  place({area}, {5, 3, 36, 27});
  place({area, origin, size}, {7, 4, 30, 20});
  place({origin, size}, {2, 1, 30, 20});
  // What leaves the picture is no crop.
  place({area, origin, {kCropSize, kShort, {35, 20}}}, {5, 3, 36, 27});
  place({{kActiveArea, kShort, {3, 5, 33, 41}}}, {0, 0, 48, 32});
  place({{kActiveArea, kShort, {3, 5, 3, 41}}}, {0, 0, 48, 32});
  // Levels that repeat do so from the active area's corner on.
  const WrittenPage page = LinearPage({48, 32}, {area,
                                                 origin,
                                                 size,
                                                 {kBlackRepeat, kShort, {1, 2}},
                                                 {kBlack, kLong, {0, 0, 0, 1000, 1000, 1000}},
                                                 {kWhite, kLong, {65535}}});
  const auto scan = DecodeAll(WritePages({page}));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  for (size_t x = 0; x < 30; ++x) {
    const uint32_t code = page.codes[(4 * 48 + 7 + x) * 3];
    EXPECT_NEAR(SampleAt<uint16_t>(scan->rows, 3 * x), LightOf(code, x % 2 == 0 ? 0 : 1000, 65535), 1);
  }
}

TEST(LinearDng, ReadsEveryCompressionOfTiffs) {
  for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS}) {
    for (const uint32_t tile : {0u, 16u}) {
      TiffSpec spec;
      spec.bits = 16;
      spec.photometric = kLinear;
      spec.compression = compression;
      spec.tile = tile;
      const std::vector<uint32_t> codes = TestCodes(spec.size, 3, 16);
      const auto scan = DecodeAll(WriteTiff(spec, codes));
      ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
      EXPECT_TRUE(scan->info.linear);
      for (size_t i = 0; i < codes.size(); ++i) ASSERT_EQ(SampleAt<uint16_t>(scan->rows, i), codes[i]);
    }
  }
}

// LibRaw, which unpacks what the TIFF decoder cannot, leads to the same bytes.
TEST(LinearDng, IsTheSameByWhicheverDecoder) {
  for (const bool preview_first : {false, true}) {
    for (const uint32_t bits : {12u, 16u}) {
      DngSpec spec;
      spec.samples = 3;
      spec.bits = bits;
      spec.black = {20, 30, 40};
      spec.white = (1u << bits) - 100;
      spec.preview_first = preview_first;
      spec.orientation = 8;
      spec.neutral = {0.5, 1, 0.8};
      spec.active_area = {2, 4, 30, 44};
      MemoryBlockFile file(WriteDng(spec, TestCodes(spec.size, 3, bits)));
      const auto tiff = DecodeAll(file);
      ASSERT_TRUE(tiff.ok()) << EnglishText(tiff.status());
      const auto raw = OpenRaw(file);
      ASSERT_TRUE(raw.ok()) << EnglishText(raw.status());
      EXPECT_EQ((*raw)->info().size, tiff->info.size);
      EXPECT_EQ((*raw)->info().container, tiff->info.container);
      EXPECT_EQ((*raw)->info().orientation, tiff->info.orientation);
      EXPECT_EQ((*raw)->info().bits_in_file, tiff->info.bits_in_file);
      EXPECT_EQ((*raw)->info().linear, tiff->info.linear);
      EXPECT_EQ((*raw)->info().camera, tiff->info.camera);
      EXPECT_EQ((*raw)->info().exif, tiff->info.exif);
      MemoryBlockFile scratch;
      ASSERT_TRUE((*raw)->Unpack({&scratch, 0}).ok());
      std::vector<uint8_t> rows(tiff->rows.size());
      ASSERT_EQ(*(*raw)->ReadRows(rows), tiff->info.size.height);
      EXPECT_TRUE(rows == tiff->rows) << bits << " bits";
    }
  }
}

TEST(LinearDng, RefusesLevelsThatLeaveNoLight) {
  const WrittenPage page = LinearPage({48, 32}, {{kBlack, kLong, {5000}}, {kWhite, kLong, {5000}}});
  EXPECT_EQ(
      EnglishText(DecodeAll(WritePages({page})).status()),
      "the raw file's white level is 5000 and its black level 5000; white must be above black, and at most 65535");
}

// 300 megapixels: by its header, as it is in nobody's memory.
TEST(LinearDng, MayHaveAnySize) {
  DngSpec spec;
  spec.size = {20000, 15000};
  spec.samples = 3;
  spec.preview_first = true;
  spec.black = {100, 100, 100};
  const std::vector<uint8_t> header = WriteDng(spec, {});
  SparseSource source(header.size() + spec.size.pixels() * 6,
                      [&](uint64_t at) { return at < header.size() ? header[at] : uint8_t{100}; });
  const auto decoder = OpenScan(source);
  ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  EXPECT_EQ((*decoder)->info().container, "DNG");
  EXPECT_EQ((*decoder)->scratch_bytes(), 0u);
  std::vector<uint8_t> row((*decoder)->info().row_bytes());
  ASSERT_EQ(*(*decoder)->ReadRows(row), 1u);
  EXPECT_EQ(SampleAt<uint16_t>(row, 0), LightOf(0x6464, 100, 65535));
}

}  // namespace
}  // namespace easelight
