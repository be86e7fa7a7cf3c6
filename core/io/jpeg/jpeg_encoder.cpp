// Encodes baseline JPEG, 4:4:4: bands of rows each for itself, joined at restart markers.
#include "core/io/jpeg/jpeg_band_encoder.h"

// After jpeglib.h.
#include <algorithm>
#include <memory>
#include <vector>

#include "core/io/buffered_writer.h"
#include "core/io/codecs.h"
#include "core/io/jpeg/jpeg_segments.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/row_bands.h"

namespace easelight {
namespace {

static_assert(kExifSegmentName.size() + kMaxExifBlockBytes <= kMaxSegmentBytes);

// ITU-T T.81, table B.1.
constexpr uint8_t kStartOfFrame = 0xC0, kStartOfScan = 0xDA, kFirstRestart = 0xD0;
constexpr size_t kMarkerBytes = 2;
constexpr int kRestartMarkers = 8;

// Where the segment of this marker begins in a file that libjpeg has written.
size_t FindSegment(ByteSpan jpeg, uint8_t marker) {
  size_t at = kMarkerBytes;
  while (jpeg[at + 1] != marker) at += kMarkerBytes + (size_t{jpeg[at + 2]} << 8 | jpeg[at + 3]);
  return at;
}

class JpegEncoder final : public ImageEncoder, private BandFormat {
 public:
  JpegEncoder(const EncodeOptions& options, BlockFile& file)
      : options_(options),
        exif_(ExifBlockFromEntries(options.exif, options.size)),
        writer_(file),
        bands_(*this, options.size, row_bytes(), DCTSIZE, options.pool) {
    // Less than the rows themselves, unless they are noise.
    bands_.Reserve(bands_.band_bytes());
    for (size_t i = 0; i < bands_.at_once(); ++i) encoders_.push_back(std::make_unique<JpegBandEncoder>());
  }

  Status WriteRow(ByteSpan row) override { return bands_.Add(row); }
  Status Finish() override;

 private:
  size_t row_bytes() const { return size_t{options_.size.width} * options_.channels; }
  uint32_t RestartInterval() const;
  void Pack(const RowBand& band, PackedBand& packed) override;
  Status Write(uint32_t first_row, const PackedBand& packed) override;

  const EncodeOptions options_;
  const std::vector<uint8_t> exif_;
  BufferedWriter writer_;
  RowBands bands_;
  std::vector<std::unique_ptr<JpegBandEncoder>> encoders_;
};

// In blocks: a band, where there are several.
uint32_t JpegEncoder::RestartInterval() const {
  if (bands_.rows_per_band() == options_.size.height) return 0;
  return (options_.size.width + DCTSIZE - 1) / DCTSIZE * (bands_.rows_per_band() / DCTSIZE);
}

// The first band's file lends its header to all, and the last one its end.
void JpegEncoder::Pack(const RowBand& band, PackedBand& packed) {
  const bool is_first = band.first_row == 0;
  const JpegMetadata metadata{exif_, options_.xmp, options_.icc_profile};
  const StatusOr<size_t> size = encoders_[band.slot]->Encode({.rows = band.rows,
                                                              .width = options_.size.width,
                                                              .channels = options_.channels,
                                                              .quality = options_.jpeg_quality,
                                                              .restart_interval = RestartInterval()},
                                                             is_first ? metadata : JpegMetadata{}, packed.bytes);
  packed.status = size.status();
  if (!size.ok()) return;
  const MutableByteSpan file = MutableByteSpan(packed.bytes).first(*size);
  packed.begin = 0;
  if (is_first) {
    // Behind the marker: the length, the depth, and the height of the whole picture.
    uint8_t* const height = file.data() + FindSegment(file, kStartOfFrame) + kMarkerBytes + 3;
    height[0] = static_cast<uint8_t>(options_.size.height >> 8);
    height[1] = static_cast<uint8_t>(options_.size.height);
  } else {
    const size_t scan = FindSegment(file, kStartOfScan);
    // The restart marker takes the place of the header's end.
    packed.begin = scan + (size_t{file[scan + 2]} << 8 | file[scan + 3]);
    file[packed.begin] = 0xFF;
    file[packed.begin + 1] =
        static_cast<uint8_t>(kFirstRestart + (band.first_row / bands_.rows_per_band() - 1) % kRestartMarkers);
  }
  packed.size = file.size() - packed.begin - (band.is_last ? 0 : kMarkerBytes);
}

Status JpegEncoder::Write(uint32_t, const PackedBand& packed) { return writer_.Write(packed.used()); }

Status JpegEncoder::Finish() {
  RETURN_IF_ERROR(bands_.Finish());
  return writer_.Flush();
}

}  // namespace

StatusOr<std::unique_ptr<ImageEncoder>> CreateJpegEncoder(const EncodeOptions& options, BlockFile& file) {
  if (options.size.width > JPEG_MAX_DIMENSION || options.size.height > JPEG_MAX_DIMENSION) {
    return OutOfRange("jpeg-picture-side",
                      {{"width", options.size.width}, {"height", options.size.height}, {"limit", JPEG_MAX_DIMENSION}});
  }
  if (options.jpeg_quality < 1 || options.jpeg_quality > 100) {
    return OutOfRange("export-quality", {{"quality", options.jpeg_quality}});
  }
  if (options.icc_profile.size() > kMaxIccBytesInJpeg) {
    return OutOfRange("jpeg-profile-large", {{"bytes", options.icc_profile.size()}, {"limit", kMaxIccBytesInJpeg}});
  }
  if (options.xmp.size() > kMaxSegmentBytes - kXmpSegmentName.size()) {
    return OutOfRange("jpeg-metadata-large",
                      {{"bytes", options.xmp.size()}, {"limit", kMaxSegmentBytes - kXmpSegmentName.size()}});
  }
  return StatusOr<std::unique_ptr<ImageEncoder>>(std::make_unique<JpegEncoder>(options, file));
}

}  // namespace easelight
