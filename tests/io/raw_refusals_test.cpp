// Camera raw files that are refused, of another decoder, cut short, damaged or hostile.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/english/english.h"
#include "core/io/decoder.h"
#include "core/io/scan_limits.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"
#include "tests/synthetic/dng.h"

namespace easelight {
namespace {

TEST(RawRefusals, RefusesWhatDoesNotFitBeforeUnpacking) {
  constexpr uint16_t kLossy = 34892;
  DngSpec spec;
  spec.size = {12000, 9000};
  spec.compression = kLossy;
  EXPECT_EQ(
      EnglishText(DecodeAll(WriteDng(spec, {})).status()),
      "a camera raw file that is compressed is unpacked whole; 12000 x 9000 photosites need 207 MiB, and the limit is "
      "128 MiB; convert it with Adobe DNG Converter to a DNG without lossy compression, which is read at any size");
  EXPECT_EQ(DecodeAll(WriteDng(spec, {})).status().code(), StatusCode::kResourceExhausted);
  spec.compression = 1;
  spec.size = {70000, 100};
  EXPECT_FALSE(DecodeAll(WriteDng(spec, {})).ok());
  spec.size = {6000, 4000};
  spec.samples = 3;
  spec.compression = kLossy;
  EXPECT_EQ(EnglishText(DecodeAll(WriteDng(spec, {})).status()),
            "a camera raw file is unpacked whole; 6000 x 4000 pixels in color need 184 MiB, and the limit is 128 MiB; "
            "convert it with Adobe DNG Converter to a DNG without lossy compression, which is read at any size");
}

TEST(RawRefusals, RefusesWhatItCannotTell) {
  DngSpec spec;
  spec.is_float = true;
  spec.bits = 32;
  spec.preview_first = true;
  spec.compression = 8;
  EXPECT_EQ(EnglishText(DecodeAll(WriteDng(spec, FlatCodes(spec, {0, 0, 0}))).status()),
            "this camera raw file has floating point samples; integers are read");
  spec = {};
  spec.black = {5000};
  spec.white = 4000;
  EXPECT_EQ(
      EnglishText(DecodeAll(WriteDng(spec, FlatCodes(spec, {0, 0, 0}))).status()),
      "the raw file's white level is 4000 and its black level 5000; white must be above black, and at most 65535");
  const std::string cr3 = std::string("\0\0\0\x18", 4) + "ftypcrx \0\0\0\1crx isom........";
  EXPECT_EQ(EnglishText(DecodeAll({cr3.begin(), cr3.end()}).status()),
            "the camera raw file is damaged, or ends too early");
}

// With what to do instead.
TEST(RawRefusals, RefusesByNameWhatNoLibraryReads) {
  DngSpec nikon;
  nikon.dng = false;
  nikon.make = "NIKON CORPORATION";
  nikon.bits = 14;
  nikon.compression = 34713;
  for (const char* model : {"NIKON Z 8", "NIKON Z 9", "NIKON Z f"}) {
    nikon.model = model;
    // JPEG XS's first two markers: FF 10 FF 50.
    EXPECT_EQ(
        EnglishText(DecodeAll(WriteDng(nikon, {0x3FC4, 0x0FF5, 0})).status()),
        "this camera raw file is packed by Nikon’s High Efficiency method, which is not public; convert it to DNG "
        "with Adobe DNG Converter, and set the camera to lossless compression for the next roll");
  }
  for (const auto& [compression, method] : {std::pair{52546, "JPEG XL"}, {9, "VC-5"}, {8, "Deflate"}}) {
    DngSpec dng;
    dng.compression = static_cast<uint16_t>(compression);
    EXPECT_EQ(
        EnglishText(DecodeAll(WriteDng(dng, FlatCodes(dng, {1, 2, 3}))).status()),
        "this DNG is packed by " + std::string(method) +
            ", which is not read; convert it with Adobe DNG Converter to a DNG in lossless JPEG, or one that is not "
            "compressed");
  }
  const std::string x3f = "FOVb" + std::string(300, '\0');
  EXPECT_EQ(EnglishText(DecodeAll({x3f.begin(), x3f.end()}).status()),
            "this camera raw file is of a Foveon sensor, which is not read; save it as a TIFF of 16 bits with Sigma "
            "Photo Pro");
}

TEST(RawRefusals, MustBeUnpackedFirst) {
  const DngSpec spec;
  MemoryBlockFile file(WriteDng(spec, FlatCodes(spec, {1000, 2000, 3000})));
  const auto decoder = OpenScan(file);
  ASSERT_TRUE(decoder.ok());
  std::vector<uint8_t> rows((*decoder)->info().row_bytes());
  EXPECT_EQ(EnglishText((*decoder)->ReadRows(rows).status()), "the camera raw file has not been unpacked");
}

TEST(RawRefusals, KeepsItsScratchToItsPlace) {
  const DngSpec spec;
  MemoryBlockFile file(WriteDng(spec, TestCodes(spec.size, 1, 16)));
  const auto decoder = OpenScan(file);
  ASSERT_TRUE(decoder.ok());
  MemoryBlockFile scratch(std::vector<uint8_t>(1000, 7));
  ASSERT_TRUE((*decoder)->Unpack({&scratch, 1000}).ok());
  EXPECT_EQ(scratch.size(), 1000 + (*decoder)->scratch_bytes());
  EXPECT_TRUE(std::all_of(scratch.bytes().begin(), scratch.bytes().begin() + 1000, [](uint8_t b) { return b == 7; }));
  scratch.set_capacity(1500);
  const auto again = OpenScan(file);
  EXPECT_EQ(EnglishText((*again)->Unpack({&scratch, 1000})), "the disk has no room: the test disk is full");
}

TEST(RawRefusals, NoticesTruncation) {
  DngSpec spec;
  spec.size = {32, 24};
  for (const uint32_t bits : {12u, 16u}) {
    for (const uint32_t lossless : {0u, 1u}) {
      spec.bits = bits;
      spec.lossless = lossless;
      spec.white = (1u << bits) - 1;
      const std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, 1, bits));
      const std::vector<uint8_t> start = {0xFF, 0xD8};
      const auto stream = std::search(file.begin(), file.end(), start.begin(), start.end());
      const size_t data = lossless != 0 ? static_cast<size_t>(file.end() - stream) : size_t{32} * 24 * bits / 8;
      for (size_t n = 0; n < file.size(); ++n) {
        const auto cut = DecodeAll({file.begin(), file.begin() + static_cast<ptrdiff_t>(n)});
        EXPECT_FALSE(cut.ok() && n > file.size() - data) << bits << " cut at " << n;
      }
    }
  }
}

