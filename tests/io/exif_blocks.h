// EXIF blocks built by hand for tests, in either byte order, with whatever is wrong with them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace easelight {

struct RawTag {
  uint16_t tag;
  uint16_t type;
  uint32_t count;
  std::vector<uint8_t> value;  // In the block's byte order.
};

// Writes numbers in one byte order.
class BlockBytes {
 public:
  explicit BlockBytes(bool big_endian) : big_endian_(big_endian) {}

  BlockBytes& Add(uint64_t number, size_t n) {
    for (size_t i = 0; i < n; ++i) {
      bytes_.push_back(static_cast<uint8_t>(number >> 8 * (big_endian_ ? n - 1 - i : i)));
    }
    return *this;
  }
  BlockBytes& Add(const std::vector<uint8_t>& more) {
    bytes_.insert(bytes_.end(), more.begin(), more.end());
    return *this;
  }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  bool big_endian_;
  std::vector<uint8_t> bytes_;
};

inline RawTag TextTag(uint16_t tag, std::string_view text) {
  std::vector<uint8_t> value(text.begin(), text.end());
  value.push_back(0);
  return {tag, 2, static_cast<uint32_t>(value.size()), value};
}

inline RawTag NumberTag(bool big_endian, uint16_t tag, uint16_t type, const std::vector<uint32_t>& numbers) {
  BlockBytes value(big_endian);
  for (const uint32_t number : numbers) value.Add(number, type == 1 ? 1 : type == 3 ? 2 : 4);
  const size_t count = type == 5 || type == 10 ? numbers.size() / 2 : numbers.size();
  return {tag, type, static_cast<uint32_t>(count), value.bytes()};
}

struct RawBlock {
  bool big_endian = false;
  std::vector<RawTag> picture, camera, location;
  std::vector<RawTag> interoperability;  // Named by the camera's directory, where there is anything in it.
};

// A directory at `at`, its long values behind it.
inline std::vector<uint8_t> DirectoryOf(const std::vector<RawTag>& tags, bool big_endian, size_t at) {
  BlockBytes entries(big_endian), values(big_endian);
  entries.Add(tags.size(), 2);
  const size_t values_at = at + 2 + 12 * tags.size() + 4;
  for (const RawTag& tag : tags) {
    entries.Add(tag.tag, 2).Add(tag.type, 2).Add(tag.count, 4);
    if (tag.value.size() > 4) {
      entries.Add(values_at + values.bytes().size(), 4);
      values.Add(tag.value).Add(0, tag.value.size() % 2);
    } else {
      entries.Add(tag.value).Add(0, 4 - tag.value.size());
    }
  }
  return entries.Add(0, 4).Add(values.bytes()).bytes();
}

// The camera's directory at `at`, and what it names behind it.
inline std::vector<uint8_t> CameraDirectoryOf(const RawBlock& raw, size_t at) {
  if (raw.interoperability.empty()) return DirectoryOf(raw.camera, raw.big_endian, at);
  const auto camera = [&](size_t interoperability) {
    std::vector<RawTag> tags = raw.camera;
    tags.push_back(NumberTag(raw.big_endian, 0xA005, 4, {static_cast<uint32_t>(interoperability)}));
    return DirectoryOf(tags, raw.big_endian, at);
  };
  const size_t behind = at + camera(0).size();
  return BlockBytes(raw.big_endian)
      .Add(camera(behind))
      .Add(DirectoryOf(raw.interoperability, raw.big_endian, behind))
      .bytes();
}

inline std::vector<uint8_t> BytesOf(const RawBlock& raw) {
  const auto number = [&](uint16_t tag, size_t value) {
    return NumberTag(raw.big_endian, tag, 4, {static_cast<uint32_t>(value)});
  };
  std::vector<RawTag> picture = raw.picture;
  picture.push_back(number(0x8769, 0));
  picture.push_back(number(0x8825, 0));
  const size_t camera_at = 8 + DirectoryOf(picture, raw.big_endian, 8).size();
  const std::vector<uint8_t> camera = CameraDirectoryOf(raw, camera_at);
  picture[picture.size() - 2] = number(0x8769, camera_at);
  picture[picture.size() - 1] = number(0x8825, camera_at + camera.size());
  return BlockBytes(raw.big_endian)
      .Add(raw.big_endian ? 0x4D4D : 0x4949, 2)
      .Add(42, 2)
      .Add(8, 4)
      .Add(DirectoryOf(picture, raw.big_endian, 8))
      .Add(camera)
      .Add(DirectoryOf(raw.location, raw.big_endian, camera_at + camera.size()))
      .bytes();
}

