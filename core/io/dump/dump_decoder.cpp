// Decodes minilab dumps: samples as they lie, of 8 bits or of 16 in little-endian order.
#include <algorithm>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/dump/dump_shape.h"
#include "core/io/scan_limits.h"
#include "core/io/windowed_reader.h"

namespace easelight {
namespace {

class DumpDecoder final : public ScanDecoder {
 public:
  DumpDecoder(ByteSource& source, const DumpShape& shape)
      : shape_(shape), interleaved_(IsInterleavedDump(source, shape)) {
    info_.container = "Pakon raw";
    info_.size = shape.size;
    info_.format = shape.sample_bytes == 1 ? SampleFormat::kUint8 : SampleFormat::kUint16;
    info_.bits_in_file = static_cast<uint8_t>(8 * shape.sample_bytes);
    info_.linear = shape.sample_bytes == 2;
    // Colors lie far apart: each gets a window of its own, or they would throw each other's out.
    for (size_t c = 0; c < (interleaved_ ? 1u : 3u); ++c) planes_.emplace_back(source);
    plane_row_.resize(size_t{shape.size.width} * shape.sample_bytes * (interleaved_ ? 3 : 1));
  }

  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override {
    const uint32_t left = info_.size.height - row_;
    if (left == 0) return 0u;
    RETURN_IF_ERROR(CheckRowSpan(rows.size(), info_.row_bytes()));
    const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / info_.row_bytes(), left));
    for (uint32_t i = 0; i < count; ++i, ++row_) {
      RETURN_IF_ERROR(ReadRow(rows.data() + i * info_.row_bytes()));
    }
    return count;
  }

 private:
  Status ReadRow(uint8_t* out) {
    const size_t bytes = shape_.sample_bytes;
    const size_t stride = interleaved_ ? bytes : 3 * bytes;
    for (size_t plane = 0; plane < planes_.size(); ++plane) {
      const uint64_t first_row = uint64_t{plane} * shape_.size.height;
      RETURN_IF_ERROR(planes_[plane].ReadAt(shape_.header_bytes + (first_row + row_) * plane_row_.size(), plane_row_));
      const uint8_t* from = plane_row_.data();
      // Little-endian as every machine that the engine runs on.
      for (uint8_t* to = out + plane * bytes; from < plane_row_.data() + plane_row_.size();
           to += stride, from += bytes) {
        std::copy_n(from, bytes, to);
      }
    }
    return OkStatus();
  }

  const DumpShape shape_;
  const bool interleaved_;
  std::vector<WindowedReader> planes_;
  std::vector<uint8_t> plane_row_;  // One row of one color, or of pixels.
  uint32_t row_ = 0;
};

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenDump(ByteSource& source) {
  const std::optional<DumpShape> shape = ShapeOfDump(source);
  if (!shape) return Unsupported("file-no-picture");
  RETURN_IF_ERROR(CheckExtent(shape->size.width, shape->size.height));
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::make_unique<DumpDecoder>(source, *shape));
}

}  // namespace easelight
