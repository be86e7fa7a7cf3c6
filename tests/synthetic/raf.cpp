#include "tests/synthetic/raf.h"

#include <string_view>
#include <utility>

namespace easelight {
namespace {

void AppendBig(std::vector<uint8_t>& bytes, uint32_t value, size_t n) {
  for (size_t i = n; i > 0; --i) bytes.push_back(static_cast<uint8_t>(value >> 8 * (i - 1)));
}
void AppendLittle(std::vector<uint8_t>& bytes, uint32_t value, size_t n) {
  for (size_t i = 0; i < n; ++i) bytes.push_back(static_cast<uint8_t>(value >> 8 * i));
}
void AppendText(std::vector<uint8_t>& bytes, std::string_view text, size_t n) {
  for (size_t i = 0; i < n; ++i) bytes.push_back(i < text.size() ? static_cast<uint8_t>(text[i]) : 0);
}

// A directory of numbers of 32 bits.
void AppendDirectory(std::vector<uint8_t>& bytes, const std::vector<std::pair<uint32_t, uint32_t>>& entries) {
  AppendLittle(bytes, static_cast<uint32_t>(entries.size()), 2);
  for (const auto& [tag, value] : entries) {
    AppendLittle(bytes, tag, 2);
    AppendLittle(bytes, 4, 2);  // LONG
    AppendLittle(bytes, 1, 4);
    AppendLittle(bytes, value, 4);
  }
  AppendLittle(bytes, 0, 4);
}

}  // namespace

std::vector<uint8_t> WriteRaf(Extent size, const std::vector<uint32_t>& codes) {
  constexpr uint32_t kPreview = 128;  // Of a JPEG the beginning of its Exif: a TIFF that names the maker.
  constexpr uint32_t kCamera = 192;   // What the camera says of the picture...
  constexpr uint32_t kTiff = 208;     // ...and a TIFF, whose places count from its own beginning.
  constexpr uint32_t kPicture = 8 + 2 + 12 + 4;
  constexpr uint32_t kCodes = kPicture + 2 + 5 * 12 + 4;
  std::vector<uint8_t> bytes;
  AppendText(bytes, "FUJIFILMCCD-RAW 0201FF129502", 28);
  AppendText(bytes, "GFX100S", 32);
  AppendText(bytes, "0100", 24);
  for (const uint32_t place : {kPreview, 47u, kCamera, 12u, kTiff, kCodes}) AppendBig(bytes, place, 4);
  AppendText(bytes, "", kPreview + 12 - bytes.size());
  AppendText(bytes, std::string_view("II*\0\b\0\0\0", 8), 8);
  AppendLittle(bytes, 1, 2);
  for (const auto& [value, n] : {std::pair{0x010Fu, 2u}, {2u, 2u}, {9u, 4u}, {26u, 4u}, {0u, 4u}}) {
    AppendLittle(bytes, value, n);  // An ASCII text behind the directory.
  }
  AppendText(bytes, "FUJIFILM", 9);
  AppendText(bytes, "", kCamera - bytes.size());
  AppendText(bytes, "", kCamera - bytes.size());
  AppendBig(bytes, 1, 4);
  for (const uint32_t value : {0x0100u, 4u, size.height, size.width}) AppendBig(bytes, value, 2);
  AppendText(bytes, "", kTiff - bytes.size());
  AppendText(bytes, std::string_view("II*\0\b\0\0\0", 8), 8);
  AppendDirectory(bytes, {{0xF000, kPicture}});
  const auto code_bytes = static_cast<uint32_t>(2 * size.pixels());
  AppendDirectory(bytes,
                  {{0xF001, size.width}, {0xF002, size.height}, {0xF003, 16}, {0xF007, kCodes}, {0xF008, code_bytes}});
  for (const uint32_t code : codes) AppendLittle(bytes, code, 2);
  return bytes;
}

}  // namespace easelight
