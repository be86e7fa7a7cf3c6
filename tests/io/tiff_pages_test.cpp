// Which page of a TIFF is the picture, what its further channels are, and what is wrong with a damaged directory.
#include "core/io/tiff/tiff_pages.h"

#include <gtest/gtest.h>

#include <random>

#include "core/english/english.h"
#include "tests/io/memory_file.h"
#include "tests/synthetic/tiff_writer.h"

namespace easelight {
namespace {

WrittenPage SmallPage(Extent size, uint32_t samples, uint32_t seed) {
  WrittenPage page{size, 16, samples, static_cast<uint16_t>(samples == 1 ? 1 : 2), {}, {}, {}, {}};
  for (uint32_t i = 0; i < size.pixels() * samples; ++i) page.codes.push_back((i * 40503u + seed * 977u) % 65536);
  return page;
}

WrittenPage Of(WrittenPage page, uint16_t tag, TiffType type, std::vector<uint32_t> values) {
  page.entries.push_back({tag, type, std::move(values)});
  return page;
}

void ExpectSamples(const DecodedScan& scan, const std::vector<uint32_t>& codes) {
  ASSERT_EQ(scan.rows.size(), codes.size() * BytesPerSample(scan.info.format));
  for (size_t i = 0; i < codes.size(); ++i) {
    const bool narrow = scan.info.format == SampleFormat::kUint8;
    ASSERT_EQ(narrow ? scan.rows[i] : SampleAt<uint16_t>(scan.rows, i), codes[i]) << "sample " << i;
  }
}

FurtherChannel FurtherChannelOf(const WrittenPage& page) {
  const auto scan = DecodeAll(WritePages({page}));
  EXPECT_TRUE(scan.ok()) << EnglishText(scan.status());
  return scan.ok() ? scan->info.further_channel : FurtherChannel::kNone;
}

TEST(FurtherChannels, AreNamedByTheFileUnlessAScannerMadeIt) {
  const WrittenPage plain = SmallPage({8, 6}, 4, 1);
  const auto marked = [&](uint32_t as) { return Of(plain, 0x0152, TiffType::kShort, {as}); };
  EXPECT_EQ(FurtherChannelOf(SmallPage({8, 6}, 3, 1)), FurtherChannel::kNone);
  EXPECT_EQ(FurtherChannelOf(plain), FurtherChannel::kUnnamed);
  EXPECT_EQ(FurtherChannelOf(marked(0)), FurtherChannel::kUnnamed);
  EXPECT_EQ(FurtherChannelOf(marked(1)), FurtherChannel::kDividedAlpha);
  EXPECT_EQ(FurtherChannelOf(marked(2)), FurtherChannel::kAlpha);
  for (const uint32_t as : {0u, 1u, 2u}) {
    WrittenPage page = marked(as);
    page.texts = {{0x0131, "SilverFast 8.8.0r20"}};
    EXPECT_EQ(FurtherChannelOf(page), FurtherChannel::kInfrared);
    page.texts = {{0x010F, "Nikon"}, {0x0110, "SUPER COOLSCAN 9000 ED"}};
    EXPECT_EQ(FurtherChannelOf(page), FurtherChannel::kInfrared);
  }
}

TEST(FurtherChannels, DivideColorsOfEveryKind) {
  // 8 bits; a color brighter than its alpha is white.
  WrittenPage page{{3, 1}, 8, 4, 2, {50, 10, 100, 100, 7, 0, 9, 0, 200, 4, 5, 100}, {}, {}, {}};
  page = Of(page, 0x0152, TiffType::kShort, {1});
  auto scan = DecodeAll(WritePages({page}));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  ExpectSamples(*scan, {128, 26, 255, 0, 0, 0, 255, 10, 13});
  // Gray, and ink in place of light.
  for (const uint16_t photometric : {uint16_t{1}, uint16_t{0}}) {
    page = Of({{2, 1}, 16, 2, photometric, {20000, 40000, 30000, 65535}, {}, {}, {}}, 0x0152, TiffType::kShort, {1});
    scan = DecodeAll(WritePages({page}, true));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.channels, 1);
    ExpectSamples(*scan, photometric == 1 ? std::vector<uint32_t>{32768, 30000} : std::vector<uint32_t>{32767, 35535});
  }
}

// The width of what is opened tells which it was.
uint32_t OpenedWidth(const std::vector<WrittenPage>& pages) {
  const auto scan = DecodeAll(WritePages(pages));
  EXPECT_TRUE(scan.ok()) << EnglishText(scan.status());
  return scan.ok() ? scan->info.size.width : 0;
}

TEST(WhichPage, IsTheLargestInColorThatIsNotMarked) {
  const WrittenPage color = SmallPage({20, 10}, 3, 1), larger = SmallPage({22, 10}, 3, 2);
  const WrittenPage gray = SmallPage({21, 10}, 1, 3), small = SmallPage({5, 3}, 3, 4);
  const auto marked = [](const WrittenPage& page, uint32_t as) { return Of(page, 0x00FE, TiffType::kLong, {as}); };
  EXPECT_EQ(OpenedWidth({small, color}), 20u);
  EXPECT_EQ(OpenedWidth({small, color, larger}), 22u);
  EXPECT_EQ(OpenedWidth({gray, color}), 20u);
  EXPECT_EQ(OpenedWidth({marked(gray, 4), color}), 20u);
  EXPECT_EQ(OpenedWidth({marked(larger, 1), color}), 20u);
  EXPECT_EQ(OpenedWidth({Of(larger, 0x00FF, TiffType::kShort, {2}), color}), 20u);
  EXPECT_EQ(OpenedWidth({marked(larger, 4), color}), 20u);
  EXPECT_EQ(OpenedWidth({small, gray}), 21u) << "the thumbnail of a black-and-white scan";
  EXPECT_EQ(OpenedWidth({marked(small, 1), marked(color, 1)}), 20u) << "all are marked";
  WrittenPage parent = small;
  parent.children = {color, gray};
  EXPECT_EQ(OpenedWidth({parent}), 20u);
  EXPECT_EQ(OpenedWidth({parent, larger}), 22u);
  WrittenPage grandparent = small;
  grandparent.children = {parent};
  EXPECT_EQ(OpenedWidth({grandparent}), 20u);
}

TEST(WhichPage, EndsWithDirectoriesThatLeadInCircles) {
  WrittenPage parent = SmallPage({5, 3}, 3, 1);
  parent.children = {SmallPage({20, 10}, 3, 2)};
  const std::vector<WrittenPage> pages = {parent, SmallPage({6, 3}, 3, 3)};
  const std::vector<uint8_t> honest = WritePages(pages);
  // Every place that a directory names, changed to every other directory and to itself.
  std::mt19937 random(20261127);
  int opened = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<uint8_t> file = honest;
    for (int changes = 0; changes < 3; ++changes) {
      const size_t at = 8 + random() % 500;
      file[at] = static_cast<uint8_t>(random() % 2 == 0 ? 8 : random());
    }
    const auto scan = DecodeAll(file);
    opened += scan.ok();
    EXPECT_TRUE(scan.ok() || !EnglishText(scan.status()).empty());
  }
  EXPECT_GT(opened, 300);
  std::vector<uint8_t> loop = WritePages({SmallPage({20, 10}, 3, 1)});
  const size_t next = 8 + 2 + 12 * size_t{loop[8]};
  loop[next] = 8;
  EXPECT_EQ(DecodeAll(loop)->info.size.width, 20u);
}

