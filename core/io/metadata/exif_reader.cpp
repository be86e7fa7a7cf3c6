#include "core/io/metadata/exif_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/io/metadata/exif_text.h"

namespace easelight {
namespace {

// EXIF 2.32, 4.6.3: where the first directory names the two others.
constexpr uint16_t kOrientationTag = 0x0112;
constexpr uint16_t kCameraPointerTag = 0x8769;
constexpr uint16_t kLocationPointerTag = 0x8825;

// The same, 4.6.5 and 4.6.7: of the camera's directory, and of the one that it names in turn.
constexpr uint16_t kColorSpaceTag = 0xA001;
constexpr uint16_t kInteroperabilityPointerTag = 0xA005;
constexpr uint16_t kInteroperabilityIndexTag = 0x0001;
constexpr uint64_t kSrgb = 1;
constexpr uint64_t kUncalibrated = 0xFFFF;
constexpr std::array<uint8_t, 4> kOptionFile = {'R', '0', '3', 0};

// Types of an offset: LONG, and those of TIFF's supplement 1 and of BigTIFF.
constexpr uint16_t kLong = 4;
constexpr uint16_t kIfd = 13;
constexpr uint16_t kLong8 = 16;
constexpr uint16_t kIfd8 = 18;

// A directory has some dozens of entries; no search goes on for ever.
constexpr uint64_t kMaxDirectoryEntries = 4096;

// An entry as the directory has it: its value, or where that is.
struct RawEntry {
  uint16_t tag;
  uint16_t type;
  uint64_t count;
  std::array<uint8_t, 8> field;
};

// Walks at most one directory of each kind, so no loop of offsets can hold it. Offsets count from `start`.
class ExifReader {
 public:
  ExifReader(WindowedReader& reader, uint64_t start, uint64_t size) : reader_(reader), start_(start), size_(size) {}

  ExifBlock Read(std::optional<uint64_t> directory) {
    if (!ReadHeader()) return {};
    ReadPicture(directory.value_or(first_));
    std::sort(block_.entries.begin(), block_.entries.end(), [](const ExifEntry& a, const ExifEntry& b) {
      return std::pair(a.directory, a.tag) < std::pair(b.directory, b.tag);
    });
    return std::move(block_);
  }

 private:
  bool Fetch(uint64_t at, MutableByteSpan out) {
    return at <= size_ && out.size() <= size_ - at && reader_.ReadAt(start_ + at, out).ok();
  }
  uint64_t Number(ByteSpan bytes) const {
    uint64_t value = 0;
    for (size_t i = 0; i < bytes.size(); ++i) value = value << 8 | bytes[big_endian_ ? i : bytes.size() - 1 - i];
    return value;
  }
  size_t offset_bytes() const { return big_ ? 8 : 4; }

  bool ReadHeader();
  void ReadPicture(uint64_t at);
  // The entries that `wanted` says yes to, in the file's order.
  template <typename Wanted>
  std::vector<RawEntry> ReadDirectory(uint64_t at, const Wanted& wanted);
  void ReadFields(uint64_t at, ExifDirectory directory);
  ExifColor ReadColor(uint64_t camera);
  bool IsOptionFile(uint64_t interoperability);
  void Add(const ExifField& field, const RawEntry& entry);
  std::optional<std::vector<uint8_t>> ValueOf(const ExifField& field, const RawEntry& entry);
  std::optional<uint64_t> OffsetOf(const RawEntry& entry) const;

