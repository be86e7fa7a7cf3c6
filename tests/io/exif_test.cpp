// EXIF: what is read of a block, what a written block looks like, and blocks that were made to do harm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/exif_text.h"
#include "core/io/metadata/exif_writer.h"
#include "tests/io/exif_blocks.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

using enum ExifDirectory;

const ExifEntry* Find(const ExifEntries& entries, ExifDirectory directory, uint16_t tag) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [=](const ExifEntry& e) { return e.directory == directory && e.tag == tag; });
  return found == entries.end() ? nullptr : &*found;
}

std::string TextOf(const ExifEntries& entries, ExifDirectory directory, uint16_t tag) {
  const ExifEntry* entry = Find(entries, directory, tag);
  if (entry == nullptr) return "none";
  return {entry->value.begin(), entry->value.end() - 1};
}

std::vector<uint32_t> NumbersOf(const ExifEntries& entries, ExifDirectory directory, uint16_t tag) {
  const ExifEntry* entry = Find(entries, directory, tag);
  std::vector<uint32_t> numbers;
  if (entry == nullptr) return numbers;
  const size_t n = std::min<size_t>(BytesOf(entry->type), 4);
  for (size_t at = 0; at < entry->value.size(); at += n) {
    numbers.push_back(0);
    for (size_t i = 0; i < n; ++i) numbers.back() |= uint32_t{entry->value[at + i]} << 8 * i;
  }
  return numbers;
}

// Whether each entry is of a known field, in its bounds, in order and only once.
void ExpectSound(const ExifEntries& entries) {
  size_t bytes = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    const ExifEntry& entry = entries[i];
    const ExifField* field = FindExifField(entry.directory, entry.tag);
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(entry.type, field->type);
    EXPECT_EQ(entry.value.size() % BytesOf(entry.type), 0u);
    EXPECT_GE(entry.value.size() / BytesOf(entry.type), field->least);
    EXPECT_LE(entry.value.size() / BytesOf(entry.type), field->most);
    if (entry.type == ExifType::kAscii) {
      EXPECT_EQ(entry.value.back(), 0);
      EXPECT_LE(std::count(entry.value.begin(), entry.value.end(), 0), entry.tag == kCopyrightTag ? 2 : 1);
    }
    if (i > 0) {
      EXPECT_LT(std::pair(entries[i - 1].directory, entries[i - 1].tag), std::pair(entry.directory, entry.tag));
    }
    bytes += entry.value.size();
  }
  EXPECT_LE(bytes, kMaxExifBytes);
}

TEST(Exif, ReadsTheKnownTagsInEitherByteOrder) {
  for (const bool big_endian : {false, true}) {
    const ExifBlock block = ReadExif(BytesOf(CameraBlock(big_endian)));
    ExpectSound(block.entries);
    EXPECT_EQ(block.orientation, 6);
    EXPECT_EQ(TextOf(block.entries, kPicture, 0x010E), "Harbor, roll 3");
    EXPECT_EQ(TextOf(block.entries, kPicture, 0x0110), "F3");
    EXPECT_EQ(TextOf(block.entries, kCamera, 0x9003), "2024:05:06 07:08:09");
    EXPECT_EQ(TextOf(block.entries, kCamera, 0xA434), "50mm f/1.4");
    EXPECT_EQ(TextOf(block.entries, kLocation, 0x0001), "N");
    // Fractions stay as the camera wrote them, also those that are none.
    EXPECT_EQ(NumbersOf(block.entries, kCamera, 0x829A), (std::vector<uint32_t>{10, 1250}));
    EXPECT_EQ(NumbersOf(block.entries, kCamera, 0xA432), (std::vector<uint32_t>{50, 1, 50, 1, 14, 10, 0, 0}));
    EXPECT_EQ(NumbersOf(block.entries, kCamera, 0x9204), (std::vector<uint32_t>{0xFFFFFFFF, 3}));
    EXPECT_EQ(NumbersOf(block.entries, kCamera, 0x8827), (std::vector<uint32_t>{400}));
    EXPECT_EQ(NumbersOf(block.entries, kLocation, 0x0002), (std::vector<uint32_t>{53, 1, 32, 1, 4567, 100}));
    // Six texts, fifteen of the camera, six of the place; neither when the file was changed nor the maker's note.
    EXPECT_EQ(block.entries.size(), 27u);
    EXPECT_EQ(ReadExif(BytesOf(CameraBlock(!big_endian))).entries, block.entries);
  }
}

