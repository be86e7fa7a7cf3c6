// Mosaics of DNGs that are packed as lossless JPEG: LibRaw's codes, at any size, and damage of every kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/english/english.h"
#include "core/io/decoder.h"
#include "tests/io/memory_file.h"
#include "tests/io/photosites.h"
#include "tests/io/sample_files.h"
#include "tests/synthetic/dng.h"

namespace easelight {
namespace {

DngSpec LosslessMosaic(uint32_t predictor, uint32_t bits, Extent tile, uint32_t components) {
  DngSpec spec;
  spec.size = {144, 61};
  spec.bits = bits;
  spec.tile = tile;
  spec.lossless = predictor;
  spec.components = components;
  spec.preview_first = true;
  return spec;
}

void ExpectPhotosites(const std::vector<uint16_t>& photosites, const std::vector<uint32_t>& codes) {
  ASSERT_EQ(photosites.size(), codes.size());
  for (size_t i = 0; i < codes.size(); ++i) ASSERT_EQ(photosites[i], codes[i]) << i;
}

TEST(LosslessDng, ReadsWhatLibRawUnpacks) {
  for (uint32_t predictor = 1; predictor <= 7; ++predictor) {
    for (const uint32_t bits : {8u, 10u, 12u, 14u, 16u}) {
      for (const Extent tile : {Extent{}, Extent{64, 16}, Extent{32, 61}, Extent{144, 7}, Extent{80, 100}}) {
        DngSpec spec = LosslessMosaic(predictor, bits, tile, bits % 4 == 2 ? 1 : 2);
        spec.big_endian = bits == 12;
        const std::vector<uint32_t> codes = TestCodes(spec.size, 1, bits);
        const std::vector<uint8_t> file = WriteDng(spec, codes);
        SCOPED_TRACE(std::to_string(predictor) + ' ' + std::to_string(bits) + ' ' + std::to_string(tile.width));
        ExpectPhotosites(KeptPhotosites(file), codes);
        ExpectPhotosites(PhotositesOf(file), codes);
      }
    }
  }
}

// Whose rows are not those of the picture: their samples follow each other all the same.
TEST(LosslessDng, ReadsStreamsOfOtherRows) {
  for (const uint32_t components : {1u, 2u, 4u}) {
    for (const Extent tile : {Extent{}, Extent{48, 20}}) {
      DngSpec spec = LosslessMosaic(1, 14, tile, components);
      spec.size.height = 60;
      spec.rows_at_once = 2;
      const std::vector<uint32_t> codes = TestCodes(spec.size, 1, spec.bits);
      const std::vector<uint8_t> file = WriteDng(spec, codes);
      ExpectPhotosites(KeptPhotosites(file), codes);
      ExpectPhotosites(PhotositesOf(file), codes);
    }
  }
}

// LibRaw reads the first strip and leaves the rest black; of tiles that are wider than the sensor it takes too much.
TEST(LosslessDng, ReadsStripsAndWideTiles) {
  for (const uint32_t strip_rows : {1u, 8u, 60u}) {
    DngSpec spec = LosslessMosaic(4, 12, {}, 2);
    spec.strip_rows = strip_rows;
    const std::vector<uint32_t> codes = TestCodes(spec.size, 1, spec.bits);
    ExpectPhotosites(KeptPhotosites(WriteDng(spec, codes)), codes);
  }
  for (const Extent tile : {Extent{160, 16}, Extent{256, 256}}) {
    const DngSpec spec = LosslessMosaic(1, 16, tile, 2);
    const std::vector<uint32_t> codes = TestCodes(spec.size, 1, spec.bits);
    ExpectPhotosites(KeptPhotosites(WriteDng(spec, codes)), codes);
  }
}

TEST(LosslessDng, LooksCodesUpInTheLinearizationTable) {
  DngSpec spec = LosslessMosaic(1, 8, {64, 16}, 2);
  for (uint32_t i = 0; i < 256; ++i) spec.curve.push_back(i * i);
  std::vector<uint32_t> codes = TestCodes(spec.size, 1, 8);
  const std::vector<uint8_t> file = WriteDng(spec, codes);
  for (uint32_t& code : codes) code *= code;
  ExpectPhotosites(KeptPhotosites(file), codes);
  ExpectPhotosites(PhotositesOf(file), codes);
}

TEST(LosslessDng, ReadsMosaicsWithLevelsAndMargins) {
  DngSpec spec;
  spec.size = {64, 48};
  spec.bits = 14;
  spec.white = 15000;
  spec.black = {512};
  spec.active_area = {4, 6, 44, 60};
  spec.tile = {32, 32};
  const std::vector<uint32_t> codes = TestCodes(spec.size, 1, spec.bits);
  const auto plain = DecodeAll(WriteDng(spec, codes));
  spec.lossless = 6;
  const auto lossless = DecodeAll(WriteDng(spec, codes));
  ASSERT_TRUE(lossless.ok()) << EnglishText(lossless.status());
  EXPECT_EQ(lossless->info.size, (Extent{54, 40}));
  EXPECT_EQ(lossless->info.channels, 3);
  EXPECT_TRUE(lossless->rows == plain->rows);
}

// LibRaw measures black only if it unpacks the file; a file of a size that it would refuse has the same.
TEST(LosslessDng, TakesBlackFromMaskedPhotosites) {
  DngSpec spec;
  spec.size = {64, 48};
  spec.bits = 14;
  spec.white = 15000;
  spec.active_area = {0, 16, 48, 64};
  spec.masked_area = {2, 3, 41, 14};
  // Each color of the filter has a black of its own.
  std::vector<uint32_t> codes = FlatCodes(spec, {6000, 7000, 8000});
  for (uint32_t i = 0; i < codes.size(); ++i) {
    const uint32_t x = i % 64, y = i / 64;
    if (x < 16) codes[i] = 500 + 20 * (y % 2) + 7 * (x % 2) + (i % 5);
  }
  const auto raw = std::make_unique<LibRaw>();
  const std::vector<uint8_t> plain = WriteDng(spec, codes);
  ASSERT_EQ(raw->open_buffer(plain.data(), plain.size()), LIBRAW_SUCCESS);
  ASSERT_EQ(raw->unpack(), LIBRAW_SUCCESS);
  const libraw_colordata_t& color = raw->imgdata.color;
  const auto light = [&](uint32_t code, size_t c) {
    const double black = color.black + color.cblack[c];
    return static_cast<uint16_t>(std::lround((code - black) / (spec.white - black) * 65535));
  };
  ASSERT_GT(color.black + color.cblack[2], color.black + color.cblack[0]);
  for (const uint32_t lossless : {0u, 1u}) {
    spec.lossless = lossless;
    const auto scan = DecodeAll(WriteDng(spec, codes));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    ASSERT_EQ(scan->info.size, (Extent{48, 48}));
    // Red in the even rows and columns, blue in the odd ones.
    for (size_t y = 10; y < 12; ++y) {
      const size_t c = y % 2 * 2;
      EXPECT_EQ(SampleAt<uint16_t>(scan->rows, (y * 48 + 10 + y % 2) * 3 + c), light(c == 0 ? 6000 : 8000, c)) << y;
    }
  }
}

// Keeps nothing, but compares each row with that of the tile.
class TiledScratch final : public BlockFile {
 public:
  TiledScratch(const std::vector<uint32_t>& tile, uint32_t side, uint32_t width)
      : tile_(tile), side_(side), width_(width) {}

