// Packs a TIFF strip: horizontal differences, then Deflate.
//
// libtiff's own Deflate has no choice of strategy. Differences of film grain are noise, in which matches farther back
// than a run are rare; without the search, packing is twice as fast and the result is smaller.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace safelight {

class StripDeflater {
 public:
  StripDeflater() = default;
  ~StripDeflater() { deflateEnd(&stream_); }
  StripDeflater(const StripDeflater&) = delete;
  StripDeflater& operator=(const StripDeflater&) = delete;

  // For strips of at most `strip_bytes`. Errors: kResourceExhausted.
  Status Start(size_t strip_bytes);

  // Packs a strip of `depth`-bit RGB rows of `row_bytes` each; the strip is overwritten. Allocates nothing.
  void Pack(MutableByteSpan strip, size_t row_bytes, int depth);

  // The strip packed last, until the next one. Errors: kInvalidInput.
  StatusOr<ByteSpan> packed() const;

 private:
  z_stream stream_{};
  std::vector<uint8_t> out_;
  bool complete_ = false;
};

}  // namespace safelight
