// What an export keeps of the scan and of the grade, and what is known of a scan's own grade when it is opened.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/engine/engine.h"
#include "core/engine/scan_record.h"
#include "core/english/english.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/xmp_packet.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

constexpr std::string_view kLink = "#grade=1.eJyrVkrLz8&proof=0123456789abcdef&pixels=AAEC";

// A sideways JPEG of a camera, 60 x 40 pixels as stored: one of ours with the camera's segment put in.
std::vector<uint8_t> CameraFile() {
  MemoryBlockFile file;
  const auto encoder = CreateEncoder({.format = FileFormat::kJpeg, .size = {60, 40}, .depth = 8}, file);
  EXPECT_TRUE(encoder.ok());
  for (uint8_t y = 0; y < 40; ++y) EXPECT_TRUE((*encoder)->WriteRow(std::vector<uint8_t>(60 * 3, y)).ok());
  EXPECT_TRUE((*encoder)->Finish().ok());
  return WithExif(file.bytes(), CameraBlock(true));
}

// An engine with one scan.
struct OpenedFile {
  std::unique_ptr<Engine> engine;
  ScanNumber scan = 0;
  ScanSummary summary() const { return *engine->Summary(scan); }
};

OpenedFile EngineWith(const std::vector<uint8_t>& file, const std::string& name, MemoryBlockFile& store) {
  auto engine = Engine::Create(1);
  EXPECT_TRUE(engine.ok());
  const auto scan =
      (*engine)->BeginOpen(name, std::make_unique<MemoryBlockFile>(file), std::make_unique<KeptFile>(store));
  EXPECT_TRUE(scan.ok());
  while (!(*engine)->OpenStep()->finished()) {
  }
  return {std::move(engine).value(), *scan};
}

StatusOr<std::vector<uint8_t>> Export(const OpenedFile& opened, const ExportOptions& options) {
  Engine& engine = *opened.engine;
  MemoryBlockFile file;
  RETURN_IF_ERROR(
      engine.BeginExport(opened.scan, DefaultRecipe(FilmKind::kDigital), options, std::make_unique<KeptFile>(file))
          .status());
  for (;;) {
    ASSIGN_OR_RETURN(const Progress progress, engine.ExportStep());
    if (progress.finished()) return file.bytes();
  }
}

ExportOptions OptionsFor(FileFormat format) {
  ExportOptions options = *MakeExportOptions(format, "srgb", {});
  options.grade_link = kLink;
  return options;
}

size_t CountOf(const ExifEntries& entries, ExifDirectory directory) {
  return static_cast<size_t>(std::count_if(entries.begin(), entries.end(),
                                           [=](const ExifEntry& entry) { return entry.directory == directory; }));
}

TEST(EngineMetadata, AnExportKeepsWhatIsWanted) {
  MemoryBlockFile store;
  const OpenedFile opened = EngineWith(CameraFile(), "dia 7.jpg", store);
  for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
    for (const bool camera : {true, false}) {
      for (const bool location : {true, false}) {
        ExportOptions options = OptionsFor(format);
        options.keep_camera = camera;
        options.keep_location = location;
        const auto file = Export(opened, options);
        ASSERT_TRUE(file.ok()) << EnglishText(file.status());
        EXPECT_EQ(*file, *Export(opened, options));
        const StatusOr<DecodedScan> scan = DecodeAll(*file);
        ASSERT_TRUE(scan.ok());
        EXPECT_EQ(scan->info.size, (Extent{40, 60}));
        EXPECT_EQ(scan->info.orientation, 1);
        EXPECT_EQ(CountOf(scan->info.exif, ExifDirectory::kCamera), camera ? 15u : 0u);
        EXPECT_EQ(CountOf(scan->info.exif, ExifDirectory::kLocation), camera && location ? 6u : 0u);
        EXPECT_EQ(LinkFromXmp(scan->info.xmp), kLink);
        const std::string packet(scan->info.xmp.begin(), scan->info.xmp.end());
        EXPECT_NE(packet.find("sourceName=\"dia 7.jpg\""), std::string::npos);
        // Upright.
        EXPECT_NE(packet.find("sourceWidth=\"40\""), std::string::npos);
        EXPECT_NE(packet.find("CreatorTool=\"Easelight "), std::string::npos);
      }
    }
  }
}

TEST(EngineMetadata, AnExportKeepsTheBytesOfTexts) {
  using std::string_literals::operator""s;
  const auto text = [](const std::string& bytes, uint16_t tag) {
    return RawTag{tag, 2, static_cast<uint32_t>(bytes.size()), {bytes.begin(), bytes.end()}};
  };
  MemoryBlockFile plain;
  const auto encoder = CreateEncoder({.format = FileFormat::kJpeg, .size = {6, 4}, .depth = 8}, plain);
  for (uint8_t y = 0; y < 4; ++y) ASSERT_TRUE((*encoder)->WriteRow(std::vector<uint8_t>(6 * 3, y)).ok());
  ASSERT_TRUE((*encoder)->Finish().ok());
  // UTF-8, Latin-1 and Shift-JIS; copyrights long and as short as they can be.
  for (const std::string& description : {"S\xC3\xBC"
                                         "den\0"s,
                                         "S\xFC"
                                         "den\0"s,
                                         "\x8A\x43\x8A\xDD\0"s}) {
    for (const std::string& copyright : {"The photographer\0The editor\0"s, "A\0B\0"s, " \0B\0"s}) {
      RawBlock raw;
      raw.picture = {text(description, 0x010E), text(copyright, 0x8298)};
      MemoryBlockFile store;
      const OpenedFile opened = EngineWith(WithExif(plain.bytes(), raw), "a.jpg", store);
      for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
        const auto file = Export(opened, OptionsFor(format));
        ASSERT_TRUE(file.ok()) << EnglishText(file.status());
        const std::string kept(file->begin(), file->end());
        EXPECT_NE(kept.find(description), std::string::npos);
        EXPECT_NE(kept.find(copyright), std::string::npos);
        EXPECT_EQ(DecodeAll(*file)->info.exif, opened.summary().info.exif);
      }
    }
  }
}

