// TIFFs whose word on the rows of a strip is missing or wrong: read by their list of strips, or refused.
#include <gtest/gtest.h>
#include <tiffio.h>

#include "tests/io/tiff_round_trip.h"

namespace easelight {
namespace {

TiffSpec PlanarSpec(int compression) {
  TiffSpec spec;
  spec.bits = 16;
  spec.separate_planes = true;
  spec.compression = compression;
  spec.mode = "wl";
  return spec;  // 23 rows in strips of 5: 5 strips a plane, which no other number of rows makes.
}

TEST(RowsPerStrip, CountsTheStripsOfPlanes) {
  for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW}) {
    const TiffSpec spec = PlanarSpec(compression);
    const std::vector<uint32_t> codes = TestCodes(spec);
    // Missing; as many as the picture has; as many as all planes have; too few; nonsense.
    for (const std::optional<uint32_t> stated : {std::optional<uint32_t>(), {23}, {69}, {2}, {0xFFFFFFFF}}) {
      SCOPED_TRACE(Describe(spec) + " stated " + std::to_string(stated.value_or(0)));
      std::vector<uint8_t> file = WriteTiff(spec, codes);
      ASSERT_TRUE(PatchTiff(file, TIFFTAG_ROWSPERSTRIP, stated));
      ExpectRows(file, spec, codes);
    }
  }
}

TEST(RowsPerStrip, TakesOneStripAPlaneForAllRows) {
  TiffSpec spec = PlanarSpec(COMPRESSION_LZW);
  spec.rows_per_strip = spec.size.height;
  const std::vector<uint32_t> codes = TestCodes(spec);
  std::vector<uint8_t> file = WriteTiff(spec, codes);
  ASSERT_TRUE(PatchTiff(file, TIFFTAG_ROWSPERSTRIP, 8));
  ExpectRows(file, spec, codes);
}

// Four strips of 23 rows may have six rows each, or seven: the length of one tells where nothing is compressed.
TEST(RowsPerStrip, GoesByLengthWhereTheNumberLeavesAChoice) {
  TiffSpec spec = PlanarSpec(COMPRESSION_NONE);
  spec.rows_per_strip = 7;
  const std::vector<uint32_t> codes = TestCodes(spec);
  std::vector<uint8_t> file = WriteTiff(spec, codes);
  ASSERT_TRUE(PatchTiff(file, TIFFTAG_ROWSPERSTRIP, std::nullopt));
  ExpectRows(file, spec, codes);

  spec.compression = COMPRESSION_LZW;
  file = WriteTiff(spec, codes);
  ASSERT_TRUE(PatchTiff(file, TIFFTAG_ROWSPERSTRIP, std::nullopt));
  const Status status = DecodeAll(file).status();
  EXPECT_EQ(status.code(), StatusCode::kInvalidInput);
  EXPECT_EQ(EnglishText(status), "this TIFF has 12 strips, and does not say how 3 planes of 23 rows lie in them");
}

TEST(RowsPerStrip, MendsStripsOfOnePlane) {
  TiffSpec spec;
  spec.mode = "wl";
  spec.compression = COMPRESSION_LZW;
  const std::vector<uint32_t> codes = TestCodes(spec);
  std::vector<uint8_t> file = WriteTiff(spec, codes);
  ASSERT_TRUE(PatchTiff(file, TIFFTAG_ROWSPERSTRIP, std::nullopt));
  ExpectRows(file, spec, codes);
}

// A BigTIFF of the other byte order: its directory is copied in its own form.
TEST(RowsPerStrip, KnowsBothFormsOfDirectories) {
  for (const char* mode : {"wb8", "wl8"}) {
    TiffSpec spec = PlanarSpec(COMPRESSION_NONE);
    spec.mode = mode;
    const std::vector<uint32_t> codes = TestCodes(spec);
    std::vector<uint8_t> file = WriteTiff(spec, codes);
    // The entry's tag becomes one that nobody knows; entries are then out of order, which readers bear.
    const bool big_endian = spec.mode == "wb8";
    const std::vector<uint8_t> tag = big_endian ? std::vector<uint8_t>{1, 22, 0, 3} : std::vector<uint8_t>{22, 1, 3, 0};
    const auto at = std::find_end(file.begin(), file.end(), tag.begin(), tag.end());
    ASSERT_NE(at, file.end());
    at[0] = at[1] = 0xFD;
    SCOPED_TRACE(Describe(spec));
    ExpectRows(file, spec, codes);
  }
}

}  // namespace
}  // namespace easelight
