// Rows of a TIFF in strips: uncompressed ones straight from the file, others through libtiff.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/scan_limits.h"
#include "core/io/tiff/sample_values.h"
#include "core/io/tiff/tiff_rows.h"

namespace easelight {
namespace {

void SwapSamples(uint8_t* bytes, size_t n, uint32_t bits) {
  if (bits < 16 || bits % 8 != 0) return;
  const size_t sample_bytes = bits / 8;
  for (uint8_t* sample = bytes; sample < bytes + n; sample += sample_bytes) std::reverse(sample, sample + sample_bytes);
}

class PlainRows final : public TiffRows {
 public:
  PlainRows(TiffClient& client, const TiffLayout& layout) : client_(client), layout_(layout) {}

  // Every strip must lie inside the file; counts of bytes, which old writers get wrong, are not needed.
  Status Check() {
    const uint64_t file_bytes = client_.reader().size();
    const uint64_t row_bytes = layout_.plane_row_bytes();
    for (uint32_t plane = 0; plane < layout_.planes(); ++plane) {
      for (uint32_t strip = 0; strip < layout_.strips_of_plane(); ++strip) {
        const uint32_t first = strip * layout_.rows_per_strip;
        const uint64_t bytes = row_bytes * std::min(layout_.rows_per_strip, layout_.size.height - first);
        const uint64_t offset = Offset(plane, strip);
        if (offset == 0) return InvalidInput("tiff-no-rows", {{"row", first}});
        if (offset > file_bytes || bytes > file_bytes - offset) return TooShort(file_bytes);
      }
    }
    return OkStatus();
  }

  Status ReadRow(uint8_t* out) override {
    const size_t row_bytes = static_cast<size_t>(layout_.plane_row_bytes());
    for (uint32_t plane = 0; plane < layout_.planes(); ++plane, out += row_bytes) {
      RETURN_IF_ERROR(Read(plane, PlaceOf(plane, row_), MutableByteSpan(out, row_bytes)));
    }
    ++row_;
    return OkStatus();
  }

  // Of one plane, as many at once as lie behind each other in the file.
  Status ReadRows(uint8_t* out, uint32_t count, size_t row_bytes) override {
    if (layout_.planes() > 1) return TiffRows::ReadRows(out, count, row_bytes);
    while (count > 0) {
      const uint64_t at = PlaceOf(0, row_);
      uint32_t run = 1;
      while (run < count && PlaceOf(0, row_ + run) == at + run * row_bytes) ++run;
      RETURN_IF_ERROR(Read(0, at, MutableByteSpan(out, run * row_bytes)));
      out += run * row_bytes;
      row_ += run;
      count -= run;
    }
    return OkStatus();
  }

  // Planes lie far apart: each gets a window of its own, or they would throw each other's out.
  void AddReader(ByteSource& source) { plane_readers_.emplace_back(source, 256 * 1024); }

 private:
  Status Read(uint32_t plane, uint64_t at, MutableByteSpan out) {
    RETURN_IF_ERROR(Reader(plane).ReadAt(at, out));
    if (layout_.other_byte_order) SwapSamples(out.data(), out.size(), layout_.bits);
    return OkStatus();
  }

  // Of a row in the file.
  uint64_t PlaceOf(uint32_t plane, uint32_t row) const {
    return Offset(plane, row / layout_.rows_per_strip) + row % layout_.rows_per_strip * layout_.plane_row_bytes();
  }

  uint64_t Offset(uint32_t plane, uint32_t strip) const {
    return TIFFGetStrileOffset(client_.handle(), plane * layout_.strips_of_plane() + strip);
  }

  WindowedReader& Reader(uint32_t plane) { return plane == 0 ? client_.reader() : plane_readers_[plane - 1]; }

  Status TooShort(uint64_t file_bytes) const {
    const uint64_t picture = layout_.plane_row_bytes() * layout_.size.height * layout_.planes();
    return Truncated("tiff-short", {{"picture", picture}, {"bytes", file_bytes}});
  }

  TiffClient& client_;
  const TiffLayout layout_;
  std::vector<WindowedReader> plane_readers_;
  uint32_t row_ = 0;
};

class StripRows final : public TiffRows {
 public:
  StripRows(TiffClient& client, const TiffLayout& layout)
      : client_(client), layout_(layout), line_(std::max<size_t>(1, LineBytes(client))) {}

