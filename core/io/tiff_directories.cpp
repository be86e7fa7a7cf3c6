#include "core/io/tiff_directories.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace easelight {
namespace {

// TIFF 6.0, its supplement 1, and BigTIFF.
constexpr uint16_t kSubDirectoriesTag = 0x014A;
constexpr uint16_t kRational = 5, kSignedByte = 6, kSignedShort = 8, kSignedLong = 9, kSignedRational = 10, kFloat = 11,
                   kDouble = 12;

// Of one value, by type.
constexpr std::array<uint8_t, 19> kTypeBytes = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

uint64_t BytesOfType(uint16_t type) { return type < kTypeBytes.size() ? kTypeBytes[type] : 0; }

// std::bit_cast, which not every standard library has.
template <typename Float, typename Bits>
double FloatFromBits(Bits bits) {
  static_assert(sizeof(Float) == sizeof(Bits));
  Float value;
  std::memcpy(&value, &bits, sizeof value);
  return double{value};
}

}  // namespace

uint64_t TiffEntry::bytes() const {
  const uint64_t unit = BytesOfType(type);
  return unit != 0 && count > UINT64_MAX / unit ? UINT64_MAX : count * unit;
}

const TiffEntry* TiffDirectory::Find(uint16_t tag) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [tag](const TiffEntry& e) { return e.tag == tag; });
  return found == entries.end() ? nullptr : &*found;
}

TiffDirectories::TiffDirectories(ByteSource& source) : reader_(source) {
  std::array<uint8_t, 2> order{};
  if (!Fetch(0, order) || order[0] != order[1] || (order[0] != 'I' && order[0] != 'M')) return;
  form_.big_endian = order[0] == 'M';
  const auto version = NumberAt(2, 2);
  form_.big = version == 43;
  if (!form_.big && version != 42) return;
  Add(NumberAt(form_.offset_bytes(), form_.offset_bytes()), false);
  for (size_t i = 0; i < places_.size(); ++i) Visit(places_[i].offset, places_[i].child);
}

bool TiffDirectories::Fetch(uint64_t at, MutableByteSpan out) {
  const Status read = reader_.ReadAt(at, out);
  if (read.code() == StatusCode::kIo && status_.ok()) status_ = read;
  return read.ok();
}

std::optional<uint64_t> TiffDirectories::NumberAt(uint64_t at, size_t bytes) {
  std::array<uint8_t, 8> field{};
  if (!Fetch(at, MutableByteSpan(field).first(bytes))) return std::nullopt;
  uint64_t value = 0;
  for (size_t i = 0; i < bytes; ++i) value = value << 8 | field[form_.big_endian ? i : bytes - 1 - i];
  return value;
}

void TiffDirectories::Add(std::optional<uint64_t> place, bool child) {
  if (!place || *place == 0 || places_.size() == kMaxTiffDirectories) return;
  const auto same = [&](const Place& other) { return other.offset == *place; };
  if (std::none_of(places_.begin(), places_.end(), same)) places_.push_back({*place, child});
}

void TiffDirectories::Visit(uint64_t place, bool child) {
  const size_t offset_bytes = form_.offset_bytes();
  const auto promised = NumberAt(place, form_.count_bytes());
  if (!promised) return;
  TiffDirectory directory{.offset = place, .child = child, .promised = *promised, .entries = {}};
  uint64_t at = place + form_.count_bytes();
  for (uint64_t i = 0; i < std::min(*promised, kMaxTiffEntries); ++i, at += form_.entry_bytes()) {
    const auto tag = NumberAt(at, 2), type = NumberAt(at + 2, 2), count = NumberAt(at + 4, offset_bytes);
    const auto value = NumberAt(at + 4 + offset_bytes, offset_bytes);
    if (!tag || !type || !count || !value) break;
    TiffEntry entry{static_cast<uint16_t>(*tag), static_cast<uint16_t>(*type), *count, at + 4 + offset_bytes};
    if (entry.bytes() > offset_bytes) entry.at = *value;
    directory.entries.push_back(entry);
  }
  if (directory.entries.size() == *promised) {
    AddChildren(directory);
    Add(NumberAt(at, offset_bytes), child);
  }
  all_.push_back(std::move(directory));
}

void TiffDirectories::AddChildren(const TiffDirectory& directory) {
  for (const double place : Numbers(directory, kSubDirectoriesTag, kMaxTiffDirectories)) {
    if (place >= 0 && place < 0x1p53) Add(static_cast<uint64_t>(place), true);
  }
}

bool TiffDirectories::Lies(const TiffEntry& entry) const {
  return entry.bytes() <= file_bytes() && entry.at <= file_bytes() - entry.bytes();
}

double TiffDirectories::ValueAt(uint64_t at, uint16_t type) {
  const size_t unit = static_cast<size_t>(BytesOfType(type));
  if (type == kRational || type == kSignedRational) {
    const auto part = [&](uint64_t place) {
      const auto bits = static_cast<uint32_t>(NumberAt(place, 4).value_or(0));
      return static_cast<double>(type == kRational ? int64_t{bits} : int64_t{static_cast<int32_t>(bits)});
    };
    return part(at) / part(at + 4);
  }
  const uint64_t bits = NumberAt(at, unit).value_or(0);
  switch (type) {
    case kSignedByte:
      return static_cast<int8_t>(bits);
    case kSignedShort:
      return static_cast<int16_t>(bits);
    case kSignedLong:
      return static_cast<int32_t>(bits);
    case kFloat:
      return FloatFromBits<float>(static_cast<uint32_t>(bits));
    case kDouble:
      return FloatFromBits<double>(bits);
    default:
      return static_cast<double>(bits);
  }
}

std::vector<double> TiffDirectories::Numbers(const TiffDirectory& directory, uint16_t tag, size_t most) {
  std::vector<double> numbers;
  const TiffEntry* entry = directory.Find(tag);
  if (entry == nullptr || entry->bytes() == 0 || entry->count > most || !Lies(*entry)) return numbers;
  for (uint64_t i = 0; i < entry->count; ++i) {
    const double value = ValueAt(entry->at + i * BytesOfType(entry->type), entry->type);
    numbers.push_back(std::isfinite(value) ? value : 0);
  }
  return numbers;
}

std::optional<uint64_t> TiffDirectories::Whole(const TiffDirectory& directory, uint16_t tag) {
  const TiffEntry* entry = directory.Find(tag);
  if (entry == nullptr || entry->bytes() == 0 || !Lies(*entry)) return std::nullopt;
  const double value = ValueAt(entry->at, entry->type);
  if (!(value >= 0 && value < 0x1p53)) return std::nullopt;
  return static_cast<uint64_t>(value);
}

std::vector<uint8_t> TiffDirectories::Bytes(const TiffEntry& entry, size_t most) {
  if (entry.bytes() > most || !Lies(entry)) return {};
  std::vector<uint8_t> bytes(static_cast<size_t>(entry.bytes()));
  if (!Fetch(entry.at, bytes)) return {};
  return bytes;
}

}  // namespace easelight
