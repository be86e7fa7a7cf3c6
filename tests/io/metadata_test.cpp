// Metadata through the encoders and back: EXIF and XMP in every format, and the files by a walk that knows no codec.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <map>

#include "core/color/icc_profile.h"
#include "core/english/english.h"
#include "core/io/encoder.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/xmp_packet.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"
#include "tests/io/sample_files.h"

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kLink = "#grade=1.eJyrVkrLz8&proof=0123456789abcdef&pixels=AAEC";
constexpr FileFormat kFormats[] = {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg};

EncodeOptions FullOptions(FileFormat format) {
  EncodeOptions options;
  options.format = format;
  options.size = {64, 48};
  options.depth = 8;
  options.exif = ReadExif(BytesOf(CameraBlock(true))).entries;
  options.xmp = *XmpFromGrade({.link = kLink, .source_name = "a.tif", .source_size = {640, 480}, .creator = "test"});
  const ColorSpace* space = FindColorSpace("srgb");
  options.icc_profile = *MakeIccProfile(space->primaries, space->encoding, space->title);
  return options;
}

std::vector<uint8_t> Encode(const EncodeOptions& options) {
  MemoryBlockFile file;
  const auto encoder = CreateEncoder(options, file);
  EXPECT_TRUE(encoder.ok()) << EnglishText(encoder.status());
  std::vector<uint8_t> row(size_t{options.size.width} * 3 * (options.depth / 8));
  for (uint32_t y = 0; y < options.size.height; ++y) {
    for (size_t i = 0; i < row.size(); ++i) row[i] = static_cast<uint8_t>(i * (y + 1));
    EXPECT_TRUE((*encoder)->WriteRow(row).ok());
  }
  EXPECT_TRUE((*encoder)->Finish().ok());
  return file.bytes();
}

TEST(Metadata, GoesThroughEveryFormat) {
  for (const FileFormat format : kFormats) {
    const EncodeOptions options = FullOptions(format);
    const std::vector<uint8_t> file = Encode(options);
    EXPECT_EQ(file, Encode(options));
    const StatusOr<DecodedScan> scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_EQ(scan->info.xmp, options.xmp);
    EXPECT_EQ(LinkFromXmp(scan->info.xmp), kLink);
    EXPECT_EQ(scan->info.exif, options.exif);
    EXPECT_EQ(scan->info.icc_profile, options.icc_profile);
    EXPECT_EQ(scan->info.orientation, 1);
    // Twice is as often as one likes.
    EncodeOptions again = options;
    again.exif = scan->info.exif;
    again.xmp = scan->info.xmp;
    EXPECT_EQ(Encode(again), file);
  }
}

TEST(Metadata, IsOnlyWhatWasGiven) {
  for (const FileFormat format : kFormats) {
    EncodeOptions options = FullOptions(format);
    options.xmp.clear();
    std::erase_if(options.exif, [](const ExifEntry& entry) { return entry.directory == ExifDirectory::kLocation; });
    const StatusOr<DecodedScan> scan = DecodeAll(Encode(options));
    ASSERT_TRUE(scan.ok());
    EXPECT_TRUE(scan->info.xmp.empty());
    EXPECT_EQ(scan->info.exif, options.exif);
    options.exif.clear();
    const std::vector<uint8_t> bare = Encode(options);
    EXPECT_TRUE(DecodeAll(bare)->info.exif.empty());
    const std::string_view text(reinterpret_cast<const char*>(bare.data()), bare.size());
    for (const std::string_view word : {"Nikon"sv, "Exif"sv, "eXIf"sv, "xpacket"sv}) {
      EXPECT_EQ(text.find(word), std::string_view::npos) << word;
    }
  }
}

struct Segment {
  uint8_t marker;
  std::string start;
  size_t bytes;
};

TEST(Metadata, SegmentsOfAJpegStandInTheirOrder) {
  const std::vector<uint8_t> file = Encode(FullOptions(FileFormat::kJpeg));
  std::vector<Segment> segments;
  for (size_t at = 2; file.at(at + 1) != 0xDA;) {
    ASSERT_EQ(file.at(at), 0xFF);
    const size_t length = file.at(at + 2) << 8 | file.at(at + 3);
    segments.push_back({file[at + 1], std::string(file.begin() + at + 4, file.begin() + at + 4 + 11), length});
    at += 2 + length;
  }
  ASSERT_GE(segments.size(), 4u);
  EXPECT_EQ(segments[0].marker, 0xE0);
  EXPECT_EQ(segments[0].start.substr(0, 5), "JFIF\0"sv);
  EXPECT_EQ(segments[1].marker, 0xE1);
  EXPECT_EQ(segments[1].start, "Exif\0\0II*\0\x08"sv);
  EXPECT_EQ(segments[2].marker, 0xE1);
  EXPECT_EQ(segments[2].start, "http://ns.a");
  EXPECT_EQ(segments[3].marker, 0xE2);
  EXPECT_EQ(segments[3].start, "ICC_PROFILE");
}

