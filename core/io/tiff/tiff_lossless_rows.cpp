// Rows of a TIFF whose strips or tiles are lossless JPEG streams, read from the file as they are decoded.
#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "core/io/lossless_jpeg.h"
#include "core/io/tiff/tiff_rows.h"

namespace easelight {
namespace {

// Packs samples as other compressions deliver them: whole bytes in native order, or from the most significant bit on.
void PackSamples(const std::vector<uint16_t>& samples, uint32_t bits, uint8_t* out) {
  if (bits == 16) {
    std::memcpy(out, samples.data(), 2 * samples.size());
    return;
  }
  uint32_t held = 0;
  uint32_t held_bits = 0;
  for (const uint16_t sample : samples) {
    held = held << bits | sample;
    for (held_bits += bits; held_bits >= 8; held_bits -= 8) *out++ = static_cast<uint8_t>(held >> (held_bits - 8));
  }
  if (held_bits != 0) *out = static_cast<uint8_t>(held << (8 - held_bits));
}

// The streams of a directory: where they lie, the tables that they share, and what they must be.
class LosslessStreams {
 public:
  LosslessStreams(TiffClient& client, const TiffLayout& layout) : client_(client), bits_(layout.bits) {
    uint32_t n = 0;
    void* tables = nullptr;
    if (TIFFGetField(client.handle(), TIFFTAG_JPEGTABLES, &n, &tables) == 0) return;
    const auto* bytes = static_cast<const uint8_t*>(tables);
    tables_.assign(bytes, bytes + n);
  }

  // The stream of a strip or tile, which must have `rows` rows of `samples` samples or more rows.
  StatusOr<LosslessJpeg> Open(WindowedReader& reader, uint32_t strile, size_t samples, uint32_t rows) const {
    const uint64_t at = TIFFGetStrileOffset(client_.handle(), strile);
    const uint64_t bytes = TIFFGetStrileByteCount(client_.handle(), strile);
    ASSIGN_OR_RETURN(LosslessJpeg jpeg, LosslessJpeg::Open(reader, at, bytes, tables_));
    const JpegFrame& frame = jpeg.frame();
    // A row may be told as half as many pixels of twice as many components: their order is the same.
    if (uint64_t{frame.size.width} * frame.components != samples || frame.size.height < rows || frame.bits > bits_) {
      return InvalidInput("tiff-jpeg-shape", {{"width", frame.size.width},
                                              {"height", frame.size.height},
                                              {"components", frame.components},
                                              {"bits", frame.bits}});
    }
    return StatusOr<LosslessJpeg>(std::move(jpeg));
  }

 private:
  TiffClient& client_;
  const uint32_t bits_;
  std::vector<uint8_t> tables_;
};

class LosslessStrips final : public TiffRows {
 public:
  LosslessStrips(TiffClient& client, const TiffLayout& layout, ByteSource& source)
      : layout_(layout), streams_(client, layout), samples_(size_t{layout.size.width} * layout.plane_samples()) {
    for (uint32_t plane = 0; plane < layout.planes(); ++plane) planes_.push_back({WindowedReader(source), {}});
  }

  Status ReadRow(uint8_t* out) override {
    if (row_ % layout_.rows_per_strip == 0) RETURN_IF_ERROR(OpenStrip());
    for (Plane& plane : planes_) {
      const Status status = plane.jpeg->ReadRow(samples_.data());
      if (status.code() == StatusCode::kInvalidInput) {
        return InvalidInput("tiff-damaged", {{"row", row_}, {"rows", layout_.size.height}});
      }
      RETURN_IF_ERROR(status);
      PackSamples(samples_, layout_.bits, out);
      out += layout_.plane_row_bytes();
    }
    ++row_;
    return OkStatus();
  }

  // Opens those that the next row is in.
  Status OpenStrip() {
    const uint32_t rows = std::min(layout_.rows_per_strip, layout_.size.height - row_);
    uint32_t strip = row_ / layout_.rows_per_strip;
    for (Plane& plane : planes_) {
      ASSIGN_OR_RETURN(plane.jpeg, streams_.Open(plane.reader, strip, samples_.size(), rows));
      strip += layout_.strips_of_plane();
    }
    return OkStatus();
  }

 private:
  // Planes lie far apart: each has a window of its own.
  struct Plane {
    WindowedReader reader;
    std::optional<LosslessJpeg> jpeg;
  };

  const TiffLayout layout_;
  const LosslessStreams streams_;
  std::vector<Plane> planes_;
  std::vector<uint16_t> samples_;  // One row of one plane.
  uint32_t row_ = 0;
};

// Decodes single tiles, for the rows of a tiled picture.
class LosslessTiles {
 public:
  LosslessTiles(TiffClient& client, const TiffLayout& layout, ByteSource& source)
      : layout_(layout),
        streams_(client, layout),
        reader_(std::make_shared<WindowedReader>(source)),
        samples_(size_t{layout.tile_width} * layout.plane_samples()) {}

  StatusOr<LosslessJpeg> Open(uint32_t tile) const {
    return streams_.Open(*reader_, tile, samples_.size(), layout_.tile_height);
  }

  Status operator()(uint32_t tile, MutableByteSpan out) {
    ASSIGN_OR_RETURN(LosslessJpeg jpeg, Open(tile));
    const size_t row_bytes = out.size() / layout_.tile_height;
    for (uint8_t* row = out.data(); row < out.data() + out.size(); row += row_bytes) {
      RETURN_IF_ERROR(jpeg.ReadRow(samples_.data()));
      PackSamples(samples_, layout_.bits, row);
    }
    return OkStatus();
  }

 private:
  const TiffLayout layout_;
  const LosslessStreams streams_;
  std::shared_ptr<WindowedReader> reader_;  // Streams hold on to it when this is moved.
  std::vector<uint16_t> samples_;           // One row of a tile.
};

}  // namespace

StatusOr<std::unique_ptr<TiffRows>> OpenLosslessRows(TiffClient& client, const TiffLayout& layout, ByteSource& source) {
  if (layout.photometric == PHOTOMETRIC_YCBCR) return Unsupported("tiff-jpeg-lossless");
  // The first streams are opened now, so that what is not read is known before any row is.
  if (layout.tiled) {
    const LosslessTiles tiles(client, layout, source);
    RETURN_IF_ERROR(tiles.Open(0).status());
    return OpenTileRows(client, layout, tiles);
  }
  const uint32_t strips = layout.strips_of_plane() * layout.planes();
  // However long: no strip is held.
  const uint64_t any_length = std::numeric_limits<uint64_t>::max();
  RETURN_IF_ERROR(CheckStoredBytes(client, strips, any_length, SentenceName("tiff-strip")));
  auto rows = std::make_unique<LosslessStrips>(client, layout, source);
  RETURN_IF_ERROR(rows->OpenStrip());
  return StatusOr<std::unique_ptr<TiffRows>>(std::move(rows));
}

}  // namespace easelight