RawTag TextOfBytes(uint16_t tag, std::string_view bytes) {
  return {tag, 2, static_cast<uint32_t>(bytes.size()), {bytes.begin(), bytes.end()}};
}

// The text of a block that has only this one.
std::string KeptOf(const RawTag& text) {
  RawBlock raw;
  raw.picture = {text};
  return TextOf(ReadExif(BytesOf(raw)).entries, kPicture, text.tag);
}

TEST(Exif, LeavesOutDescriptionsOfHowDataAreLaidOut) {
  for (const char* layout :
       {"{\"shape\": [2, 480, 640]}", "{\"axes\": \"CYX\", \"shape\": [3, 480, 640]}", "shape=(480,640,3)",
        "ImageJ=1.53t\nimages=3\nslices=3\nloop=false\n",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME\"></OME>"}) {
    EXPECT_EQ(KeptOf(TextTag(0x010E, layout)), "none") << layout;
    EXPECT_EQ(KeptOf(TextTag(0x013B, layout)), layout);
  }
  for (const char* person : {"{family} in shape: 1974", "The shape= of water", "My ImageJ=1 test", "<3 Rome"}) {
    EXPECT_EQ(KeptOf(TextTag(0x010E, person)), person);
  }
}

TEST(Exif, KeepsTheBytesOfTextsInAnyEncoding) {
  for (const char* text : {"H\xC3\xA4user am S\xC3\xBC"
                           "dufer",
                           "H\xE4user am S\xFC"
                           "dufer",
                           "\x8A\x43\x8A\xDD\x82\xCC\x89\xC6 \x95\x5C"}) {
    EXPECT_EQ(KeptOf(TextTag(0x010E, text)), text);
  }
}

TEST(Exif, KeepsBothPartsOfACopyright) {
  using std::string_literals::operator""s;
  const auto kept = [](const std::string& bytes) { return KeptOf(TextOfBytes(0x8298, bytes)); };
  EXPECT_EQ(kept("Ann\0Bob\0"s), "Ann\0Bob"s);
  EXPECT_EQ(kept("Ann\0Bob"s), "Ann\0Bob"s);
  EXPECT_EQ(kept(" \0Bob\0"s), " \0Bob"s);
  EXPECT_EQ(kept("\0Bob\0"s), " \0Bob"s);
  EXPECT_EQ(kept("Ann\0"s), "Ann");
  EXPECT_EQ(kept("Ann\0 \0"s), "Ann");
  EXPECT_EQ(kept("Ann\0Bob\0Eve\0"s), "Ann\0Bob"s);
  EXPECT_EQ(kept(" \0 \0"s), "none");
  // No other text has two.
  EXPECT_EQ(KeptOf(TextOfBytes(0x013B, "Ann\0Bob\0"s)), "Ann");
}

TEST(Exif, ReadsTheColorSpace) {
  for (const bool big_endian : {false, true}) {
    const auto color = [=](uint32_t space, std::string_view index) {
      return ReadExif(BytesOf(ColorBlock(big_endian, space, index))).color;
    };
    EXPECT_EQ(color(1, ""), ExifColor::kSrgb);
    EXPECT_EQ(color(1, "R98"), ExifColor::kSrgb);
    EXPECT_EQ(color(0xFFFF, "R03"), ExifColor::kAdobeRgb);
    EXPECT_EQ(color(0xFFFF, ""), ExifColor::kUnsaid);
    EXPECT_EQ(color(0xFFFF, "R98"), ExifColor::kUnsaid);
    EXPECT_EQ(color(0xFFFF, "R03, or so"), ExifColor::kUnsaid);
    EXPECT_EQ(color(2, "R03"), ExifColor::kUnsaid);
    EXPECT_EQ(ReadExif(BytesOf(CameraBlock(big_endian))).color, ExifColor::kUnsaid);
  }
}

