// OpenScan: tells the format from the first bytes and hands over to its decoder.
#include "core/io/decoder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <string_view>

#include "core/io/codecs.h"
#include "core/io/raw/raw_container.h"

namespace easelight {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kProbeBytes = 16;

struct Magic {
  size_t offset;
  std::string_view bytes;
  std::string_view format;
};

// Files that people do drop on the window, so that the refusal can name them. First match wins.
constexpr Magic kOtherFiles[] = {
    {0, "%PDF"sv, "PDF"},
    {0, "GIF8"sv, "GIF"},
    {0, "BM"sv, "BMP"},
    {8, "WEBP"sv, "WebP"},
    {4, "ftypheic"sv, "HEIC"},
    {4, "ftypheix"sv, "HEIC"},
    {4, "ftypmif1"sv, "HEIF"},
    {4, "ftypavif"sv, "AVIF"},
    {4, "ftyp"sv, "MP4"},
    {0, "\xFF\x0A"sv, "JPEG XL"},
    {0, "\0\0\0\x0CJXL "sv, "JPEG XL"},
    {0, "\0\0\0\x0CjP  "sv, "JPEG 2000"},
    {0, "8BPS"sv, "Photoshop"},
    {0, "\x76\x2F\x31\x01"sv, "OpenEXR"},
    {0, "#?RADIANCE"sv, "Radiance"},
    {0, "PK\x03\x04"sv, "ZIP"},
    {0, "<?xml"sv, "XML"},
    {0, "<svg"sv, "SVG"},
    {0, "{"sv, "JSON"},
};

bool Has(std::string_view head, size_t offset, std::string_view bytes) {
  return head.size() >= offset + bytes.size() && head.substr(offset, bytes.size()) == bytes;
}

const Magic* FindOther(std::string_view head) {
  const auto* found = std::find_if(std::begin(kOtherFiles), std::end(kOtherFiles),
                                   [head](const Magic& magic) { return Has(head, magic.offset, magic.bytes); });
  return found == std::end(kOtherFiles) ? nullptr : found;
}

bool IsTiff(std::string_view head) {
  return Has(head, 0, "II*\0"sv) || Has(head, 0, "MM\0*"sv) || Has(head, 0, "II+\0"sv) || Has(head, 0, "MM\0+"sv);
}

// What LibRaw refuses may still be read row by row: a picture that only says that it came from a DNG. Else the reason
// is LibRaw's.
StatusOr<std::unique_ptr<ScanDecoder>> OpenRawOrTiff(ByteSource& source, bool is_tiff) {
  StatusOr<std::unique_ptr<ScanDecoder>> raw = OpenRaw(source);
  if (raw.ok() || !is_tiff || raw.status().code() != StatusCode::kUnsupported) return raw;
  StatusOr<std::unique_ptr<ScanDecoder>> tiff = OpenTiff(source, CameraColorOf);
  return tiff.ok() ? std::move(tiff) : std::move(raw);
}

// A picture in linear colors is read row by row, whatever its size; LibRaw, which takes all of it at once, unpacks what
// the TIFF decoder cannot.
StatusOr<std::unique_ptr<ScanDecoder>> OpenLinear(ByteSource& source) {
  StatusOr<std::unique_ptr<ScanDecoder>> tiff = OpenTiff(source, CameraColorOf);
  if (tiff.ok() || tiff.status().code() != StatusCode::kUnsupported) return tiff;
  StatusOr<std::unique_ptr<ScanDecoder>> raw = OpenRaw(source);
  return raw.status().code() == StatusCode::kUnsupported ? std::move(tiff) : std::move(raw);
}

StatusOr<std::unique_ptr<ScanDecoder>> OpenByMagic(ByteSource& source) {
  if (source.size() == 0) return InvalidInput("file-empty");
  std::array<uint8_t, kProbeBytes> bytes{};
  const size_t held = static_cast<size_t>(std::min<uint64_t>(bytes.size(), source.size()));
  RETURN_IF_ERROR(source.ReadAt(0, MutableByteSpan(bytes.data(), held)));
  const std::string_view head(reinterpret_cast<const char*>(bytes.data()), held);

  const RawSigns signs = SignsOfRaw(head, source);
  if (signs == RawSigns::kLinear) return OpenLinear(source);
  if (signs == RawSigns::kRaw) return OpenRawOrTiff(source, IsTiff(head));
  if (Has(head, 0, "\x89PNG\r\n\x1A\n"sv)) return OpenPng(source);
  // A marker should follow at once. What some programs leave between is passed over.
  if (Has(head, 0, "\xFF\xD8"sv)) return OpenJpeg(source);
  if (IsTiff(head)) return OpenTiff(source, CameraColorOf);
  if (Has(head, 0, "FOVb"sv)) return Unsupported("raw-foveon");
  if (const Magic* other = FindOther(head)) {
    return Unsupported("file-format", {{"format", other->format}});
  }
  return OpenDump(source);
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenScan(ByteSource& source) {
  // The one place where an exception is met: the standard library's own, when the heap has no room for a buffer.
  try {
    return OpenByMagic(source);
  } catch (const std::bad_alloc&) {
    return ResourceExhausted("memory-to-open");
  }
}

}  // namespace easelight
