#include "core/io/png/png_chunks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <zlib.h>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

// Real files have a dozen chunks before the picture.
constexpr int kMaxChunks = 4096;

// PNG specification, 5.3: length, type, data, CRC.
constexpr uint64_t kSignatureBytes = 8;
constexpr uint64_t kAroundData = 12;

// Behind the picture metadata has less than a hundred kilobytes; and no search goes on for ever.
constexpr uint64_t kTailBytes = 128 * 1024;
constexpr int kMaxTailChunks = 64;

// PNG specification, 11.3.4.5 and XMP part 3, 1.1.5: the keyword, not compressed, then language and translated keyword,
// each ended by a NUL, then the packet.
constexpr std::string_view kXmpStart = "XML:com.adobe.xmp\0\0\0"sv;

StatusOr<std::vector<uint8_t>> ReadXmp(WindowedReader& reader, uint64_t at, uint64_t bytes) {
  std::vector<uint8_t> text;
  std::array<uint8_t, kXmpStart.size()> start;
  if (bytes < start.size() || bytes > kMaxXmpBytes) return text;
  RETURN_IF_ERROR(reader.ReadAt(at, start));
  if (!std::equal(start.begin(), start.end(), kXmpStart.begin())) return text;
  text.resize(static_cast<size_t>(bytes) - start.size());
  RETURN_IF_ERROR(reader.ReadAt(at + start.size(), text));
  for (int i = 0; i < 2; ++i) {
    const auto end = std::find(text.begin(), text.end(), uint8_t{0});
    text.erase(text.begin(), end == text.end() ? end : end + 1);
  }
  return text;
}

uint32_t NumberAt(ByteSpan bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
}

std::string_view TypeOf(ByteSpan head) { return {reinterpret_cast<const char*>(head.data()) + 4, 4}; }

Status ReadMetadata(WindowedReader& reader, std::string_view type, uint64_t data, uint32_t bytes, PngChunks& chunks) {
  if (type == "eXIf" && chunks.exif.entries.empty()) chunks.exif = ReadExif(reader, data, bytes);
  if (type == "iTXt" && chunks.xmp.empty()) {
    ASSIGN_OR_RETURN(chunks.xmp, ReadXmp(reader, data, bytes));
  }
  return OkStatus();
}

// Whether a chunk begins with `tail` from which others lead to the end of the file, without a gap.
bool LeadsToTheEnd(ByteSpan tail) {
  for (int i = 0; i < kMaxTailChunks && tail.size() >= kAroundData; ++i) {
    const uint32_t bytes = NumberAt(tail);
    if (bytes > tail.size() - kAroundData) return false;
    if (TypeOf(tail) == "IEND") return bytes == 0 && tail.size() == kAroundData;
    tail = tail.subspan(kAroundData + bytes);
  }
  return false;
}

bool HasItsChecksum(ByteSpan chunk) {
  const uint32_t bytes = NumberAt(chunk);
  return crc32(0, chunk.data() + 4, bytes + 4) == NumberAt(chunk.subspan(8 + size_t{bytes}));
}

// What stands behind the picture, which has no more than its checksums to tell it from the picture's own bytes: those
// are not walked through, as they are most of the file.
Status ReadTail(WindowedReader& reader, uint64_t picture, PngChunks& chunks) {
  std::vector<uint8_t> tail(static_cast<size_t>(std::min<uint64_t>(kTailBytes, reader.size() - picture)));
  const uint64_t start = reader.size() - tail.size();
  RETURN_IF_ERROR(reader.ReadAt(start, tail));
  const std::string_view text(reinterpret_cast<const char*>(tail.data()), tail.size());
  int tried = 0;
  for (size_t at = 0; at + kAroundData <= tail.size() && tried < kMaxTailChunks; ++at) {
    const std::string_view type = text.substr(at + 4, 4);
    if (type != "eXIf" && type != "iTXt") continue;
    ++tried;
    const ByteSpan chunk = ByteSpan(tail).subspan(at);
    if (!LeadsToTheEnd(chunk) || !HasItsChecksum(chunk)) continue;
    RETURN_IF_ERROR(ReadMetadata(reader, type, start + at + 8, NumberAt(chunk), chunks));
  }
  return OkStatus();
}

}  // namespace

StatusOr<PngChunks> ReadPngChunks(WindowedReader& reader) {
  PngChunks chunks;
  uint64_t at = kSignatureBytes;
  for (int i = 0; i < kMaxChunks && at + kAroundData <= reader.size(); ++i) {
    std::array<uint8_t, 8> head;
    RETURN_IF_ERROR(reader.ReadAt(at, head));
    const uint32_t bytes = NumberAt(head);
    const std::string_view type = TypeOf(head);
    if (type == "IDAT") {
      RETURN_IF_ERROR(ReadTail(reader, at, chunks));
      break;
    }
    if (bytes > reader.size() - at - kAroundData) break;
    RETURN_IF_ERROR(ReadMetadata(reader, type, at + head.size(), bytes, chunks));
    RETURN_IF_ERROR(ReadPngColorChunk(type, reader, at + head.size(), bytes, chunks.color));
    at += kAroundData + bytes;
  }
  return chunks;
}

}  // namespace easelight
