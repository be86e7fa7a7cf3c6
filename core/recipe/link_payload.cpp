#include "core/recipe/link_payload.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace easelight {
namespace {

constexpr size_t kPieceBytes = 16 * 1024;

// Inflates into pieces of `text` until the stream ends, the limit is passed, or something is wrong.
Status InflateInto(z_stream& stream, size_t max_bytes, std::string& text) {
  for (;;) {
    // One byte past the limit is enough to see that it is passed.
    const size_t had = text.size();
    text.resize(had + std::min(kPieceBytes, max_bytes + 1 - had));
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + had);
    stream.avail_out = static_cast<uInt>(text.size() - had);
    const int result = inflate(&stream, Z_NO_FLUSH);
    text.resize(text.size() - stream.avail_out);
    if (text.size() > max_bytes) {
      return OutOfRange("payload-large", {{"limit", max_bytes}});
    }
    switch (result) {
      case Z_STREAM_END:
        return OkStatus();
      case Z_OK:
        break;
      case Z_BUF_ERROR:  // There was room, so there is no more input.
        return Truncated("payload-cut");
      case Z_MEM_ERROR:
        return ResourceExhausted("payload-inflate-memory");
      default:
        return InvalidInput("payload-damaged");
    }
  }
}

}  // namespace

StatusOr<std::vector<uint8_t>> StreamFromText(std::string_view text) {
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::vector<uint8_t> stream(size);
  // There is room for any outcome, so only memory can be missing.
  if (compress2(stream.data(), &size, reinterpret_cast<const Bytef*>(text.data()), static_cast<uLong>(text.size()),
                Z_BEST_COMPRESSION) != Z_OK) {
    return ResourceExhausted("payload-deflate-memory");
  }
  stream.resize(size);
  return stream;
}

StatusOr<std::string> TextFromStream(ByteSpan bytes, size_t max_bytes) {
  z_stream stream{};
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  if (inflateInit(&stream) != Z_OK) return ResourceExhausted("payload-inflate-memory");
  const std::unique_ptr<z_stream, int (*)(z_streamp)> open(&stream, inflateEnd);
  std::string text;
  RETURN_IF_ERROR(InflateInto(stream, max_bytes, text));
  if (stream.avail_in != 0) {
    return InvalidInput("payload-followed", {{"rest", stream.avail_in}, {"bytes", bytes.size()}});
  }
  return text;
}

}  // namespace easelight
