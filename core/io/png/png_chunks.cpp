#include "core/io/png/png_chunks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

// Real files have a dozen chunks before the picture.
constexpr int kMaxChunks = 4096;

// PNG specification, 5.3: length, type, data, CRC.
constexpr uint64_t kSignatureBytes = 8;
constexpr uint64_t kAroundData = 12;

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

}  // namespace

StatusOr<PngChunks> ReadPngChunks(WindowedReader& reader) {
  PngChunks chunks;
  uint64_t at = kSignatureBytes;
  for (int i = 0; i < kMaxChunks && at + kAroundData <= reader.size(); ++i) {
    std::array<uint8_t, 8> head;
    RETURN_IF_ERROR(reader.ReadAt(at, head));
    const uint32_t bytes = uint32_t{head[0]} << 24 | uint32_t{head[1]} << 16 | uint32_t{head[2]} << 8 | head[3];
    const std::string_view type(reinterpret_cast<const char*>(head.data()) + 4, 4);
    if (type == "IDAT" || bytes > reader.size() - at - kAroundData) break;
    if (type == "eXIf" && chunks.exif.entries.empty()) chunks.exif = ReadExif(reader, at + head.size(), bytes);
    if (type == "iTXt" && chunks.xmp.empty()) {
      ASSIGN_OR_RETURN(chunks.xmp, ReadXmp(reader, at + head.size(), bytes));
    }
    RETURN_IF_ERROR(ReadPngColorChunk(type, reader, at + head.size(), bytes, chunks.color));
    at += kAroundData + bytes;
  }
  return chunks;
}

}  // namespace easelight