// A PNG with its EXIF and XMP moved behind the picture.
std::vector<uint8_t> WithMetadataBehind(const std::vector<uint8_t>& png) {
  std::vector<uint8_t> before(png.begin(), png.begin() + 8), behind;
  for (size_t at = 8; at < png.size();) {
    const size_t bytes =
        12 + (size_t{png[at]} << 24 | size_t{png[at + 1]} << 16 | size_t{png[at + 2]} << 8 | png[at + 3]);
    const std::string type(png.begin() + at + 4, png.begin() + at + 8);
    std::vector<uint8_t>& target = type == "eXIf" || type == "iTXt" || type == "IEND" ? behind : before;
    target.insert(target.end(), png.begin() + at, png.begin() + at + bytes);
    at += bytes;
  }
  before.insert(before.end(), behind.begin(), behind.end());
  return before;
}

TEST(Metadata, IsReadFromBehindThePictureOfAPng) {
  const EncodeOptions options = FullOptions(FileFormat::kPng);
  std::vector<uint8_t> file = WithMetadataBehind(Encode(options));
  const StatusOr<DecodedScan> scan = DecodeAll(file);
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  EXPECT_EQ(scan->info.exif, options.exif);
  EXPECT_EQ(scan->info.xmp, options.xmp);
  // One that is damaged is left out, and so is what has none between it and the end of the file.
  const auto place = [&](const char* type) {
    return std::search(file.begin(), file.end(), type, type + 4) - file.begin();
  };
  file[static_cast<size_t>(place("eXIf")) + 20] ^= 1;
  EXPECT_TRUE(DecodeAll(file)->info.exif.empty());
  EXPECT_EQ(DecodeAll(file)->info.xmp, options.xmp);
  file.insert(file.end() - 12, 0);
  MemoryBlockFile gap(file);
  EXPECT_TRUE(OpenScan(gap)->get()->info().xmp.empty());
}

TEST(Metadata, ChunksOfAPngAreWholeAndBeforeThePicture) {
  const std::vector<uint8_t> file = Encode(FullOptions(FileFormat::kPng));
  std::vector<std::string> types;
  const auto number = [&](size_t at) {
    return uint32_t{file.at(at)} << 24 | file.at(at + 1) << 16 | file.at(at + 2) << 8 | file.at(at + 3);
  };
  for (size_t at = 8; at < file.size();) {
    const size_t length = number(at);
    types.emplace_back(file.begin() + at + 4, file.begin() + at + 8);
    EXPECT_EQ(number(at + 8 + length), crc32(0, &file[at + 4], static_cast<uInt>(length + 4))) << types.back();
    if (types.back() == "iTXt") {
      // Keyword, not compressed, no language, no translation.
      EXPECT_EQ(std::string(file.begin() + at + 8, file.begin() + at + 8 + 30),
                "XML:com.adobe.xmp\0\0\0\0\0<?xpacket"sv.substr(0, 30));
    }
    at += 12 + length;
  }
  // PNG specification 1.5 extension, 3.7: eXIf anywhere between IHDR and IEND but not among IDAT; iCCP before IDAT.
  EXPECT_EQ(types.front(), "IHDR");
  EXPECT_EQ(types.back(), "IEND");
  const auto place = [&](const char* type) { return std::find(types.begin(), types.end(), type) - types.begin(); };
  for (const char* type : {"iCCP", "eXIf", "iTXt"}) {
    EXPECT_EQ(std::count(types.begin(), types.end(), type), 1) << type;
    EXPECT_LT(place(type), place("IDAT")) << type;
  }
}

// Tag, type, count and value or offset of a classic little-endian directory.
struct WrittenEntry {
  uint32_t type, count, value;
};
std::map<uint32_t, WrittenEntry> WrittenDirectory(const std::vector<uint8_t>& file, size_t at) {
  const auto number = [&](size_t from, size_t n) {
    uint32_t value = 0;
    for (size_t i = 0; i < n; ++i) value |= uint32_t{file.at(from + i)} << 8 * i;
    return value;
  };
  std::map<uint32_t, WrittenEntry> entries;
  uint32_t last = 0;
  for (uint32_t i = 0; i < number(at, 2); ++i) {
    const size_t entry = at + 2 + 12 * i;
    EXPECT_TRUE(i == 0 || number(entry, 2) > last);
    last = number(entry, 2);
    entries[last] = {number(entry + 2, 2), number(entry + 4, 4), number(entry + 8, 4)};
  }
  EXPECT_EQ(number(at + 2 + 12 * number(at, 2), 4), 0u);
  return entries;
}