TEST(RawRefusals, NoticesThatThereIsNoData) {
  DngSpec spec;
  spec.compression = 7;
  const Status status = DecodeAll(WriteDng(spec, {})).status();
  EXPECT_EQ(status.code(), StatusCode::kTruncated) << EnglishText(status);
}

TEST(RawRefusals, KeepsTheErrorOfTheFile) {
  const DngSpec spec;
  const std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, 1, 16));
  for (const size_t broken_from : {size_t{20}, size_t{200}, file.size() - 10}) {
    BrokenSource source(file, broken_from);
    EXPECT_EQ(EnglishText(DecodeAll(source).status()), "the file cannot be read: the test disk is broken");
  }
}

// Fails from some byte on as if the person had thought better of it, and counts what is asked for after that.
class CancelledSource final : public ByteSource {
 public:
  CancelledSource(std::vector<uint8_t> bytes, uint64_t cancelled_from)
      : file_(std::move(bytes)), cancelled_from_(cancelled_from) {}

  uint64_t size() const override { return file_.size(); }
  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (cancelled_) ++asked_in_vain_;
    cancelled_ |= offset >= cancelled_from_;
    return cancelled_ ? IoError("file-unread", {{"reason", "cancelled"}}) : file_.ReadAt(offset, out);
  }
  int asked_in_vain() const { return asked_in_vain_; }

 private:
  MemoryBlockFile file_;
  uint64_t cancelled_from_;
  bool cancelled_ = false;
  int asked_in_vain_ = 0;
};

