// Encodes TIFF, 8 or 16 bits a channel, uncompressed or Deflate, in strips; BigTIFF where it must be.
#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/row_count.h"
#include "core/io/scan_limits.h"
#include "core/io/strip_deflater.h"
#include "core/io/tiff_client.h"

namespace safelight {
namespace {

// Strips go to the file as they are, and the file is little-endian.
static_assert(std::endian::native == std::endian::little);

// Readers load a strip at a time: large enough for few reads, small enough for any memory.
constexpr size_t kStripBytes = 256 * 1024;

// Offsets of a classic TIFF have 32 bits. The margin covers the directory and Deflate's growth on noise, which stays
// under 0.1 %.
constexpr uint64_t kMaxClassicBytes = (uint64_t{1} << 32) - 64 * kMebibyte;

class TiffEncoder final : public ImageEncoder {
 public:
  TiffEncoder(const EncodeOptions& options, std::unique_ptr<TiffClient> client)
      : client_(std::move(client)),
        row_bytes_(size_t{options.size.width} * 3 * (options.depth / 8)),
        rows_per_strip_(std::clamp<uint32_t>(static_cast<uint32_t>(kStripBytes / row_bytes_), 1, options.size.height)),
        depth_(options.depth),
        deflate_(options.compression == TiffCompression::kDeflate),
        rows_(options.size, row_bytes_) {}

  Status Start(const EncodeOptions& options);
  Status WriteRow(ByteSpan row) override;
  Status Finish() override;

 private:
  bool SetTags(const EncodeOptions& options);
  Status WriteStrip();

  std::unique_ptr<TiffClient> client_;
  const size_t row_bytes_;
  const uint32_t rows_per_strip_;
  const int depth_;
  const bool deflate_;
  RowCount rows_;
  StripDeflater deflater_;
  std::vector<uint8_t> strip_;  // Rows not yet written.
  uint32_t strips_ = 0;
};

bool TiffEncoder::SetTags(const EncodeOptions& options) {
  TIFF* tiff = client_->handle();
  if (deflate_ && !(TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) &&
                    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL))) {
    return false;
  }
  if (!deflate_ && !TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE)) return false;
  if (!options.icc_profile.empty() &&
      !TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<uint32_t>(options.icc_profile.size()),
                    options.icc_profile.data())) {
    return false;
  }
  return TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, options.size.width) &&
         TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, options.size.height) &&
         TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, depth_) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3) &&
         TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) &&
         TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) &&
         TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
         TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
         TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, rows_per_strip_);
}

Status TiffEncoder::Start(const EncodeOptions& options) {
  if (!SetTags(options)) return client_->Failure("the TIFF cannot be written");
  strip_.reserve(row_bytes_ * rows_per_strip_);
  return deflate_ ? deflater_.Start(row_bytes_ * rows_per_strip_) : OkStatus();
}

Status TiffEncoder::WriteRow(ByteSpan row) {
  RETURN_IF_ERROR(rows_.Check(row.size()));
  strip_.insert(strip_.end(), row.begin(), row.end());
  rows_.Advance();
  const bool full = strip_.size() == row_bytes_ * rows_per_strip_;
  return full || rows_.CheckComplete().ok() ? WriteStrip() : OkStatus();
}

Status TiffEncoder::WriteStrip() {
  MutableByteSpan bytes = strip_;
  if (deflate_) {
    ASSIGN_OR_RETURN(bytes, deflater_.Pack(strip_, row_bytes_, depth_));
  }
  const auto n = static_cast<tmsize_t>(bytes.size());
  if (TIFFWriteRawStrip(client_->handle(), strips_, bytes.data(), n) != n) {
    return client_->Failure("the TIFF cannot be written");
  }
  ++strips_;
  strip_.clear();
  return OkStatus();
}

Status TiffEncoder::Finish() {
  RETURN_IF_ERROR(rows_.CheckComplete());
  if (TIFFFlush(client_->handle()) != 1) return client_->Failure("the TIFF cannot be written");
  return OkStatus();
}

}  // namespace

StatusOr<std::unique_ptr<ImageEncoder>> CreateTiffEncoder(const EncodeOptions& options, BlockFile& file) {
  const uint64_t bytes = options.size.pixels() * 3 * (options.depth / 8) + options.icc_profile.size();
  ASSIGN_OR_RETURN(std::unique_ptr<TiffClient> client, TiffClient::OpenForWriting(file, bytes > kMaxClassicBytes));
  auto encoder = std::make_unique<TiffEncoder>(options, std::move(client));
  RETURN_IF_ERROR(encoder->Start(options));
  return StatusOr<std::unique_ptr<ImageEncoder>>(std::move(encoder));
}

}  // namespace safelight
