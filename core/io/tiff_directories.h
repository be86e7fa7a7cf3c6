// The directories of a TIFF file as they lie there: what tells which kind of file it is, before a codec opens it.
//
// Whatever a file says, there are at most kMaxTiffDirectories of kMaxTiffEntries each, and no place is visited twice:
// chains that lead in circles end.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/windowed_reader.h"

namespace easelight {

// Scanners write a picture, a thumbnail and an infrared page; cameras some more.
inline constexpr size_t kMaxTiffDirectories = 32;
inline constexpr uint64_t kMaxTiffEntries = 512;

struct TiffEntry {
  uint16_t tag = 0;
  uint16_t type = 0;
  uint64_t count = 0;
  uint64_t at = 0;  // Where its values lie.

  // 0 for a type that nobody knows.
  uint64_t bytes() const;
};

struct TiffDirectory {
  uint64_t offset = 0;
  bool child = false;              // Of another directory, by its tag SubIFDs, or one that follows a child.
  uint64_t promised = 0;           // How many entries it says it has.
  std::vector<TiffEntry> entries;  // Those that lie within the file.

  const TiffEntry* Find(uint16_t tag) const;
};

// How numbers and entries lie in a file.
struct TiffForm {
  bool big_endian = false;
  bool big = false;  // BigTIFF: counts and offsets of 8 bytes.

  size_t count_bytes() const { return big ? 8 : 2; }  // Of how many entries there are.
  size_t offset_bytes() const { return big ? 8 : 4; }
  size_t entry_bytes() const { return 4 + 2 * offset_bytes(); }
};

class TiffDirectories {
 public:
  // `source` must outlive the reader. What is damaged is left out.
  explicit TiffDirectories(ByteSource& source);

  // Why the file could not be read, if so: kIo.
  const Status& status() const { return status_; }

  // The first directory first; then whatever follows it, and children. None for a file that is no TIFF.
  const std::vector<TiffDirectory>& all() const { return all_; }

  const TiffForm& form() const { return form_; }
  uint64_t file_bytes() const { return reader_.size(); }
  // Whether its values lie within the file.
  bool Lies(const TiffEntry& entry) const;

  // The values of an entry of numbers, rationals divided; none where there are more than `most`, or where they do not
  // lie within the file.
  std::vector<double> Numbers(const TiffDirectory& directory, uint16_t tag, size_t most);
  // The first of them.
  std::optional<uint64_t> Whole(const TiffDirectory& directory, uint16_t tag);
  // An entry as bytes, under the same conditions.
  std::vector<uint8_t> Bytes(const TiffEntry& entry, size_t most);

 private:
  bool Fetch(uint64_t at, MutableByteSpan out);
  std::optional<uint64_t> NumberAt(uint64_t at, size_t bytes);
  double ValueAt(uint64_t at, uint16_t type);
  void Add(std::optional<uint64_t> place, bool child);
  void Visit(uint64_t place, bool child);
  void AddChildren(const TiffDirectory& directory);

  struct Place {
    uint64_t offset;
    bool child;
  };

  WindowedReader reader_;
  TiffForm form_;
  Status status_;
  std::vector<Place> places_;
  std::vector<TiffDirectory> all_;
};

}  // namespace easelight
