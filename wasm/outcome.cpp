#include "wasm/outcome.h"

#include "core/memory/workspace.h"
#include "core/recipe/sentence_json.h"

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
    case StatusCode::kPartial:
      return "partial";
    case StatusCode::kOutOfRange:
      return "out-of-range";
    case StatusCode::kResourceExhausted:
      return "resource-exhausted";
    case StatusCode::kIo:
      return "io";
    case StatusCode::kStale:
      return "stale";
  }
  return "unknown";
}

}  // namespace

val ValFromJson(const Json& json) { return val::global("JSON").call<val>("parse", TextFromJson(json)); }

val Failed(const Status& status) {
  Json failure = JsonFromSentence(status.sentence());
  failure.Set("ok", false);
  failure.Set("code", CodeName(status.code()));
  return ValFromJson(failure);
}

val OutOfMemory() { return Failed(ResourceExhausted("memory-codec-zone", {{"size", kCodecBudget / kMebibyte}})); }

}  // namespace easelight
