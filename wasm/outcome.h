// How every outcome of the engine reaches JavaScript: as the value {ok: true, value} or {ok: false, code, name,
// args}. The words of a failure are the page's: see core/base/sentence.h.
#pragma once

#include <emscripten/val.h>

#include <new>

#include "core/base/status.h"
#include "core/recipe/json.h"

namespace easelight {

emscripten::val ValFromJson(const Json& json);

emscripten::val Failed(const Status& status);

// Where the codec zone is full.
emscripten::val OutOfMemory();

// Runs `body`, which returns StatusOr<Json>. Nothing may leave as a C++ exception: JavaScript would see a number.
template <typename Body>
emscripten::val Outcome(const Body& body) {
  try {
    StatusOr<Json> result = body();
    if (!result.ok()) return Failed(result.status());
    return ValFromJson(Json::Object{{"ok", true}, {"value", std::move(result).value()}});
  } catch (const std::bad_alloc&) {
    return OutOfMemory();
  } catch (const std::exception& error) {
    return Failed(InvalidInput("engine-exception", {{"reason", error.what()}}));
  }
}

}  // namespace easelight
