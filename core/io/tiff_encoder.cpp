// Encodes TIFF with libtiff, 8 or 16 bits a channel, uncompressed or Deflate, in strips; BigTIFF where it must be.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/row_count.h"
#include "core/io/scan_limits.h"
#include "core/io/tiff_client.h"

namespace safelight {
namespace {

// Readers load a strip at a time: large enough for few reads, small enough for any memory.
constexpr size_t kStripBytes = 256 * 1024;

// Offsets of a classic TIFF have 32 bits. The margin covers the directory and Deflate's growth on noise, which stays
// under 0.1 %.
constexpr uint64_t kMaxClassicBytes = (uint64_t{1} << 32) - 64 * kMebibyte;

// After the horizontal predictor, film grain is noise: level 6 and above cost 2-3 times the time for under 1 % of size.
constexpr int kDeflateLevel = 4;

class TiffEncoder final : public ImageEncoder {
 public:
  TiffEncoder(const EncodeOptions& options, std::unique_ptr<TiffClient> client)
      : client_(std::move(client)),
        row_(size_t{options.size.width} * 3 * (options.depth / 8)),
        rows_(options.size, row_.size()) {}

  Status Start(const EncodeOptions& options);
  Status WriteRow(ByteSpan row) override;
  Status Finish() override;

 private:
  std::unique_ptr<TiffClient> client_;
  std::vector<uint8_t> row_;  // libtiff predicts in place: the caller's row must not change.
  RowCount rows_;
};

Status TiffEncoder::Start(const EncodeOptions& options) {
  TIFF* tiff = client_->handle();
  const bool deflate = options.compression == TiffCompression::kDeflate;
  const auto rows_per_strip = std::max<uint32_t>(1, static_cast<uint32_t>(kStripBytes / row_.size()));
  bool ok = TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, options.size.width) &&
            TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, options.size.height) &&
            TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, options.depth) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3) &&
            TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) &&
            TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) &&
            TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
            TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
            TIFFSetField(tiff, TIFFTAG_COMPRESSION, deflate ? COMPRESSION_ADOBE_DEFLATE : COMPRESSION_NONE) &&
            TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, std::min(rows_per_strip, options.size.height));
  if (ok && deflate) {
    ok = TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) &&
         TIFFSetField(tiff, TIFFTAG_ZIPQUALITY, kDeflateLevel);
  }
  if (ok && !options.icc_profile.empty()) {
    ok = TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<uint32_t>(options.icc_profile.size()),
                      options.icc_profile.data());
  }
  return ok ? OkStatus() : client_->Failure("the TIFF cannot be written");
}

Status TiffEncoder::WriteRow(ByteSpan row) {
  RETURN_IF_ERROR(rows_.Check(row.size()));
  std::memcpy(row_.data(), row.data(), row.size());
  if (TIFFWriteScanline(client_->handle(), row_.data(), rows_.written(), 0) != 1) {
    return client_->Failure("the TIFF cannot be written");
  }
  rows_.Advance();
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