TEST(EngineMetadata, ByDefaultTheCameraIsKeptAndThePlaceIsNot) {
  MemoryBlockFile store;
  const OpenedFile opened = EngineWith(CameraFile(), "a.jpg", store);
  const auto file = Export(opened, *MakeExportOptions(FileFormat::kPng, "srgb", {}));
  ASSERT_TRUE(file.ok());
  const StatusOr<DecodedScan> scan = DecodeAll(*file);
  EXPECT_GT(CountOf(scan->info.exif, ExifDirectory::kCamera), 0u);
  EXPECT_EQ(CountOf(scan->info.exif, ExifDirectory::kLocation), 0u);
  EXPECT_TRUE(scan->info.xmp.empty());
}

TEST(EngineMetadata, AnImpossibleLinkIsAnErrorAndStartsNothing) {
  MemoryBlockFile store;
  const OpenedFile opened = EngineWith(CameraFile(), "a.jpg", store);
  ExportOptions options = OptionsFor(FileFormat::kJpeg);
  options.grade_link = std::string(20000, 'A');
  EXPECT_EQ(EnglishText(Export(opened, options).status()), "the link has 20,000 bytes; the limit is 16,384");
  options.grade_link = "#grade=<script>";
  EXPECT_EQ(Export(opened, options).status().code(), StatusCode::kInvalidInput);
  options.grade_link = kLink;
  EXPECT_TRUE(Export(opened, options).ok());
}

TEST(EngineMetadata, AnExportedFileBringsItsGradeAndItsCamera) {
  MemoryBlockFile store, again;
  const OpenedFile opened = EngineWith(CameraFile(), "a.jpg", store);
  EXPECT_EQ(opened.summary().grade, "");
  for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
    ExportOptions options = OptionsFor(format);
    options.keep_location = true;
    const OpenedFile reopened = EngineWith(*Export(opened, options), "b", again);
    EXPECT_EQ(reopened.summary().grade, kLink);
    EXPECT_EQ(reopened.summary().info.exif, opened.summary().info.exif);
    EXPECT_TRUE(reopened.summary().info.xmp.empty());
  }
}

TEST(EngineMetadata, AStoredScanKeepsItsGradeAndItsCamera) {
  MemoryBlockFile store;
  std::string record;
  std::vector<uint8_t> before;
  ExportOptions options = OptionsFor(FileFormat::kJpeg);
  options.keep_location = true;
  {
    MemoryBlockFile unused;
    const OpenedFile first = EngineWith(CameraFile(), "a.jpg", unused);
    const OpenedFile opened = EngineWith(*Export(first, options), "b.jpg", store);
    record = RecordFromSummary(opened.summary());
    before = *Export(opened, options);
  }
  auto engine = Engine::Create(1);
  ASSERT_TRUE(engine.ok());
  const auto scan = (*engine)->Attach(record, std::make_unique<KeptFile>(store));
  ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
  const OpenedFile attached = {std::move(engine).value(), *scan};
  EXPECT_EQ(attached.summary().grade, kLink);
  EXPECT_EQ(*Export(attached, options), before);
}

TEST(EngineMetadata, AStoredScanIsReadAsItsExifSays) {
  ScanSummary summary;
  summary.info.size = {60, 40};
  summary.rows_in_file = 40;
  for (const ExifColor color : {ExifColor::kUnsaid, ExifColor::kSrgb, ExifColor::kAdobeRgb}) {
    summary.info.exif_color = color;
    const auto read = SummaryFromRecord(RecordFromSummary(summary));
    ASSERT_TRUE(read.ok()) << EnglishText(read.status());
    EXPECT_EQ(read->info.exif_color, color);
  }
}

TEST(EngineMetadata, TheLongestRecordReadsBack) {
  RawBlock raw = CameraBlock(false);
  for (RawTag& tag : raw.picture) {
    if (tag.type == 2) tag = TextTag(tag.tag, std::string(1000, '\xE9'));
  }
  ScanSummary summary;
  summary.info.size = {60, 40};
  summary.rows_in_file = 40;
  summary.info.exif = ReadExif(BytesOf(raw)).entries;
  summary.grade = std::string(kMaxGradeLinkBytes, 'A');
  summary.name = std::string(1024, '"');
  const auto read = SummaryFromRecord(RecordFromSummary(summary));
  ASSERT_TRUE(read.ok()) << EnglishText(read.status());
  EXPECT_EQ(read->grade, summary.grade);
  EXPECT_EQ(read->info.exif, summary.info.exif);
  EXPECT_GT(read->info.exif.size(), 20u);
}

}  // namespace
}  // namespace easelight