  Status AddPlane(ByteSource& source, uint64_t directory) {
    ASSIGN_OR_RETURN(std::unique_ptr<TiffClient> plane, TiffClient::OpenForReading(source, directory));
    PrepareToRead(plane->handle(), layout_);
    planes_.push_back(std::move(plane));
    return OkStatus();
  }

  Status ReadRow(uint8_t* out) override {
    const size_t row_bytes = static_cast<size_t>(layout_.plane_row_bytes());
    for (uint32_t plane = 0; plane < layout_.planes(); ++plane, out += row_bytes) {
      TiffClient& client = plane == 0 ? client_ : *planes_[plane - 1];
      if (TIFFReadScanline(client.handle(), line_.data(), row_, static_cast<uint16_t>(plane)) != 1) {
        return client.Failure({"tiff-damaged", {{"row", row_}, {"rows", layout_.size.height}}});
      }
      std::memcpy(out, line_.data(), std::min(row_bytes, line_.size()));
      if (layout_.differences_left) AddDifferences24(out, layout_.size.width, layout_.plane_samples());
    }
    ++row_;
    return OkStatus();
  }

  size_t line_bytes() const { return line_.size(); }

 private:
  static size_t LineBytes(TiffClient& client) {
    return static_cast<size_t>(std::max<tmsize_t>(0, TIFFScanlineSize(client.handle())));
  }

  TiffClient& client_;
  const TiffLayout layout_;
  std::vector<std::unique_ptr<TiffClient>> planes_;
  std::vector<uint8_t> line_;
  uint32_t row_ = 0;
};

}  // namespace

void AddDifferences24(uint8_t* row, size_t pixels, size_t samples) {
  const size_t stride = 3 * samples;
  for (size_t i = stride; i < 3 * pixels * samples; i += 3) {
    const uint32_t sum = Load24(row + i - stride) + Load24(row + i);
    row[i] = static_cast<uint8_t>(sum);
    row[i + 1] = static_cast<uint8_t>(sum >> 8);
    row[i + 2] = static_cast<uint8_t>(sum >> 16);
  }
}

Status CheckStoredBytes(TiffClient& client, uint32_t count, uint64_t limit, SentenceName piece) {
  const uint64_t file_bytes = client.reader().size();
  for (uint32_t i = 0; i < count; ++i) {
    const uint64_t offset = TIFFGetStrileOffset(client.handle(), i);
    const uint64_t bytes = TIFFGetStrileByteCount(client.handle(), i);
    if (offset != 0 && bytes != 0 && bytes <= limit && bytes <= file_bytes && offset <= file_bytes - bytes) continue;
    const Sentence which(piece, {{"number", i + 1}, {"count", count}});
    if (offset == 0 || bytes == 0) return InvalidInput("tiff-no-data", {{"piece", which}});
    if (offset > file_bytes || bytes > file_bytes - offset) {
      return Truncated("tiff-piece-cut", {{"piece", which}, {"end", file_bytes}, {"needed", offset + bytes}});
    }
    return ResourceExhausted("tiff-piece-large",
                             {{"piece", which}, {"needed", MebibytesFrom(bytes)}, {"limit", MebibytesFrom(limit)}});
  }
  return OkStatus();
}

StatusOr<std::unique_ptr<TiffRows>> OpenPlainRows(TiffClient& client, const TiffLayout& layout, ByteSource& source) {
  auto rows = std::make_unique<PlainRows>(client, layout);
  RETURN_IF_ERROR(rows->Check());
  for (uint32_t plane = 1; plane < layout.planes(); ++plane) rows->AddReader(source);
  return StatusOr<std::unique_ptr<TiffRows>>(std::move(rows));
}

StatusOr<std::unique_ptr<TiffRows>> OpenStripRows(TiffClient& client, const TiffLayout& layout, ByteSource& source,
                                                  uint64_t directory) {
  const uint32_t strips = layout.strips_of_plane() * (layout.separate_planes ? layout.planes() : 1);
  RETURN_IF_ERROR(CheckStoredBytes(client, strips, kMaxStripBytes / layout.planes(), SentenceName("tiff-strip")));
  auto rows = std::make_unique<StripRows>(client, layout);
  if (rows->line_bytes() < layout.plane_row_bytes()) {
    return InvalidInput("tiff-rows-short");
  }
  for (uint32_t plane = 1; plane < layout.planes(); ++plane) RETURN_IF_ERROR(rows->AddPlane(source, directory));
  return StatusOr<std::unique_ptr<TiffRows>>(std::move(rows));
}

}  // namespace easelight
