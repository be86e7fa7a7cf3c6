#include "wasm/outcome.h"

#include "core/memory/workspace.h"

namespace easelight {
namespace {

using emscripten::val;

const char* CodeName(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
      return "ok";
    case StatusCode::kInvalidInput:
      return "invalid-input";
    case StatusCode::kUnsupported:
      return "unsupported";
    case StatusCode::kTruncated:
      return "truncated";
    case StatusCode::kOutOfRange:
      return "out-of-range";
    case StatusCode::kResourceExhausted:
      return "resource-exhausted";
    case StatusCode::kIo:
      return "io";
    case StatusCode::kCancelled:
      return "cancelled";
    case StatusCode::kStale:
      return "stale";
  }
  return "unknown";
}

}  // namespace

val ValFromJson(const Json& json) { return val::global("JSON").call<val>("parse", TextFromJson(json)); }

val Failed(const Status& status) {
  return ValFromJson(Json::Object{{"ok", false}, {"code", CodeName(status.code())}, {"message", status.message()}});
}

val OutOfMemory() {
  return Failed(ResourceExhausted("the codec zone of " + std::to_string(kCodecBudget / kMebibyte) + " MiB is full"));
}

}  // namespace easelight