// However it is packed.
TEST(RawRefusals, StopsWhereItIsCancelled) {
  DngSpec plain;
  plain.size = {1200, 1000};
  plain.preview_first = true;
  DngSpec tiles = plain, strip = plain;
  tiles.tile = {256, 256};
  tiles.lossless = 1;
  strip.lossless = 1;
  for (const DngSpec& spec : {plain, tiles, strip}) {
    std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, 1, 16));
    const uint64_t cancelled_from = file.size() * 4 / 5;
    CancelledSource source(std::move(file), cancelled_from);
    const auto decoder = OpenScan(source);
    ASSERT_TRUE(decoder.ok()) << EnglishText(decoder.status());
    MemoryBlockFile scratch;
    EXPECT_EQ(EnglishText((*decoder)->Unpack({&scratch, 0})), "the file cannot be read: cancelled");
    EXPECT_EQ(source.asked_in_vain(), 0);
    EXPECT_LT(scratch.size(), 2500000u);
    EXPECT_GT(scratch.size(), 0u);
  }
}

TEST(RawRefusals, LeavesTiffsToTheTiffDecoder) {
  TiffSpec tiff;
  tiff.bits = 16;
  EXPECT_EQ(DecodeAll(WriteTiff(tiff, TestCodes(tiff.size, 3, 16)))->info.container, "TIFF");
  // A picture with a Make that only says that it was a DNG once: RGB, in the one directory it has.
  DngSpec finished;
  finished.samples = 3;
  finished.photometric = 2;
  const std::vector<uint32_t> codes = TestCodes(finished.size, 3, 16);
  const auto scan = DecodeAll(WriteDng(finished, codes));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.container, "TIFF");
  for (size_t i = 0; i < codes.size(); ++i) ASSERT_EQ(SampleAt<uint16_t>(scan->rows, i), codes[i]);
}

TEST(RawRefusals, SurvivesMutations) {
  std::mt19937 random(20241124);
  std::vector<DngSpec> specs(9);
  specs[6].tile = {16, 8};
  specs[7].tile = {16, 8};
  specs[7].lossless = 1;
  specs[8].bits = 12;
  specs[8].lossless = 7;
  specs[8].strip_rows = 10;
  specs[1].bits = 12;
  specs[1].white = 4095;
  specs[2].samples = 3;
  specs[2].preview_first = true;
  specs[3].gray = true;
  specs[3].big_endian = true;
  specs[4].x_trans = {1, 1, 0, 1, 1, 2, 1, 1, 2, 1, 1, 0, 2, 0, 1, 0, 2, 1,
                      1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1, 2, 0, 1};
  specs[5].make = "Nikon";
  specs[5].black = {1, 2, 3, 4};
  int opened = 0;
  for (DngSpec& spec : specs) {
    spec.size = {32, 24};
    const std::vector<uint8_t> file = WriteDng(spec, TestCodes(spec.size, spec.samples, spec.bits));
    const size_t packed = size_t{32} * 24 * spec.samples * spec.bits / 8;
    const size_t header = spec.lossless != 0 ? file.size() / 2 : file.size() - packed;
    for (int i = 0; i < 1500; ++i) {
      std::vector<uint8_t> bytes = file;
      for (int changes = 1 + static_cast<int>(random() % 6); changes > 0; --changes) {
        const size_t at = random() % (random() % 8 == 0 ? bytes.size() : header);
        bytes[at] = static_cast<uint8_t>(random() % 4 == 0 ? 0xFF : random());
      }
      MemoryBlockFile source(std::move(bytes));
      const auto decoder = OpenScan(source);
      if (!decoder.ok()) {
        EXPECT_FALSE(EnglishText(decoder.status()).empty());
        continue;
      }
      ++opened;
      MemoryBlockFile scratch;
      scratch.set_capacity(64 * kMebibyte);
      if ((*decoder)->scratch_bytes() != 0 && !(*decoder)->Unpack({&scratch, 0}).ok()) continue;
      std::vector<uint8_t> rows(std::max<size_t>((*decoder)->info().row_bytes(), 64 * 1024));
      for (int call = 0; call < 64; ++call) {
        const StatusOr<uint32_t> n = (*decoder)->ReadRows(rows);
        if (!n.ok() || *n == 0) break;
      }
    }
  }
  EXPECT_GT(opened, 1000);
}

}  // namespace
}  // namespace easelight
