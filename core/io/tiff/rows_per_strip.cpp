#include "core/io/tiff/rows_per_strip.h"

#include <tiff.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace easelight {
namespace {

// Real directories have some dozens of entries.
constexpr uint64_t kMaxEntries = 4096;

// A directory's bytes, and the values of its entries that are numbers.
class Directory {
 public:
  static std::optional<Directory> Read(WindowedReader& reader, uint64_t at) {
    Directory directory;
    std::array<uint8_t, 4> head{};
    if (!reader.ReadAt(0, head).ok()) return std::nullopt;
    directory.big_endian_ = head[0] == 'M';
    directory.big_ = directory.Number(ByteSpan(head).subspan(2, 2)) == 43;
    directory.bytes_.resize(directory.count_bytes());
    if (!reader.ReadAt(at, directory.bytes_).ok()) return std::nullopt;
    const uint64_t entries = directory.Number(directory.bytes_);
    if (entries > kMaxEntries) return std::nullopt;
    directory.bytes_.resize(directory.count_bytes() + static_cast<size_t>(entries) * directory.entry_bytes() +
                            directory.offset_bytes());
    if (!reader.ReadAt(at, directory.bytes_).ok()) return std::nullopt;
    return directory;
  }

  // How many values an entry has; 0 where there is none.
  uint64_t CountOf(uint16_t tag) const {
    const std::optional<size_t> entry = Find(tag);
    return entry ? Number(ByteSpan(bytes_).subspan(*entry + 4, offset_bytes())) : 0;
  }

  // The first value of an entry, which may lie elsewhere in the file.
  std::optional<uint64_t> First(uint16_t tag, WindowedReader& reader) const {
    const std::optional<size_t> entry = Find(tag);
    if (!entry) return std::nullopt;
    const uint64_t type = Number(ByteSpan(bytes_).subspan(*entry + 2, 2));
    const size_t unit = type == TIFF_SHORT ? 2 : type == TIFF_LONG ? 4 : type == TIFF_LONG8 ? 8 : 0;
    if (unit == 0) return std::nullopt;
    const ByteSpan field = ByteSpan(bytes_).subspan(*entry + 4 + offset_bytes(), offset_bytes());
    if (CountOf(tag) <= offset_bytes() / unit) return Number(field.first(unit));
    std::array<uint8_t, 8> value{};
    if (!reader.ReadAt(Number(field), MutableByteSpan(value).first(unit)).ok()) return std::nullopt;
    return Number(ByteSpan(value).first(unit));
  }

  // The same directory with another RowsPerStrip. Whatever its entries point to stays where it is.
  std::vector<uint8_t> WithRowsPerStrip(uint32_t rows) const {
    std::vector<uint8_t> bytes = bytes_;
    std::optional<size_t> at = Find(TIFFTAG_ROWSPERSTRIP);
    if (!at) {
      at = Place(TIFFTAG_ROWSPERSTRIP);
      bytes.insert(bytes.begin() + static_cast<ptrdiff_t>(*at), entry_bytes(), 0);
      Put(bytes, 0, count_bytes(), Number(ByteSpan(bytes_).first(count_bytes())) + 1);
    }
    std::fill_n(bytes.begin() + static_cast<ptrdiff_t>(*at), entry_bytes(), uint8_t{0});
    Put(bytes, *at, 2, TIFFTAG_ROWSPERSTRIP);
    Put(bytes, *at + 2, 2, TIFF_LONG);
    Put(bytes, *at + 4, offset_bytes(), 1);
    Put(bytes, *at + 4 + offset_bytes(), 4, rows);
    return bytes;
  }

  bool is_big() const { return big_; }

 private:
  size_t count_bytes() const { return big_ ? 8 : 2; }
  size_t offset_bytes() const { return big_ ? 8 : 4; }
  size_t entry_bytes() const { return 4 + 2 * offset_bytes(); }

  uint64_t Number(ByteSpan bytes) const {
    uint64_t value = 0;
    for (size_t i = 0; i < bytes.size(); ++i) value = value << 8 | bytes[big_endian_ ? i : bytes.size() - 1 - i];
    return value;
  }
  void Put(std::vector<uint8_t>& bytes, size_t at, size_t n, uint64_t value) const {
    for (size_t i = 0; i < n; ++i, value >>= 8) bytes[at + (big_endian_ ? n - 1 - i : i)] = static_cast<uint8_t>(value);
  }

  // The first entry whose tag is this one, or a later one: entries are in order.
  size_t Place(uint16_t tag) const {
    size_t at = count_bytes();
    while (at + entry_bytes() <= bytes_.size() && Number(ByteSpan(bytes_).subspan(at, 2)) < tag) at += entry_bytes();
    return std::min(at, bytes_.size() - offset_bytes());
  }
  std::optional<size_t> Find(uint16_t tag) const {
    for (size_t at = count_bytes(); at + entry_bytes() <= bytes_.size(); at += entry_bytes()) {
      if (Number(ByteSpan(bytes_).subspan(at, 2)) == tag) return at;
    }
    return std::nullopt;
  }