  WindowedReader& reader_;
  const uint64_t start_;
  const uint64_t size_;
  bool big_endian_ = false;
  bool big_ = false;  // BigTIFF: counts and offsets of 8 bytes.
  uint64_t first_ = 0;
  size_t bytes_ = 0;  // Of all values.
  ExifBlock block_;
};

bool ExifReader::ReadHeader() {
  std::array<uint8_t, 16> head{};
  if (!Fetch(0, MutableByteSpan(head).first(8)) || head[0] != head[1] || (head[0] != 'I' && head[0] != 'M')) {
    return false;
  }
  big_endian_ = head[0] == 'M';
  const uint64_t version = Number(ByteSpan(head).subspan(2, 2));
  big_ = version == 43;
  if (big_) {
    if (!Fetch(0, head)) return false;
    first_ = Number(ByteSpan(head).subspan(8, 8));
    return true;
  }
  first_ = Number(ByteSpan(head).subspan(4, 4));
  return version == 42;
}

template <typename Wanted>
std::vector<RawEntry> ExifReader::ReadDirectory(uint64_t at, const Wanted& wanted) {
  const size_t count_bytes = big_ ? 8 : 2;
  const size_t entry_bytes = 4 + 2 * offset_bytes();
  std::array<uint8_t, 20> bytes{};
  std::vector<RawEntry> entries;
  if (!Fetch(at, MutableByteSpan(bytes).first(count_bytes))) return entries;
  const uint64_t count = std::min(Number(ByteSpan(bytes).first(count_bytes)), kMaxDirectoryEntries);
  for (uint64_t i = 0; i < count; ++i) {
    if (!Fetch(at + count_bytes + i * entry_bytes, MutableByteSpan(bytes).first(entry_bytes))) break;
    RawEntry entry{};
    entry.tag = static_cast<uint16_t>(Number(ByteSpan(bytes).first(2)));
    entry.type = static_cast<uint16_t>(Number(ByteSpan(bytes).subspan(2, 2)));
    entry.count = Number(ByteSpan(bytes).subspan(4, offset_bytes()));
    std::copy_n(bytes.begin() + 4 + offset_bytes(), offset_bytes(), entry.field.begin());
    const auto same_tag = [&](const RawEntry& other) { return other.tag == entry.tag; };
    if (wanted(entry.tag) && std::none_of(entries.begin(), entries.end(), same_tag)) entries.push_back(entry);
  }
  return entries;
}

void ExifReader::ReadPicture(uint64_t at) {
  const auto wanted = [](uint16_t tag) {
    return tag == kOrientationTag || tag == kCameraPointerTag || tag == kLocationPointerTag;
  };
  const std::vector<RawEntry> entries = ReadDirectory(at, wanted);
  ReadFields(at, ExifDirectory::kPicture);
  for (const RawEntry& entry : entries) {
    if (entry.tag == kOrientationTag && entry.type == static_cast<uint16_t>(ExifType::kShort)) {
      const uint64_t value = Number(ByteSpan(entry.field).first(2));
      if (value >= 1 && value <= 8) block_.orientation = static_cast<uint8_t>(value);
    }
    const std::optional<uint64_t> offset = OffsetOf(entry);
    if (!offset) continue;
    if (entry.tag == kCameraPointerTag) {
      ReadFields(*offset, ExifDirectory::kCamera);
      block_.color = ReadColor(*offset);
    }
    if (entry.tag == kLocationPointerTag) ReadFields(*offset, ExifDirectory::kLocation);
  }
}

std::optional<uint64_t> ExifReader::OffsetOf(const RawEntry& entry) const {
  if (entry.count != 1) return std::nullopt;
  if (entry.type == kLong || entry.type == kIfd) return Number(ByteSpan(entry.field).first(4));
  if (big_ && (entry.type == kLong8 || entry.type == kIfd8)) return Number(entry.field);
  return std::nullopt;
}

void ExifReader::ReadFields(uint64_t at, ExifDirectory directory) {
  // All entries first and then the values, which lie elsewhere: the reader's window moves once.
  const auto known = [directory](uint16_t tag) { return FindExifField(directory, tag) != nullptr; };
  for (const RawEntry& entry : ReadDirectory(at, known)) Add(*FindExifField(directory, entry.tag), entry);
}

ExifColor ExifReader::ReadColor(uint64_t camera) {
  const auto wanted = [](uint16_t tag) { return tag == kColorSpaceTag || tag == kInteroperabilityPointerTag; };
  uint64_t space = 0;
  std::optional<uint64_t> interoperability;
  for (const RawEntry& entry : ReadDirectory(camera, wanted)) {
    if (entry.tag == kInteroperabilityPointerTag) {
      interoperability = OffsetOf(entry);
    } else if (entry.type == static_cast<uint16_t>(ExifType::kShort) && entry.count == 1) {
      space = Number(ByteSpan(entry.field).first(2));
    }
  }
  if (space == kSrgb) return ExifColor::kSrgb;
  const bool adobe = space == kUncalibrated && interoperability && IsOptionFile(*interoperability);
  return adobe ? ExifColor::kAdobeRgb : ExifColor::kUnsaid;
}

bool ExifReader::IsOptionFile(uint64_t interoperability) {
  const auto index = ReadDirectory(interoperability, [](uint16_t tag) { return tag == kInteroperabilityIndexTag; });
  return !index.empty() && index[0].type == static_cast<uint16_t>(ExifType::kAscii) &&
         index[0].count == kOptionFile.size() &&
         std::equal(kOptionFile.begin(), kOptionFile.end(), index[0].field.begin());
}

void ExifReader::Add(const ExifField& field, const RawEntry& entry) {
  std::optional<std::vector<uint8_t>> value = ValueOf(field, entry);
  if (!value) return;
  const size_t count = value->size() / BytesOf(field.type);
  if (count < field.least || count > field.most || bytes_ + value->size() > kMaxExifBytes) return;
  bytes_ += value->size();
  block_.entries.push_back({field.directory, field.tag, field.type, std::move(*value)});
}

// The value in little-endian order; of a text what is kept of it.
std::optional<std::vector<uint8_t>> ExifReader::ValueOf(const ExifField& field, const RawEntry& entry) {
  const size_t unit = BytesOf(field.type);
  if (entry.type != static_cast<uint16_t>(field.type)) return std::nullopt;
  if (entry.count == 0 || entry.count > kMaxExifValueBytes / unit) return std::nullopt;
  std::vector<uint8_t> value(static_cast<size_t>(entry.count) * unit);
  if (value.size() <= offset_bytes()) {
    std::copy_n(entry.field.begin(), value.size(), value.begin());
  } else if (!Fetch(Number(ByteSpan(entry.field).first(offset_bytes())), value)) {
    return std::nullopt;
  }
  if (field.type == ExifType::kAscii) {
    return KeptText(field.tag, value);
  }
  if (big_endian_) {
    // A rational is two numbers of four bytes.
    const size_t number = std::min<size_t>(unit, 4);
    for (MutableByteSpan rest = value; !rest.empty(); rest = rest.subspan(number)) {
      std::reverse(rest.begin(), rest.begin() + static_cast<ptrdiff_t>(number));
    }
  }
  return value;
}

}  // namespace

ExifBlock ReadExif(WindowedReader& reader, uint64_t start, uint64_t size) {
  if (start > reader.size()) return {};
  return ExifReader(reader, start, std::min(size, reader.size() - start)).Read(std::nullopt);
}

ExifBlock ReadExif(ByteSpan block) {
  SpanSource source(block);
  WindowedReader reader(source, std::clamp<size_t>(block.size(), 1, 64 * 1024));
  return ReadExif(reader, 0, block.size());
}

ExifBlock ReadTiffExif(WindowedReader& reader, uint64_t directory) {
  return ExifReader(reader, 0, reader.size()).Read(directory);
}

}  // namespace easelight