  uint64_t size() const override { return written_; }
  Status ReadAt(uint64_t, MutableByteSpan) override { return IoError("file-unread", {{"reason", "nothing is kept"}}); }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    EXPECT_EQ(offset, written_);
    for (size_t at = 0; at < bytes.size(); at += 2) {
      const uint64_t i = (offset + at) / 2;
      const auto code = static_cast<uint32_t>(bytes[at] | bytes[at + 1] << 8);
      wrong_ += code != tile_[i / width_ % side_ * side_ + i % width_ % side_] ? 1 : 0;
    }
    written_ += bytes.size();
    return OkStatus();
  }
  Status Shorten(uint64_t) override { return OkStatus(); }
  uint64_t wrong() const { return wrong_; }

 private:
  const std::vector<uint32_t>& tile_;
  const uint32_t side_, width_;
  uint64_t written_ = 0;
  uint64_t wrong_ = 0;
};

// What LibRaw would need 130 MiB for: as Adobe DNG Converter packs a back of medium format, in 33 tiles side by side.
TEST(LosslessDng, ReadsSensorsOfAnySize) {
  constexpr uint32_t kTile = 256;
  DngSpec spec = LosslessMosaic(1, 16, {kTile, kTile}, 2);
  spec.size = {8300, 8200};
  spec.same_tiles = true;
  const std::vector<uint32_t> tile = TestCodes(spec.tile, 1, spec.bits);
  MemoryBlockFile source(WriteDng(spec, tile));
  const auto decoder = OpenScan(source);
  ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
  EXPECT_EQ((*decoder)->info().size, spec.size);
  TiledScratch scratch(tile, kTile, spec.size.width);
  const Status status = (*decoder)->Unpack({&scratch, 0});
  EXPECT_TRUE(status.ok()) << EnglishText(status);
  EXPECT_EQ(scratch.size(), spec.size.pixels() * 2);
  EXPECT_EQ(scratch.wrong(), 0u);
}

TEST(LosslessDng, RefusesStreamsThatContradictTheFile) {
  DngSpec spec = LosslessMosaic(1, 12, {64, 16}, 2);
  const std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, 1, spec.bits));
  const std::vector<uint8_t> mark = {0xFF, 0xC3};
  const auto first = std::search(file.begin(), file.end(), mark.begin(), mark.end());
  const auto second = std::search(first + 2, file.end(), mark.begin(), mark.end());
  const auto refusal = [&](std::ptrdiff_t at, uint8_t value) {
    std::vector<uint8_t> changed = file;
    changed[static_cast<size_t>(at)] = value;
    return EnglishText(DecodeAll(changed).status());
  };
  const std::ptrdiff_t frame = second - file.begin();
  // Fewer rows, other widths, too few bits: whichever it is, the place is named.
  for (const auto& [at, value] : {std::pair{6, 15}, {8, 31}, {7, 255}, {4, 8}}) {
    EXPECT_THAT(refusal(frame + at, static_cast<uint8_t>(value)),
                testing::MatchesRegex("the camera raw file is damaged near byte [0-9,]+"))
        << at;
  }
}

}  // namespace
}  // namespace easelight