TEST(WhichPage, IsSoughtAmongAFewOnly) {
  std::vector<WrittenPage> pages(kMaxTiffDirectories, SmallPage({5, 3}, 3, 1));
  pages.push_back(SmallPage({20, 10}, 3, 2));
  EXPECT_EQ(OpenedWidth(pages), 5u);
  pages.erase(pages.begin());
  EXPECT_EQ(OpenedWidth(pages), 20u);
}

// A file of one page with another count of a tag's values.
std::vector<uint8_t> WithCount(uint16_t tag, uint32_t count) {
  std::vector<uint8_t> file = WritePages({SmallPage({20, 10}, 3, 1)});
  for (size_t at = 10; at < 10 + 12 * size_t{file[8]}; at += 12) {
    if ((file[at] | file[at + 1] << 8) != tag) continue;
    for (size_t i = 0; i < 4; ++i) file[at + 4 + i] = static_cast<uint8_t>(count >> 8 * i);
  }
  return file;
}

TEST(DamagedDirectories, AreToldByTheCountThatIsWrong) {
  const auto refused = [](const std::vector<uint8_t>& file) { return EnglishText(DecodeAll(file).status()); };
  EXPECT_EQ(
      refused(WithCount(0x0111, 0x7FFFFFFF)),
      "the TIFF directory says that StripOffsets has 2,147,483,647 values from byte 140 on; the file ends at byte "
      "1,340");
  EXPECT_EQ(refused(WithCount(0x0102, 2)), "the TIFF directory says that BitsPerSample has 2 values; there can be 3");
  EXPECT_EQ(refused(WithCount(0x0115, 7)), "the TIFF directory says that SamplesPerPixel has 7 values; there can be 1");
  EXPECT_EQ(refused(WithCount(0x0100, 0)),
            "the TIFF directory says that ImageWidth has no values; at least one is needed");
  std::vector<uint8_t> file = WithCount(0, 0);
  file[9] = 1;
  EXPECT_EQ(
      refused(file),
      "the TIFF directory at byte 8 says that it has 266 entries; 110 lie before byte 1,340, where the file ends");
  // None is told in words that are not ours.
  for (uint16_t tag = 0x0100; tag <= 0x011C; ++tag) {
    for (const uint32_t count : {0u, 2u, 5u, 1000u, 0x10000u, 0x7FFFFFFFu, 0xFFFFFFFFu}) {
      const Status status = DecodeAll(WithCount(tag, count)).status();
      EXPECT_NE(status.sentence().name(), "tiff-refused") << tag << " " << count << ": " << EnglishText(status);
      EXPECT_NE(status.sentence().name(), "tiff-memory") << tag << " " << count << ": " << EnglishText(status);
    }
  }
}

}  // namespace
}  // namespace easelight
