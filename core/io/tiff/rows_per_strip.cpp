#include "core/io/tiff/rows_per_strip.h"

#include <tiff.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace easelight {
namespace {

void Put(const TiffForm& form, std::vector<uint8_t>& bytes, size_t at, size_t n, uint64_t value) {
  for (size_t i = 0; i < n; ++i, value >>= 8) {
    bytes[at + (form.big_endian ? n - 1 - i : i)] = static_cast<uint8_t>(value);
  }
}

// The directory as the file has it, with another RowsPerStrip. Whatever its entries point to stays where it is.
StatusOr<std::vector<uint8_t>> WithRowsPerStrip(ByteSource& source, const TiffForm& form, const TiffDirectory& picture,
                                                uint32_t rows) {
  const size_t entries = picture.entries.size();
  std::vector<uint8_t> bytes(form.count_bytes() + entries * form.entry_bytes() + form.offset_bytes());
  RETURN_IF_ERROR(source.ReadAt(picture.offset, bytes));
  // Entries are in order, mostly.
  const TiffEntry* stated = picture.Find(TIFFTAG_ROWSPERSTRIP);
  const auto place = std::find_if(picture.entries.begin(), picture.entries.end(), [&](const TiffEntry& entry) {
    return stated != nullptr ? &entry == stated : entry.tag > TIFFTAG_ROWSPERSTRIP;
  });
  const size_t at = form.count_bytes() + static_cast<size_t>(place - picture.entries.begin()) * form.entry_bytes();
  if (stated == nullptr) {
    bytes.insert(bytes.begin() + static_cast<ptrdiff_t>(at), form.entry_bytes(), 0);
    Put(form, bytes, 0, form.count_bytes(), entries + 1);
  }
  Put(form, bytes, at, 2, TIFFTAG_ROWSPERSTRIP);
  Put(form, bytes, at + 2, 2, TIFF_LONG);
  Put(form, bytes, at + 4, form.offset_bytes(), 1);
  std::fill_n(bytes.begin() + static_cast<ptrdiff_t>(at + 4 + form.offset_bytes()), form.offset_bytes(), uint8_t{0});
  Put(form, bytes, at + 4 + form.offset_bytes(), 4, rows);
  return bytes;
}

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

StatusOr<MendedFile> MendRowsPerStrip(ByteSource& source, TiffDirectories& directories, const TiffDirectory& picture) {
  if (picture.entries.size() != picture.promised) return MendedFile{};
  const auto value = [&](uint16_t tag, uint64_t otherwise) {
    return directories.Whole(picture, tag).value_or(otherwise);
  };
  const TiffEntry* offsets = picture.Find(TIFFTAG_STRIPOFFSETS);
  Strips strips;
  strips.width = value(TIFFTAG_IMAGEWIDTH, 0);
  strips.height = value(TIFFTAG_IMAGELENGTH, 0);
  strips.bits = value(TIFFTAG_BITSPERSAMPLE, 1);
  strips.samples = value(TIFFTAG_SAMPLESPERPIXEL, 1);
  if (value(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE) strips.planes = strips.samples;
  strips.count = offsets != nullptr ? offsets->count : 0;
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
  ASSIGN_OR_RETURN(std::vector<uint8_t> mended,
                   WithRowsPerStrip(source, directories.form(), picture, static_cast<uint32_t>(rows)));
  if (!directories.form().big && end + mended.size() > 0xFFFFFFFFu) return InvalidInput("tiff-directory");
  return MendedFile{std::make_unique<LengthenedSource>(source, end, std::move(mended)), end};
}

}  // namespace easelight
