#include "wasm/js_file.h"

#include <emscripten.h>

#include <array>
#include <optional>
#include <string_view>

#include "core/engine/within_memory.h"
#include "core/recipe/sentence_json.h"

namespace easelight {
namespace {

enum class FileCall : int { kRead = 0, kWrite = 1, kShorten = 2 };

// What comes back where the call failed: -1, with the message of whoever threw, or one of these.
constexpr double kNoRoom = -2;     // With the browser's message.
constexpr double kExplained = -3;  // With a sentence of the worker's own, as JSON.

constexpr size_t kMessageBytes = 1000;
using ErrorText = std::array<char, kMessageBytes>;

// A JavaScript exception must not pass through C++ frames, which would not be unwound: it is caught here and what it
// says left in a buffer. The formatter would take the body for C++, and its operators apart.
// clang-format off
EM_JS(double, CallJsFile, (emscripten::EM_VAL file, int call, uint8_t* data, double bytes, double offset,
                           char* error_text, int error_bytes), {
  try {
    const object = Emval.toValue(file);
    if (call === 2) {
      object.shorten(offset);
      return 0;
    }
    const view = HEAPU8.subarray(data, data + bytes);
    return call === 1 ? object.write(view, offset) : object.read(view, offset);
  } catch (error) {
    const sentence = error && error.sentence;
    const said = sentence ? JSON.stringify(sentence) : String((error && error.message) || error);
    stringToUTF8(said, error_text, error_bytes);
    return sentence ? -3 : error && error.name === 'QuotaExceededError' ? -2 : -1;
  }
});
// clang-format on

Status Failure(double result, const ErrorText& error) {
  const std::string_view text(error.data());
  if (result == kNoRoom) return ResourceExhausted("disk-quota-refused", {{"reason", text}});
  if (result == kExplained) {
    const auto json = JsonFromText(text, "document-file-error");
    if (const auto sentence = json.ok() ? SentenceFromJson(*json) : std::nullopt) return {StatusCode::kIo, *sentence};
  }
  return IoError("file-failed", {{"reason", text}});
}

// The number of bytes that were moved.
StatusOr<uint64_t> Call(const emscripten::val& file, FileCall call, MutableByteSpan bytes, uint64_t offset) {
  ErrorText error{};
  // The value's own handle, which stays the value's.
  const double result = CallJsFile(file.as_handle(), static_cast<int>(call), bytes.data(), double(bytes.size()),
                                   double(offset), error.data(), kMessageBytes);
  if (result < 0) return WithinMemory([&] { return Failure(result, error); });
  return static_cast<uint64_t>(result);
}

}  // namespace

uint64_t JsFile::size() const { return static_cast<uint64_t>(file_.call<double>("size")); }

Status JsFile::ReadAt(uint64_t offset, MutableByteSpan out) {
  ASSIGN_OR_RETURN(const uint64_t moved, Call(file_, FileCall::kRead, out, offset));
  if (moved == out.size()) return OkStatus();
  return Truncated("file-ends", {{"end", offset + moved}, {"needed", offset + out.size()}});
}

Status JsFile::WriteAt(uint64_t offset, ByteSpan bytes) {
  const MutableByteSpan unchanged(const_cast<uint8_t*>(bytes.data()), bytes.size());
  ASSIGN_OR_RETURN(const uint64_t moved, Call(file_, FileCall::kWrite, unchanged, offset));
  return moved == bytes.size() ? OkStatus() : ResourceExhausted("disk-quota");
}

Status JsFile::Shorten(uint64_t bytes) { return Call(file_, FileCall::kShorten, {}, bytes).status(); }

}  // namespace easelight
