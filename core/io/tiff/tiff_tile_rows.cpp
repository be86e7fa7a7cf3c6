// Rows of a tiled TIFF: a band of rows is gathered from one row of tiles at a time.
//
// A row of tiles as wide as a large scan may exceed what there is for strips. Then it is gathered in several bands, and
// each band decodes the tiles anew and keeps its own rows: time is traded for a bound on memory.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/scan_limits.h"
#include "core/io/tiff/tiff_rows.h"

namespace easelight {
namespace {

uint64_t CeilDivide(uint32_t n, uint32_t d) { return (n - 1) / d + 1; }

class TileRows final : public TiffRows {
 public:
  TileRows(TiffClient& client, const TiffLayout& layout, size_t tile_bytes, DecodeTile decode)
      : client_(client),
        layout_(layout),
        decode_(std::move(decode)),
        row_bytes_(static_cast<size_t>(layout.plane_row_bytes())),
        tile_(tile_bytes) {
    // One tile is held packed and unpacked; the band has the rest.
    static_assert(kMaxStripBytes > 2 * kMaxTileBytes);
    const uint64_t spare = kMaxStripBytes - 2 * tile_bytes;
    const uint64_t fitting = spare / (row_bytes_ * layout.planes());
    band_rows_ =
        static_cast<uint32_t>(std::clamp<uint64_t>(fitting, 1, std::min(layout.tile_height, layout.size.height)));
    band_.resize(row_bytes_ * layout.planes() * band_rows_);
  }

  Status ReadRow(uint8_t* out) override {
    if (row_ == band_end_) RETURN_IF_ERROR(FillBand());
    const size_t all_planes = row_bytes_ * layout_.planes();
    std::memcpy(out, band_.data() + (row_ - band_start_) * all_planes, all_planes);
    ++row_;
    return OkStatus();
  }

 private:
  Status FillBand() {
    band_start_ = row_;
    const uint64_t tile_row_end = (uint64_t{row_ / layout_.tile_height} + 1) * layout_.tile_height;
    band_end_ =
        static_cast<uint32_t>(std::min<uint64_t>({uint64_t{row_} + band_rows_, tile_row_end, layout_.size.height}));
    for (uint32_t plane = 0; plane < layout_.planes(); ++plane) {
      for (uint32_t x = 0; x < layout_.size.width; x += layout_.tile_width) {
        RETURN_IF_ERROR(CopyTile(x, plane));
        if (layout_.size.width - x <= layout_.tile_width) break;  // The next x might wrap around.
      }
    }
    return OkStatus();
  }

  // Fills tile_.
  Status Decode(uint32_t tile) {
    const Sentence damaged("tiff-damaged", {{"row", band_start_}, {"rows", layout_.size.height}});
    if (decode_) {
      const Status status = decode_(tile, tile_);
      return status.code() == StatusCode::kInvalidInput ? Status(StatusCode::kInvalidInput, damaged) : status;
    }
    const auto size = static_cast<tmsize_t>(tile_.size());
    if (TIFFReadEncodedTile(client_.handle(), tile, tile_.data(), size) == size) return OkStatus();
    return client_.Failure(damaged);
  }

  Status CopyTile(uint32_t x, uint32_t plane) {
    RETURN_IF_ERROR(Decode(TIFFComputeTile(client_.handle(), x, band_start_, 0, static_cast<uint16_t>(plane))));
    const size_t tile_row_bytes = tile_.size() / layout_.tile_height;
    if (layout_.differences_left) {
      for (uint32_t y = 0; y < layout_.tile_height; ++y) {
        AddDifferences24(tile_.data() + y * tile_row_bytes, layout_.tile_width, layout_.plane_samples());
      }
    }
    const size_t at = static_cast<size_t>(uint64_t{x} * layout_.plane_samples() * layout_.bits / 8);
    const size_t n = std::min(tile_row_bytes, row_bytes_ - at);
    const uint8_t* from = tile_.data() + (band_start_ % layout_.tile_height) * tile_row_bytes;
    for (uint32_t y = band_start_; y < band_end_; ++y, from += tile_row_bytes) {
      uint8_t* row = band_.data() + ((y - band_start_) * layout_.planes() + plane) * row_bytes_;
      std::memcpy(row + at, from, n);
    }
    return OkStatus();
  }

  TiffClient& client_;
  const TiffLayout layout_;
  const DecodeTile decode_;
  const size_t row_bytes_;
  std::vector<uint8_t> tile_;
  std::vector<uint8_t> band_;
  uint32_t band_rows_ = 1;
  uint32_t band_start_ = 0;
  uint32_t band_end_ = 0;
  uint32_t row_ = 0;
};

}  // namespace

StatusOr<std::unique_ptr<TiffRows>> OpenTileRows(TiffClient& client, const TiffLayout& layout, DecodeTile decode) {
  const uint64_t row_bytes = uint64_t{layout.tile_width} * layout.plane_samples() * layout.bits / 8;
  if (row_bytes > kMaxTileBytes || row_bytes * layout.tile_height > kMaxTileBytes) {
    return ResourceExhausted(
        "tiff-tile-large",
        {{"width", layout.tile_width}, {"height", layout.tile_height}, {"limit", MebibytesFrom(kMaxTileBytes)}});
  }
  const uint64_t tile_bytes = row_bytes * layout.tile_height;
  if (TIFFTileSize64(client.handle()) != tile_bytes) return InvalidInput("tiff-tile-samples");
  const uint64_t tiles = CeilDivide(layout.size.width, layout.tile_width) *
                         CeilDivide(layout.size.height, layout.tile_height) * layout.planes();
  if (tiles > TIFFNumberOfTiles(client.handle())) return InvalidInput("tiff-tile-count");
  RETURN_IF_ERROR(CheckStoredBytes(client, static_cast<uint32_t>(tiles), kMaxTileBytes, SentenceName("tiff-tile")));
  return StatusOr<std::unique_ptr<TiffRows>>(
      std::make_unique<TileRows>(client, layout, static_cast<size_t>(tile_bytes), std::move(decode)));
}

}  // namespace easelight