  bool big_endian_ = false;
  bool big_ = false;
  std::vector<uint8_t> bytes_;  // Count, entries, and the offset of the next directory.
};

// A file with more bytes behind its end.
class LengthenedSource final : public ByteSource {
 public:
  LengthenedSource(ByteSource& source, uint64_t at, std::vector<uint8_t> more)
      : source_(source), at_(at), more_(std::move(more)) {}

  uint64_t size() const override { return at_ + more_.size(); }

  Status ReadAt(uint64_t offset, MutableByteSpan out) override {
    if (offset > size() || out.size() > size() - offset) {
      return Truncated("file-ends", {{"end", size()}, {"needed", offset + out.size()}});
    }
    const uint64_t held = source_.size();
    if (offset < held) {
      const size_t n = static_cast<size_t>(std::min<uint64_t>(out.size(), held - offset));
      RETURN_IF_ERROR(source_.ReadAt(offset, out.first(n)));
      offset += n;
      out = out.subspan(n);
    }
    for (; !out.empty(); out = out.subspan(1), ++offset) {
      out.front() = offset < at_ ? 0 : more_[static_cast<size_t>(offset - at_)];
    }
    return OkStatus();
  }

 private:
  ByteSource& source_;
  const uint64_t at_;
  const std::vector<uint8_t> more_;
};

uint64_t CeilDivide(uint64_t n, uint64_t d) { return (n + d - 1) / d; }

// What the list of strips says, and the rest that it is weighed with. Zeros where the directory says nothing.
struct Strips {
  uint64_t width = 0, height = 0, bits = 0, samples = 0;
  uint64_t planes = 1;
  uint64_t count = 0;        // In the list, of all planes.
  uint64_t first_bytes = 0;  // Length of the first.
  uint64_t stated_rows = 0;
  bool compressed = false;

  // Whether the directory contradicts itself. A list that has more than it needs is none where its strips are as long
  // as they should be.
  bool are_wrong() const {
    const uint64_t rows = stated_rows == 0 ? height : std::min(stated_rows, height);
    if (CeilDivide(height, rows) * planes == count) return false;
    if (stated_rows == 0) return true;
    return compressed ? planes != 1 : first_bytes != rows * row_bytes();
  }

  // Rows of a strip if they are certain; else 0.
  uint64_t Rows() const {
    if (count % planes != 0) return 0;
    const uint64_t strips = count / planes;
    if (strips == 1) return height;
    if (!compressed && row_bytes() != 0 && first_bytes % row_bytes() == 0) {
      const uint64_t rows = first_bytes / row_bytes();
      if (rows != 0 && CeilDivide(height, rows) == strips) return rows;
    }
    // The least that makes so few strips; certain if one row more makes fewer.
    const uint64_t least = CeilDivide(height, strips);
    const bool only = CeilDivide(height, least) == strips && CeilDivide(height, least + 1) < strips;
    return only ? least : 0;
  }

 private:
  uint64_t row_bytes() const { return (width * bits * (planes == 1 ? samples : 1) + 7) / 8; }
};

}  // namespace

StatusOr<MendedFile> MendRowsPerStrip(ByteSource& source, WindowedReader& reader, uint64_t at) {
  const std::optional<Directory> directory = Directory::Read(reader, at);
  if (!directory) return MendedFile{};
  const auto value = [&](uint16_t tag, uint64_t otherwise) {
    return directory->First(tag, reader).value_or(otherwise);
  };
  Strips strips;
  strips.width = value(TIFFTAG_IMAGEWIDTH, 0);
  strips.height = value(TIFFTAG_IMAGELENGTH, 0);
  strips.bits = value(TIFFTAG_BITSPERSAMPLE, 1);
  strips.samples = value(TIFFTAG_SAMPLESPERPIXEL, 1);
  if (value(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE) strips.planes = strips.samples;
  strips.count = directory->CountOf(TIFFTAG_STRIPOFFSETS);
  strips.first_bytes = value(TIFFTAG_STRIPBYTECOUNTS, 0);
  strips.compressed = value(TIFFTAG_COMPRESSION, COMPRESSION_NONE) != COMPRESSION_NONE;
  // What is nonsense is for others to refuse. Sides of 16 bits, so that no product below is too large.
  const bool sound = strips.width <= 0xFFFF && strips.height <= 0xFFFF && strips.height != 0 && strips.bits <= 64 &&
                     strips.samples <= 0xFFFF && strips.planes != 0 && strips.count != 0;
  if (!sound) return MendedFile{};
  strips.stated_rows = value(TIFFTAG_ROWSPERSTRIP, 0);
  if (!strips.are_wrong()) return MendedFile{};
  const uint64_t rows = strips.Rows();
  if (rows == 0) {
    if (strips.planes == 1) return MendedFile{};
    return InvalidInput("tiff-strips-of-planes",
                        {{"strips", strips.count}, {"planes", strips.planes}, {"rows", strips.height}});
  }
  const uint64_t end = CeilDivide(source.size(), 2) * 2;
  std::vector<uint8_t> mended = directory->WithRowsPerStrip(static_cast<uint32_t>(rows));
  if (!directory->is_big() && end + mended.size() > 0xFFFFFFFFu) return InvalidInput("tiff-directory");
  return MendedFile{std::make_unique<LengthenedSource>(source, end, std::move(mended)), end};
}

}  // namespace easelight
