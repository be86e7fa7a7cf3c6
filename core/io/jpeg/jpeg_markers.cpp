#include "core/io/jpeg/jpeg_markers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

// ITU-T T.81, table B.1.
constexpr uint8_t kApp1 = 0xE1;
constexpr uint8_t kApp2 = 0xE2;
constexpr uint8_t kEndOfImage = 0xD9;
constexpr uint8_t kFirstRestart = 0xD0;
constexpr uint8_t kLastRestart = 0xD7;
constexpr uint8_t kTemporary = 0x01;
constexpr uint8_t kStartOfScan = 0xDA;

// Real files have a few dozen segments; previews and extended XMP reach some hundreds.
constexpr int kMaxSegments = 4096;

constexpr char kExifName[] = {'E', 'x', 'i', 'f', 0, 0};
// XMP part 3, 1.1.3: with its NUL.
constexpr char kXmpName[] = "http://ns.adobe.com/xap/1.0/";
// ICC.1:2010, B.4: this name, then the number of the piece from 1, then how many there are.
constexpr char kIccName[] = "ICC_PROFILE";
constexpr size_t kIccPrefix = sizeof kIccName + 2;

// The pieces of a profile, in any order.
class IccPieces {
 public:
  void Add(ByteSpan segment) {
    const int number = segment[sizeof kIccName];
    const int count = segment[sizeof kIccName + 1];
    bytes_ += segment.size() - kIccPrefix;
    consistent_ = consistent_ && number >= 1 && number <= count && (count_ == 0 || count_ == count) &&
                  bytes_ <= kMaxIccBytes && pieces_.count(number) == 0;
    found_ = true;
    if (!consistent_) return pieces_.clear();
    count_ = count;
    pieces_[number].assign(segment.begin() + kIccPrefix, segment.end());
  }

  // Why Join gives nothing; nothing itself where it does, or where there is no piece.
  Sentence Lost() const {
    if (bytes_ > kMaxIccBytes) return {"profile-large", {{"limit", kMaxIccBytes / kMebibyte}}};
    return found_ && Join().empty() ? Sentence("profile-damaged") : Sentence();
  }

  std::vector<uint8_t> Join() const {
    std::vector<uint8_t> profile;
    if (!consistent_ || static_cast<int>(pieces_.size()) != count_) return profile;
    for (const auto& [number, bytes] : pieces_) profile.insert(profile.end(), bytes.begin(), bytes.end());
    return profile;
  }

 private:
  std::map<int, std::vector<uint8_t>> pieces_;
  size_t bytes_ = 0;
  int count_ = 0;
  bool consistent_ = true;
  bool found_ = false;
};

bool StartsWith(ByteSpan segment, const char* name, size_t n) {
  return segment.size() >= n && std::memcmp(segment.data(), name, n) == 0;
}

void ReadSegment(uint8_t marker, ByteSpan segment, JpegMarkers& markers, IccPieces& icc) {
  if (marker == kApp1 && markers.exif.entries.empty() && StartsWith(segment, kExifName, sizeof kExifName)) {
    markers.exif = ReadExif(segment.subspan(sizeof kExifName));
  }
  if (marker == kApp1 && markers.xmp.empty() && StartsWith(segment, kXmpName, sizeof kXmpName)) {
    markers.xmp.assign(segment.begin() + sizeof kXmpName, segment.end());
  }
  if (marker == kApp2 && segment.size() >= kIccPrefix && StartsWith(segment, kIccName, sizeof kIccName)) {
    icc.Add(segment);
  }
}

bool HasNoSegment(uint8_t marker) {
  return marker == kTemporary || (marker >= kFirstRestart && marker <= kLastRestart);
}

// Where the next marker's last 0xFF is, from `offset` on; none before the end of the file. Bytes that belong to no
// segment are passed over, as libjpeg does it: some programs leave some behind the start of the image.
StatusOr<std::optional<uint64_t>> NextMarker(WindowedReader& reader, uint64_t offset) {
  bool after_fill = false;
  while (offset < reader.size()) {
    ASSIGN_OR_RETURN(const ByteSpan bytes, reader.BytesFrom(offset));
    for (const uint8_t byte : bytes) {
      if (after_fill && byte != 0 && byte != 0xFF) return std::optional(offset - 1);
      after_fill = byte == 0xFF;
      ++offset;
    }
  }
  return std::optional<uint64_t>();
}

}  // namespace

StatusOr<JpegMarkers> ReadJpegMarkers(WindowedReader& reader) {
  JpegMarkers markers;
  IccPieces icc;
  std::vector<uint8_t> segment;
  uint64_t offset = 2;  // After the start-of-image marker.
  for (int i = 0; i < kMaxSegments; ++i) {
    ASSIGN_OR_RETURN(const std::optional<uint64_t> found, NextMarker(reader, offset));
    if (!found || reader.size() - *found < 4) break;
    offset = *found;
    std::array<uint8_t, 4> head;
    RETURN_IF_ERROR(reader.ReadAt(offset, head));
    if (head[1] == kStartOfScan || head[1] == kEndOfImage) break;
    if (HasNoSegment(head[1])) {
      offset += 2;
      continue;
    }
    const size_t length = size_t{head[2]} << 8 | head[3];  // Counts itself.
    if (length < 2 || length - 2 > reader.size() - offset - 4) break;
    if (head[1] == kApp1 || head[1] == kApp2) {
      segment.resize(length - 2);
      RETURN_IF_ERROR(reader.ReadAt(offset + 4, segment));
      ReadSegment(head[1], segment, markers, icc);
    }
    offset += 2 + length;
  }
  markers.icc_profile = icc.Join();
  markers.profile_lost = icc.Lost();
  return markers;
}

}  // namespace easelight
