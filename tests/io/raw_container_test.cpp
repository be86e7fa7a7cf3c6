// Which files LibRaw is asked about.
#include "core/io/raw/raw_container.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"
#include "tests/io/tiff_file.h"
#include "tests/synthetic/dng.h"

namespace easelight {
namespace {

RawSigns SignsOf(std::vector<uint8_t> file) {
  const std::string head(file.begin(), file.begin() + static_cast<ptrdiff_t>(std::min<size_t>(16, file.size())));
  MemoryBlockFile source(std::move(file));
  return SignsOfRaw(head, source);
}

RawSigns SignsOf(const std::string& file) { return SignsOf(std::vector<uint8_t>(file.begin(), file.end())); }

TEST(SignsOfRaw, KnowsContainersByTheirFirstBytes) {
  const std::string rest(100, '.');
  for (const std::string& start :
       {std::string("II*\0\x10\0\0\0CR\2\0", 12),
        std::string("\0\0\0\x18"
                    "ftypcrx ",
                    12),
        std::string("FUJIFILMCCD-RAW "), std::string("IIU\0", 4), std::string("IIRO"), std::string("IIII"),
        std::string("\0MRM", 4), std::string("II\x1a\0\0\0HEAPCCDR", 14), std::string("II*\0\0\0\0\0IIII", 12)}) {
    EXPECT_EQ(SignsOf(start + rest), RawSigns::kRaw) << start;
  }
  EXPECT_EQ(SignsOf("IIR"), RawSigns::kNone);
  EXPECT_EQ(SignsOf(std::string("\0\0\0\x18"
                                "ftypheic",
                                12) +
                    rest),
            RawSigns::kNone);
}

TEST(SignsOfRaw, LooksForAPictureInEveryDirectory) {
  for (const bool preview_first : {false, true}) {
    for (const bool big_endian : {false, true}) {
      DngSpec spec;
      spec.preview_first = preview_first;
      spec.big_endian = big_endian;
      EXPECT_EQ(SignsOf(WriteDng(spec, {})), RawSigns::kRaw);
      spec.samples = 3;
      EXPECT_EQ(SignsOf(WriteDng(spec, {})), RawSigns::kLinear);
    }
  }
}

TEST(SignsOfRaw, FindsNoneInPlainTiffs) {
  TiffSpec spec;
  for (const char* mode : {"wl", "wb", "w8l"}) {
    spec.mode = mode;
    spec.thumbnail_first = true;
    EXPECT_EQ(SignsOf(WriteTiff(spec, TestCodes(spec.size, 3, 8))), RawSigns::kNone) << mode;
  }
}

TEST(SignsOfRaw, EndsWithDamagedDirectories) {
  std::vector<uint8_t> loop = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0};
  EXPECT_EQ(SignsOf(loop), RawSigns::kNone);
  loop[8] = 0xFF;
  loop[9] = 0xFF;
  EXPECT_EQ(SignsOf(loop), RawSigns::kNone);
  const std::vector<uint8_t> far = {'M', 'M', 0, 42, 0xFF, 0xFF, 0xFF, 0xFF};
  EXPECT_EQ(SignsOf(far), RawSigns::kNone);
}

}  // namespace
}  // namespace easelight
