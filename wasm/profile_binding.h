// Outputs by ICC profiles, as JavaScript gives them: a Uint8Array.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/engine.h"

namespace easelight {

// None for null. Errors: kInvalidInput for more bytes than profiles may have, before they are copied into the heap.
StatusOr<std::vector<uint8_t>> ProfileFromVal(const emscripten::val& bytes);

// Answers {name, colors}.
emscripten::val DeviceFactsOf(const emscripten::val& bytes);

// Reads web/src/engine/protocol.ts' ProofOptions.
Status SetSoftProof(Engine& engine, const emscripten::val& bytes, const std::string& options);

}  // namespace easelight