TEST(Metadata, DirectoriesOfATiffSayTheSameAsTheBlock) {
  const std::vector<uint8_t> file = Encode(FullOptions(FileFormat::kTiff));
  ASSERT_EQ(std::vector<uint8_t>(file.begin(), file.begin() + 4), (std::vector<uint8_t>{'I', 'I', 42, 0}));
  const size_t first = file[4] | file[5] << 8 | file[6] << 16 | file[7] << 24;
  const auto picture = WrittenDirectory(file, first);
  const auto text = [&](const WrittenEntry& entry) {
    return std::string(file.begin() + entry.value, file.begin() + entry.value + entry.count - 1);
  };
  EXPECT_EQ(text(picture.at(0x010F)), "Nikon");
  EXPECT_EQ(text(picture.at(0x8298)), "(c) A. Photographer");
  EXPECT_EQ(picture.at(0x0112).value, 1u);
  EXPECT_EQ(picture.at(700).type, 1u);
  EXPECT_EQ(picture.count(0x0132), 0u);
  const auto camera = WrittenDirectory(file, picture.at(0x8769).value);
  EXPECT_EQ(text(camera.at(0x9003)), "2024:05:06 07:08:09");
  EXPECT_EQ(camera.at(0x8827).value, 400u);
  // Ten to 1250, as the camera wrote it.
  const size_t exposure = camera.at(0x829A).value;
  EXPECT_EQ(file.at(exposure), 10);
  EXPECT_EQ(file.at(exposure + 4) | file.at(exposure + 5) << 8, 1250);
  const auto location = WrittenDirectory(file, picture.at(0x8825).value);
  EXPECT_EQ(location.at(0x0002).type, 5u);
  EXPECT_EQ(location.at(0x0002).count, 3u);
  // Nothing lies over anything else: the picture still decodes, and the directories are where the strips are not.
  EXPECT_GE(picture.at(273).count, 1u);
}

TEST(Metadata, ABigTiffHasBigDirectories) {
  EncodeOptions options = FullOptions(FileFormat::kTiff);
  options.size = {40000, 40000};
  MemoryBlockFile file;
  const auto encoder = CreateEncoder(options, file);
  ASSERT_TRUE(encoder.ok());
  ASSERT_EQ(file.bytes()[2], 43);
  // The camera's directory follows the header; its own pointer is written with the last strip.
  const size_t camera_at = 16;
  std::vector<uint8_t> bytes = file.bytes();
  BlockBytes first(false);
  first.Add(1, 8).Add(0x8769, 2).Add(18, 2).Add(1, 8).Add(camera_at, 8).Add(0, 8);
  const size_t first_at = bytes.size();
  bytes.insert(bytes.end(), first.bytes().begin(), first.bytes().end());
  SpanSource source(bytes);
  WindowedReader reader(source);
  ExifEntries expected = options.exif;
  std::erase_if(expected, [](const ExifEntry& entry) { return entry.directory != ExifDirectory::kCamera; });
  EXPECT_EQ(ReadTiffExif(reader, first_at).entries, expected);
}

TEST(Metadata, CountsForTheSizeOfATiff) {
  EncodeOptions options;
  options.size = {32768, 43008};  // 4 GiB less 64 MiB.
  options.size.height -= 1;
  options.depth = 8;
  for (const size_t xmp : {size_t{0}, size_t{200'000}}) {
    options.xmp.assign(xmp, 'x');
    MemoryBlockFile file;
    ASSERT_TRUE(CreateEncoder(options, file).ok());
    EXPECT_EQ(file.bytes()[2], xmp == 0 ? 42 : 43);
  }
}

TEST(Metadata, APacketTooLongForJpegIsRefused) {
  EncodeOptions options = FullOptions(FileFormat::kJpeg);
  MemoryBlockFile file;
  options.xmp.assign(65504, 'x');
  EXPECT_TRUE(CreateEncoder(options, file).ok());
  options.xmp.assign(65505, 'x');
  EXPECT_EQ(EnglishText(CreateEncoder(options, file).status()),
            "the metadata packet has 65,505 bytes; the limit of JPEG is 65,504");
}

TEST(Metadata, APacketOverAMebibyteIsNotLookedAt) {
  for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng}) {
    EncodeOptions options = FullOptions(format);
    options.xmp.resize((size_t{1} << 20) + 1, ' ');
    const StatusOr<DecodedScan> scan = DecodeAll(Encode(options));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    EXPECT_TRUE(scan->info.xmp.empty());
    EXPECT_EQ(scan->info.exif, options.exif);
  }
}

TEST(Metadata, IsReadOfFilesByOthers) {
  const std::vector<uint8_t> exif = BytesOf(CameraBlock(true));
  PngSpec png;
  png.exif = exif;
  JpegSpec jpeg;
  jpeg.exif = exif;
  for (const auto& file : {WritePng(png, TestCodes(png.size, 3, 8)), WriteJpeg(jpeg, TestCodes(jpeg.size, 3, 8))}) {
    const StatusOr<DecodedScan> scan = DecodeAll(file);
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan->info.orientation, 6);
    EXPECT_EQ(scan->info.exif, ReadExif(exif).entries);
  }
}

}  // namespace
}  // namespace easelight
