// SHA-256 (FIPS 180-4), for proofs.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/bytes.h"

namespace easelight {

// The hash of a message that comes in pieces.
class Sha256 {
 public:
  using Digest = std::array<uint8_t, 32>;

  void Update(ByteSpan bytes);

  // The hash of all that came; nothing may follow.
  Digest Finish();

 private:
  static constexpr size_t kBlockBytes = 64;

  void Compress(const uint8_t* block);

  // FIPS 180-4, 5.3.3.
  std::array<uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, kBlockBytes> block_{};  // The beginning of the next block.
  size_t filled_ = 0;                         // How much of it there is.
  uint64_t bytes_ = 0;
};

}  // namespace easelight