TEST(Exif, BelievesNoBrokenColorSpace) {
  RawBlock raw = ColorBlock(false, 1);
  for (const RawTag& broken : {NumberTag(false, 0xA001, 4, {1}), NumberTag(false, 0xA001, 3, {1, 1}),
                               RawTag{0xA001, 3, 0, {}}, TextTag(0xA001, "1")}) {
    raw.camera = {broken};
    EXPECT_EQ(ReadExif(BytesOf(raw)).color, ExifColor::kUnsaid);
  }
  // The index as another type, longer than its text, or where the file has ended.
  raw = ColorBlock(false, 0xFFFF, "R03");
  raw.interoperability[0].type = 7;
  EXPECT_EQ(ReadExif(BytesOf(raw)).color, ExifColor::kUnsaid);
  raw.interoperability[0].type = 2;
  raw.interoperability[0].count = 0xFFFFFFFF;
  EXPECT_EQ(ReadExif(BytesOf(raw)).color, ExifColor::kUnsaid);
  raw = ColorBlock(false, 0xFFFF);
  for (const uint32_t offset : {8u, 100000u, 0xFFFFFFFFu}) {
    raw.camera.resize(1);
    raw.camera.push_back(NumberTag(false, 0xA005, 4, {offset}));
    EXPECT_EQ(ReadExif(BytesOf(raw)).color, ExifColor::kUnsaid);
  }
}

TEST(Exif, LeavesOutWhatBreaksItsOwnRules) {
  RawBlock raw;
  raw.picture = {{0x010F, 3, 1, {1, 0, 0, 0}},              // Text as a number.
                 {0x0110, 2, 0, {}},                        // No bytes.
                 TextTag(0x0131, "   "),                    // Blank.
                 TextTag(0x013B, std::string(1024, 'x')),   // One byte too long.
                 TextTag(0x8298, std::string(1023, 'x')),   // As long as may be.
                 TextTag(0x010E, std::string("a\0b", 3))};  // Two texts in one.
  raw.camera = {NumberTag(false, 0x829A, 5, {1, 2, 3, 4}),  // Two exposures.
                NumberTag(false, 0x8827, 4, {400}),         // A LONG.
                {0x9003,
                 2,
                 19,
                 {'2', '0', '2', '4', ':', '0', '5', ':', '0', '6', ' ', '0', '7', ':', '0', '8', ':', '0',
                  '9'}},                               // Its NUL is missing.
                TextTag(0x9004, "2024"),               // No date.
                NumberTag(false, 0xA432, 5, {50, 1}),  // A quarter of a lens.
                NumberTag(false, 0x9209, 3, {1}),
                NumberTag(false, 0x9209, 3, {2})};
  const ExifEntries entries = ReadExif(BytesOf(raw)).entries;
  ExpectSound(entries);
  EXPECT_EQ(entries.size(), 4u);
  EXPECT_EQ(TextOf(entries, kPicture, 0x8298), std::string(1023, 'x'));
  EXPECT_EQ(TextOf(entries, kPicture, 0x010E), "a");
  EXPECT_EQ(TextOf(entries, kCamera, 0x9003), "2024:05:06 07:08:09");
  EXPECT_EQ(NumbersOf(entries, kCamera, 0x9209), (std::vector<uint32_t>{1}));
}

TEST(Exif, KeepsToItsBudget) {
  RawBlock raw;
  for (const uint16_t tag : std::initializer_list<uint16_t>{0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298}) {
    raw.picture.push_back(TextTag(tag, std::string(1023, 'x')));
  }
  raw.camera = {NumberTag(false, 0x8827, 3, {400}), TextTag(0xA433, std::string(1023, 'x')),
                TextTag(0xA434, std::string(1022, 'x'))};
  raw.location = {NumberTag(false, 0x0005, 1, {0})};
  const ExifEntries entries = ReadExif(BytesOf(raw)).entries;
  ExpectSound(entries);
  EXPECT_EQ(entries.size(), 9u);
  EXPECT_EQ(Find(entries, kCamera, 0xA434), nullptr);
  EXPECT_NE(Find(entries, kLocation, 0x0005), nullptr);
  EXPECT_LE(ExifBlockFromEntries(entries, {65535, 65535}).size(), kMaxExifBlockBytes);
}

TEST(Exif, GoesRoundNoLoops) {
  std::vector<uint8_t> block = BytesOf(CameraBlock(false));
  // The two pointers are the last entries of the first directory: both to the directory that they are in.
  const size_t entries = block[8];
  for (const size_t entry : {entries - 2, entries - 1}) {
    block[10 + 12 * entry + 8] = 8;
    block[10 + 12 * entry + 9] = 0;
  }
  const ExifBlock read = ReadExif(block);
  EXPECT_EQ(read.orientation, 6);
  EXPECT_EQ(read.entries.size(), 6u);
}

