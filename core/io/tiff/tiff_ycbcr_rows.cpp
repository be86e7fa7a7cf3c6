// Rows of a YCbCr TIFF with fewer samples of color than of luminance, which lie in blocks.
#include <algorithm>
#include <vector>

#include "core/io/scan_limits.h"
#include "core/io/tiff/tiff_rows.h"

namespace easelight {
namespace {

// TIFF 6.0, section 21: a block is the luminances of its pixels, row by row, and then one Cb and one Cr. Blocks follow
// each other from left to right; those at the edges are whole.
class YcbcrRows final : public TiffRows {
 public:
  YcbcrRows(TiffClient& client, const TiffLayout& layout)
      : client_(client),
        layout_(layout),
        block_bytes_(layout.block_width * layout.block_height + 2),
        band_bytes_(((layout.size.width - 1) / layout.block_width + 1) * block_bytes_) {}

  Status Check() {
    const uint32_t strips = layout_.strips_of_plane();
    RETURN_IF_ERROR(CheckStoredBytes(client_, strips, kMaxStripBytes, SentenceName("tiff-strip")));
    const uint64_t bytes = StripBytes(0);
    if (bytes <= kMaxStripBytes / 2) return OkStatus();
    return ResourceExhausted("tiff-strip-large",
                             {{"needed", MebibytesFrom(bytes)}, {"limit", MebibytesFrom(kMaxStripBytes / 2)}});
  }

  // Color is that of the block, as libtiff's own pictures have it.
  Status ReadRow(uint8_t* out) override {
    const uint32_t row = row_ % layout_.rows_per_strip;
    if (row == 0) RETURN_IF_ERROR(LoadStrip(row_ / layout_.rows_per_strip));
    const uint8_t* band = strip_.data() + row / layout_.block_height * band_bytes_;
    const size_t luminance = row % layout_.block_height * layout_.block_width;
    for (uint32_t x = 0; x < layout_.size.width; ++x) {
      const uint8_t* block = band + x / layout_.block_width * block_bytes_;
      *out++ = block[luminance + x % layout_.block_width];
      *out++ = block[block_bytes_ - 2];
      *out++ = block[block_bytes_ - 1];
    }
    ++row_;
    return OkStatus();
  }

 private:
  uint64_t StripBytes(uint32_t strip) const {
    const uint32_t rows = std::min(layout_.rows_per_strip, layout_.size.height - strip * layout_.rows_per_strip);
    return uint64_t{(rows - 1) / layout_.block_height + 1} * band_bytes_;
  }

  Status LoadStrip(uint32_t strip) {
    strip_.resize(static_cast<size_t>(StripBytes(strip)));
    const auto size = static_cast<tmsize_t>(strip_.size());
    if (TIFFReadEncodedStrip(client_.handle(), strip, strip_.data(), size) == size) return OkStatus();
    return client_.Failure({"tiff-damaged", {{"row", row_}, {"rows", layout_.size.height}}});
  }

  TiffClient& client_;
  const TiffLayout layout_;
  const size_t block_bytes_;
  const size_t band_bytes_;  // Of a row of blocks.
  std::vector<uint8_t> strip_;
  uint32_t row_ = 0;
};

}  // namespace

StatusOr<std::unique_ptr<TiffRows>> OpenYcbcrRows(TiffClient& client, const TiffLayout& layout) {
  auto rows = std::make_unique<YcbcrRows>(client, layout);
  RETURN_IF_ERROR(rows->Check());
  return StatusOr<std::unique_ptr<TiffRows>>(std::move(rows));
}

}  // namespace easelight
