#include "core/engine/picture_digest.h"

#include <array>
#include <bit>

namespace easelight {
namespace {

constexpr uint64_t kMostBytes = 8 * 1024 * 1024;
// 128 bits: digests are compared, not trusted.
constexpr size_t kDigestBytes = 16;

}  // namespace

PictureDigest::PictureDigest(Extent size, size_t row_bytes, ByteSpan profile)
    : row_bytes_(row_bytes), stride_(static_cast<uint32_t>(uint64_t{row_bytes} * size.height / kMostBytes + 1)) {
  // The same bytes in another shape are another picture. Samples of every build lie as little-endian ones do.
  static_assert(std::endian::native == std::endian::little);
  const std::array<uint64_t, 3> shape = {row_bytes, size.height, profile.size()};
  hash_.Update({reinterpret_cast<const uint8_t*>(shape.data()), sizeof shape});
  hash_.Update(profile);
}

void PictureDigest::AddRows(ByteSpan rows) {
  for (; rows.size() >= row_bytes_; rows = rows.subspan(row_bytes_)) {
    if (row_++ % stride_ == 0) hash_.Update(rows.first(row_bytes_));
  }
}

std::string PictureDigest::Finish() {
  const Sha256::Digest digest = hash_.Finish();
  std::string text;
  for (size_t i = 0; i < kDigestBytes; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

}  // namespace easelight
