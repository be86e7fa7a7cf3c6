// Files that live in JavaScript: Blobs, OPFS access handles, and Node's file descriptors.
#pragma once

#include <emscripten/val.h>

#include "core/base/bytes.h"

namespace easelight {

// Wraps an object with size(), read(heapView, offset), write(heapView, offset) and shorten(bytes), as
// web/src/worker/engine_module.ts describes it. Used on the engine's own thread only. What the object throws becomes
// kIo, or kResourceExhausted where its name is QuotaExceededError.
class JsFile final : public BlockFile {
 public:
  explicit JsFile(emscripten::val file) : file_(std::move(file)) {}

  uint64_t size() const override;
  Status ReadAt(uint64_t offset, MutableByteSpan out) override;
  Status WriteAt(uint64_t offset, ByteSpan bytes) override;
  Status Shorten(uint64_t bytes) override;

 private:
  emscripten::val file_;
};

}  // namespace easelight
