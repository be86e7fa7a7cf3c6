// Writes TIFF files of any directories byte by byte, with no library's help: pages that follow each other, and their
// children.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/image.h"

namespace easelight {

// TIFF 6.0.
enum class TiffType : uint16_t { kByte = 1, kAscii = 2, kShort = 3, kLong = 4, kRational = 5, kSignedRational = 10 };

void AppendNumber(std::vector<uint8_t>& bytes, uint32_t value, size_t n, bool big_endian);

// A directory in the making: entries with their values, laid out when it is written.
class DirectoryWriter {
 public:
  explicit DirectoryWriter(bool big_endian) : big_endian_(big_endian) {}

  // Rationals are pairs of values. Replaces an entry of the same tag.
  void Add(uint16_t tag, TiffType type, const std::vector<uint32_t>& values);
  void AddText(uint16_t tag, const std::string& text);

  size_t bytes() const;

  // At the end of `file`, which must be its place.
  void Write(std::vector<uint8_t>& file, uint32_t next = 0);

 private:
  struct Entry {
    uint16_t tag;
    TiffType type;
    uint32_t count;
    std::vector<uint8_t> value;
  };

  bool big_endian_;
  std::vector<Entry> entries_;
};

// A page: a directory, and its samples in one uncompressed strip.
struct WrittenPage {
  struct Entry {
    uint16_t tag;
    TiffType type;
    std::vector<uint32_t> values;
  };

  Extent size;
  uint32_t bits = 16;  // 8 or 16.
  uint32_t samples = 3;
  uint16_t photometric = 2;
  std::vector<uint32_t> codes;
  std::vector<Entry> entries;                                // Besides those of the layout; they win.
  std::vector<std::pair<uint16_t, std::string>> texts = {};  // Tags and what they say.
  std::vector<WrittenPage> children = {};
};

std::vector<uint8_t> WritePages(const std::vector<WrittenPage>& pages, bool big_endian = false);

}  // namespace easelight