// What is said of colors only: EXIF's color space, and the index of the rules that the file follows.
inline RawBlock ColorBlock(bool big_endian, uint32_t space, std::string_view index = "") {
  RawBlock raw;
  raw.big_endian = big_endian;
  raw.camera = {NumberTag(big_endian, 0xA001, 3, {space})};
  if (!index.empty()) raw.interoperability = {TextTag(0x0001, index)};
  return raw;
}

// A JPEG with a block.
inline std::vector<uint8_t> WithExif(std::vector<uint8_t> jpeg, const RawBlock& raw) {
  const std::vector<uint8_t> block = BytesOf(raw);
  const auto segment =
      BlockBytes(true).Add(0xFFE1, 2).Add(block.size() + 8, 2).Add({'E', 'x', 'i', 'f', 0, 0}).Add(block);
  jpeg.insert(jpeg.begin() + 2, segment.bytes().begin(), segment.bytes().end());
  return jpeg;
}

// A classic little-endian TIFF file of one directory, with that of the camera.
inline std::vector<uint8_t> WithCamera(std::vector<uint8_t> tiff, const RawBlock& raw) {
  const auto number = [&](size_t at, size_t n) {
    uint32_t value = 0;
    for (size_t i = 0; i < n; ++i) value |= uint32_t{tiff.at(at + i)} << 8 * i;
    return value;
  };
  const size_t old_at = number(4, 4);
  const size_t count = number(old_at, 2);
  tiff.resize((tiff.size() + 1) / 2 * 2);
  const size_t at = tiff.size();
  const size_t camera_at = at + 2 + 12 * (count + 1) + 4;
  const auto entries = tiff.begin() + static_cast<ptrdiff_t>(old_at) + 2;
  BlockBytes directory(false);
  directory.Add(count + 1, 2).Add(std::vector<uint8_t>(entries, entries + static_cast<ptrdiff_t>(12 * count)));
  directory.Add(0x8769, 2).Add(4, 2).Add(1, 4).Add(camera_at, 4).Add(0, 4).Add(CameraDirectoryOf(raw, camera_at));
  for (size_t i = 0; i < 4; ++i) tiff[4 + i] = static_cast<uint8_t>(at >> 8 * i);
  tiff.insert(tiff.end(), directory.bytes().begin(), directory.bytes().end());
  return tiff;
}

// What a digital camera says of a picture.
inline RawBlock CameraBlock(bool big_endian) {
  const auto numbers = [=](uint16_t tag, uint16_t type, const std::vector<uint32_t>& values) {
    return NumberTag(big_endian, tag, type, values);
  };
  RawBlock raw;
  raw.big_endian = big_endian;
  raw.picture = {TextTag(0x010E, "Harbor, roll 3"),
                 TextTag(0x010F, "Nikon"),
                 TextTag(0x0110, "F3"),
                 numbers(0x0112, 3, {6}),
                 TextTag(0x0131, "Scanner 9"),
                 TextTag(0x0132, "2024:05:06 07:08:09"),
                 TextTag(0x013B, "A. Photographer"),
                 TextTag(0x8298, "(c) A. Photographer")};
  raw.camera = {numbers(0x829A, 5, {10, 1250}),
                numbers(0x829D, 5, {28, 10}),
                numbers(0x8827, 3, {400}),
                {0x9000, 7, 4, {'0', '2', '3', '0'}},
                TextTag(0x9003, "2024:05:06 07:08:09"),
                TextTag(0x9004, "2024:06:07 08:09:10"),
                TextTag(0x9011, "+02:00"),
                numbers(0x9204, 10, {0xFFFFFFFF, 3}),
                numbers(0x9207, 3, {5}),
                numbers(0x9209, 3, {16}),
                numbers(0x920A, 5, {50, 1}),
                TextTag(0x9291, "42"),
                {0x927C, 7, 6, {1, 2, 3, 4, 5, 6}},
                numbers(0xA405, 3, {50}),
                numbers(0xA432, 5, {50, 1, 50, 1, 14, 10, 0, 0}),
                TextTag(0xA433, "Nikon"),
                TextTag(0xA434, "50mm f/1.4")};
  raw.location = {{0x0000, 1, 4, {2, 3, 0, 0}},
                  TextTag(0x0001, "N"),
                  numbers(0x0002, 5, {53, 1, 32, 1, 4567, 100}),
                  TextTag(0x0003, "E"),
                  numbers(0x0004, 5, {9, 1, 59, 1, 1234, 100}),
                  numbers(0x0005, 1, {0}),
                  numbers(0x0006, 5, {71, 10})};
  return raw;
}

}  // namespace easelight