TEST(Exif, ReadsNothingBeyondItsBounds) {
  const std::vector<uint8_t> block = BytesOf(CameraBlock(true));
  for (size_t n = 0; n < block.size(); ++n) ExpectSound(ReadExif(ByteSpan(block).first(n)).entries);
  // The same with the rest of a file behind the block: it belongs to others.
  std::vector<uint8_t> file(100, 0xAA);
  file.insert(file.end(), block.begin(), block.end());
  SpanSource source(file);
  WindowedReader reader(source);
  EXPECT_EQ(ReadExif(reader, 100, block.size()).entries, ReadExif(block).entries);
  EXPECT_EQ(ReadExif(reader, 100, 60).entries, ReadExif(ByteSpan(block).first(60)).entries);
  EXPECT_TRUE(ReadExif(reader, file.size() + 1, 10).entries.empty());
}

TEST(Exif, SurvivesHugeCountsAndOffsets) {
  for (const uint32_t count : {0x7FFFFFFFu, 0xFFFFFFFFu, 0x20000000u, 0x10000u}) {
    for (const uint16_t type : std::initializer_list<uint16_t>{1, 2, 3, 4, 5, 7, 9, 10, 12, 0xFFFF}) {
      RawBlock raw;
      raw.picture = {{0x010E, type, count, {0xFF, 0xFF, 0xFF, 0xFF}}, {0x010F, type, count, {8, 0, 0, 0}}};
      raw.camera = {{0xA432, type, count, {0xF0, 0xFF, 0xFF, 0xFF}}};
      EXPECT_TRUE(ReadExif(BytesOf(raw)).entries.empty());
    }
  }
  // A BigTIFF whose only directory says that it has 2^64 - 1 entries, and one that lies at the end of all numbers.
  for (const uint64_t directory : {uint64_t{16}, ~uint64_t{0}}) {
    const auto big = BlockBytes(false).Add(0x4949, 2).Add(43, 2).Add(8, 4).Add(directory, 8).Add(~uint64_t{0}, 8);
    EXPECT_TRUE(ReadExif(big.bytes()).entries.empty());
  }
}

TEST(Exif, ValuesMayOverlap) {
  RawBlock raw;
  raw.picture = {TextTag(0x010E, "shared by two"), TextTag(0x010F, "shared by none")};
  std::vector<uint8_t> block = BytesOf(raw);
  std::copy_n(block.begin() + 10 + 8, 4, block.begin() + 10 + 12 + 8);
  const ExifEntries entries = ReadExif(block).entries;
  EXPECT_EQ(TextOf(entries, kPicture, 0x010F), "shared by two");
}

TEST(Exif, AWrittenBlockReadsBackWithoutAnOrientation) {
  const ExifEntries entries = ReadExif(BytesOf(CameraBlock(true))).entries;
  const std::vector<uint8_t> block = ExifBlockFromEntries(entries, {4000, 3000});
  EXPECT_EQ(block, ExifBlockFromEntries(entries, {4000, 3000}));
  EXPECT_LE(block.size(), kMaxExifBlockBytes);
  const ExifBlock read = ReadExif(block);
  EXPECT_EQ(read.orientation, 1);
  EXPECT_EQ(read.entries, entries);
  EXPECT_TRUE(ExifBlockFromEntries({}, {4000, 3000}).empty());
}

// One directory by hand: its tags in order, each long value at an even offset within the block.
std::vector<uint16_t> TagsAt(const std::vector<uint8_t>& block, size_t at) {
  std::vector<uint16_t> tags;
  const size_t count = block.at(at) | block.at(at + 1) << 8;
  for (size_t i = 0; i < count; ++i) {
    const uint8_t* entry = &block.at(at + 2 + 12 * i);
    tags.push_back(static_cast<uint16_t>(entry[0] | entry[1] << 8));
    const size_t unit = BytesOf(static_cast<ExifType>(entry[2] | entry[3] << 8));
    const size_t bytes = unit * (entry[4] | entry[5] << 8);
    const size_t offset = entry[8] | entry[9] << 8;
    if (bytes <= 4) continue;
    EXPECT_EQ(offset % 2, 0u);
    EXPECT_LE(offset + bytes, block.size());
  }
  EXPECT_TRUE(std::is_sorted(tags.begin(), tags.end()));
  return tags;
}

