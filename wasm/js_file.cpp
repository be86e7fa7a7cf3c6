#include "wasm/js_file.h"

#include <emscripten.h>

#include <array>
#include <string>

namespace easelight {
namespace {

constexpr double kFailed = -1;
constexpr double kNoRoom = -2;
constexpr size_t kMessageBytes = 300;

// A JavaScript exception must not pass through C++ frames, which would not be unwound: it is caught here and its
// message left in a buffer. The formatter would take the body for C++, and its operators apart.
// clang-format off
EM_JS(double, MoveBytes, (emscripten::EM_VAL file, bool write, uint8_t* data, double bytes, double offset,
                          char* message, int message_bytes), {
  try {
    const view = HEAPU8.subarray(data, data + bytes);
    const object = Emval.toValue(file);
    return write ? object.write(view, offset) : object.read(view, offset);
  } catch (error) {
    stringToUTF8(String((error && error.message) || error), message, message_bytes);
    return error && error.name === 'QuotaExceededError' ? -2 : -1;
  }
});

EM_JS(double, ShortenFile, (emscripten::EM_VAL file, double bytes, char* message, int message_bytes), {
  try {
    Emval.toValue(file).shorten(bytes);
    return 0;
  } catch (error) {
    stringToUTF8(String((error && error.message) || error), message, message_bytes);
    return -1;
  }
});
// clang-format on

// The value's own handle, which stays the value's.
emscripten::EM_VAL HandleOf(const emscripten::val& value) { return value.as_handle(); }

Status Failure(double result, const std::array<char, kMessageBytes>& message) {
  const std::string text(message.data());
  if (result == kNoRoom) return ResourceExhausted("the disk space given to this page is full: " + text);
  return IoError(text);
}

}  // namespace

uint64_t JsFile::size() const { return static_cast<uint64_t>(file_.call<double>("size")); }

Status JsFile::ReadAt(uint64_t offset, MutableByteSpan out) {
  std::array<char, kMessageBytes> message{};
  const double moved =
      MoveBytes(HandleOf(file_), false, out.data(), double(out.size()), double(offset), message.data(), kMessageBytes);
  if (moved == kFailed || moved == kNoRoom) return Failure(moved, message);
  if (moved != double(out.size())) {
    return Truncated("the file ends at byte " + std::to_string(offset + static_cast<uint64_t>(moved)) +
                     ", where more is needed");
  }
  return OkStatus();
}

Status JsFile::WriteAt(uint64_t offset, ByteSpan bytes) {
  std::array<char, kMessageBytes> message{};
  const double moved = MoveBytes(HandleOf(file_), true, const_cast<uint8_t*>(bytes.data()), double(bytes.size()),
                                 double(offset), message.data(), kMessageBytes);
  if (moved == kFailed || moved == kNoRoom) return Failure(moved, message);
  if (moved != double(bytes.size())) return ResourceExhausted("the disk space given to this page is full");
  return OkStatus();
}

Status JsFile::Shorten(uint64_t bytes) {
  std::array<char, kMessageBytes> message{};
  const double result = ShortenFile(HandleOf(file_), double(bytes), message.data(), kMessageBytes);
  return result == kFailed ? Failure(result, message) : OkStatus();
}

}  // namespace easelight
