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

namespace easelight {

// What became of a strip.
struct PackedStrip {
  std::vector<uint8_t> room;  // As long as StripDeflater::MostBytes.
  size_t size = 0;            // How much of it is used; 0 where packing failed.
};

// How a strip's bytes are rows of samples.
struct StripRows {
  size_t row_bytes;
  int channels;
  int depth;  // Bits a sample, 8 or 16.
};

class StripDeflater {
 public:
  StripDeflater() = default;
  ~StripDeflater() { deflateEnd(&stream_); }
  StripDeflater(const StripDeflater&) = delete;
  StripDeflater& operator=(const StripDeflater&) = delete;

  // Errors: kResourceExhausted.
  Status Start();

  // The most that a strip of `strip_bytes` can take, packed.
  size_t MostBytes(size_t strip_bytes);

  // Packs a strip, which is overwritten. Allocates nothing.
  void Pack(MutableByteSpan strip, const StripRows& rows, PackedStrip& packed);

 private:
  z_stream stream_{};
};

}  // namespace easelight
