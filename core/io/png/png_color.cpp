#include "core/io/png/png_color.h"

#include <zlib.h>

#include <algorithm>

#include "core/io/scan_limits.h"

namespace easelight {
namespace {

constexpr size_t kChecksumBytes = 4;
// PNG specification, third edition, 11.3.2: gamma and chromaticities are in parts of one; a profile's name has at most
// so many bytes.
constexpr double kParts = 100000;
constexpr size_t kMostNameBytes = 79;

uint32_t DoubleWord(ByteSpan bytes, size_t at) {
  return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 | uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

// A chunk's data; empty where its checksum does not hold.
StatusOr<std::vector<uint8_t>> CheckedData(std::string_view type, WindowedReader& reader, uint64_t at, uint64_t bytes) {
  std::vector<uint8_t> data(static_cast<size_t>(bytes) + kChecksumBytes);
  RETURN_IF_ERROR(reader.ReadAt(at, data));
  uLong sum = crc32(0, reinterpret_cast<const Bytef*>(type.data()), static_cast<uInt>(type.size()));
  sum = crc32(sum, data.data(), static_cast<uInt>(bytes));
  if (sum != DoubleWord(data, static_cast<size_t>(bytes))) return std::vector<uint8_t>();
  data.resize(static_cast<size_t>(bytes));
  return data;
}

Sentence TooLarge() { return {"profile-large", {{"limit", kMaxIccBytes / kMebibyte}}}; }

// Inflates a profile whole; empty where the stream is damaged, one byte past the limit where it is too long.
std::vector<uint8_t> Inflated(ByteSpan packed) {
  std::vector<uint8_t> profile;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return profile;
  stream.next_in = const_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  int result = Z_OK;
  while (result == Z_OK && profile.size() <= kMaxIccBytes) {
    const size_t had = profile.size();
    profile.resize(std::min<size_t>(std::max<size_t>(2 * had, 4096), kMaxIccBytes + 1));
    stream.next_out = profile.data() + had;
    stream.avail_out = static_cast<uInt>(profile.size() - had);
    result = inflate(&stream, Z_NO_FLUSH);
    profile.resize(profile.size() - stream.avail_out);
    if (stream.avail_in == 0 && stream.avail_out != 0 && result == Z_OK) result = Z_BUF_ERROR;
  }
  inflateEnd(&stream);
  if (result != Z_STREAM_END && profile.size() <= kMaxIccBytes) profile.clear();
  return profile;
}

// A name and its NUL, the method 0, then a zlib stream.
void TakeProfile(ByteSpan data, PngColorChunks& chunks) {
  const size_t searched = std::min(data.size(), kMostNameBytes + 1);
  const auto end = std::find(data.begin(), data.begin() + static_cast<ptrdiff_t>(searched), uint8_t{0});
  const size_t name = static_cast<size_t>(end - data.begin());
  chunks.profile_lost = {"profile-damaged"};
  if (name == searched || data.size() < name + 2 || data[name + 1] != 0) return;
  std::vector<uint8_t> profile = Inflated(data.subspan(name + 2));
  if (profile.size() > kMaxIccBytes) {
    chunks.profile_lost = TooLarge();
  } else if (!profile.empty()) {
    chunks.icc_profile = std::move(profile);
    chunks.profile_lost = {};
  }
}

Status ReadProfile(WindowedReader& reader, uint64_t at, uint64_t bytes, PngColorChunks& chunks) {
  if (!chunks.icc_profile.empty() || !chunks.profile_lost.name().empty()) return OkStatus();
  if (bytes > kMaxIccBytes) {
    chunks.profile_lost = TooLarge();
    return OkStatus();
  }
  ASSIGN_OR_RETURN(const std::vector<uint8_t> data, CheckedData("iCCP", reader, at, bytes));
  TakeProfile(data, chunks);
  return OkStatus();
}

void TakeNumbers(std::string_view type, ByteSpan data, PngColor& color) {
  if (type == "cICP") {
    std::copy(data.begin(), data.end(), color.cicp.begin());
  } else if (type == "sRGB") {
    color.srgb = true;
  } else if (type == "gAMA") {
    color.gamma = DoubleWord(data, 0) / kParts;
  } else {
    for (size_t i = 0; i < color.chromaticities.size(); ++i) {
      color.chromaticities[i] = static_cast<int32_t>(DoubleWord(data, 4 * i)) / kParts;
    }
  }
}

}  // namespace

Status ReadPngColorChunk(std::string_view type, WindowedReader& reader, uint64_t at, uint64_t bytes,
                         PngColorChunks& chunks) {
  if (type == "iCCP") return ReadProfile(reader, at, bytes, chunks);
  const PngColor& color = chunks.color;
  const bool wanted = (type == "cICP" && bytes == 4 && color.cicp[0] == 0) ||
                      (type == "sRGB" && bytes == 1 && !color.srgb) ||
                      (type == "gAMA" && bytes == 4 && color.gamma == 0) ||
                      (type == "cHRM" && bytes == 32 && color.chromaticities[0] == 0);
  if (!wanted) return OkStatus();
  ASSIGN_OR_RETURN(const std::vector<uint8_t> data, CheckedData(type, reader, at, bytes));
  if (!data.empty()) TakeNumbers(type, data, chunks.color);
  return OkStatus();
}

}  // namespace easelight