TEST(Exif, AWrittenBlockHasWhatIsRequired) {
  const std::vector<uint8_t> block = ExifBlockFromEntries(ReadExif(BytesOf(CameraBlock(false))).entries, {40, 30});
  EXPECT_EQ(std::vector<uint8_t>(block.begin(), block.begin() + 8),
            (std::vector<uint8_t>{'I', 'I', 42, 0, 8, 0, 0, 0}));
  const std::vector<uint16_t> picture = TagsAt(block, 8);
  EXPECT_THAT(picture, testing::IsSupersetOf({0x011A, 0x011B, 0x0128, 0x0213, 0x8769, 0x8825}));
  EXPECT_THAT(picture, testing::Not(testing::Contains(0x0112)));
  const ExifEntries location = {{kLocation, 0x0005, ExifType::kByte, {1}}};
  const std::vector<uint8_t> only_location = ExifBlockFromEntries(location, {40, 30});
  EXPECT_EQ(ReadExif(only_location).entries, location);
}

TEST(Exif, DirectoriesOfATiffReadBackClassicAndBig) {
  const ExifEntries entries = ReadExif(BytesOf(CameraBlock(true))).entries;
  for (const bool big : {false, true}) {
    const size_t n = big ? 8 : 4;
    const size_t picture_at = 2 * n;
    const size_t camera_at = picture_at + (big ? 8 : 2) + 2 * (4 + 2 * n) + n;
    const std::vector<uint8_t> camera = TiffDirectoryFromEntries(entries, kCamera, camera_at, big);
    const size_t location_at = camera_at + camera.size();
    BlockBytes file(false);
    file.Add(0x4949, 2).Add(big ? 43 : 42, 2);
    if (big) file.Add(8, 4);
    file.Add(picture_at, n).Add(2, big ? 8 : 2);
    file.Add(0x8769, 2).Add(big ? 18 : 13, 2).Add(1, n).Add(camera_at, n);
    file.Add(0x8825, 2).Add(big ? 16 : 4, 2).Add(1, n).Add(location_at, n);
    file.Add(0, n).Add(camera).Add(TiffDirectoryFromEntries(entries, kLocation, location_at, big));
    SpanSource source(file.bytes());
    WindowedReader reader(source);
    ExifEntries expected = entries;
    std::erase_if(expected, [](const ExifEntry& entry) { return entry.directory == kPicture; });
    EXPECT_EQ(ReadTiffExif(reader, picture_at).entries, expected);
  }
  EXPECT_TRUE(TiffDirectoryFromEntries({}, kCamera, 8, false).empty());
}

TEST(Exif, MutatedBlocksDoNoHarm) {
  std::mt19937 random(20);
  const std::vector<std::vector<uint8_t>> seeds = {
      BytesOf(CameraBlock(false)), BytesOf(CameraBlock(true)), BytesOf(ColorBlock(true, 0xFFFF, "R03")),
      ExifBlockFromEntries(ReadExif(BytesOf(CameraBlock(false))).entries, {4000, 3000})};
  size_t survivors = 0;
  for (int round = 0; round < 60000; ++round) {
    std::vector<uint8_t> block = seeds[random() % seeds.size()];
    for (uint32_t change = 0; change <= random() % 8; ++change) {
      const size_t at = random() % block.size();
      switch (random() % 4) {
        case 0:
          block[at] = static_cast<uint8_t>(random());
          break;
        case 1:
          block[at] = std::vector<uint8_t>{0, 1, 0x7F, 0xFF}[random() % 4];
          break;
        case 2:
          std::copy_n(block.begin() + static_cast<ptrdiff_t>(random() % (block.size() - 12)), 12,
                      block.begin() + static_cast<ptrdiff_t>(random() % (block.size() - 12)));
          break;
        default:
          block.resize(std::max<size_t>(13, block.size() - random() % 20));
      }
    }
    const ExifEntries entries = ReadExif(block).entries;
    ExpectSound(entries);
    EXPECT_EQ(ReadExif(ExifBlockFromEntries(entries, {1, 1})).entries, entries);
    survivors += entries.size();
  }
  // Not all was lost before it was looked at.
  EXPECT_GT(survivors, 300000u);
}

}  // namespace
}  // namespace easelight
