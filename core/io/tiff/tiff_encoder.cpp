// Encodes TIFF, 8 or 16 bits a channel, uncompressed or Deflate, in strips; BigTIFF where it must be.
#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/metadata/exif_text.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/row_bands.h"
#include "core/io/scan_limits.h"
#include "core/io/tiff/strip_packing.h"
#include "core/io/tiff/tiff_client.h"
#include "core/io/tiff/tiff_text.h"

namespace easelight {
namespace {

// Strips go to the file as they are, and the file is little-endian.
static_assert(std::endian::native == std::endian::little);

// Offsets of a classic TIFF have 32 bits. The margin covers the directory and Deflate's growth on noise, which stays
// under 0.1 %.
constexpr uint64_t kMaxClassicBytes = (uint64_t{1} << 32) - 64 * kMebibyte;

class TiffEncoder final : public ImageEncoder, private BandFormat {
 public:
  TiffEncoder(const EncodeOptions& options, BlockFile& file, std::unique_ptr<TiffClient> client, bool big)
      : file_(file),
        client_(std::move(client)),
        big_(big),
        deflates_(options.compression == TiffCompression::kDeflate),
        strip_rows_{options.row_bytes(), options.channels, options.depth},
        // Readers load a strip at a time: a band is large enough for few reads, and small enough for any memory.
        strips_(*this, options.size, options.row_bytes(), 1, deflates_ ? options.pool : nullptr) {}

  Status Start(const EncodeOptions& options);
  Status WriteRow(ByteSpan row) override { return strips_.Add(row); }
  Status Finish() override;

 private:
  void Pack(const RowBand& band, PackedBand& packed) override;
  Status Write(uint32_t first_row, const PackedBand& packed) override;
  bool SetTags(const EncodeOptions& options);
  bool SetMetadata(const EncodeOptions& options);
  Status WriteDirectory(const ExifEntries& entries, ExifDirectory directory, uint32_t pointer_tag);

  BlockFile& file_;
  std::unique_ptr<TiffClient> client_;
  const bool big_;
  std::vector<uint8_t> copyright_;  // Of two parts; empty where it has but one, or is none.
  const bool deflates_;
  const StripRows strip_rows_;
  RowBands strips_;
};

bool TiffEncoder::SetTags(const EncodeOptions& options) {
  TIFF* tiff = client_->handle();
  if (deflates_ && !(TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) &&
                     TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL))) {
    return false;
  }
  if (!deflates_ && !TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE)) return false;
  return TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, options.size.width) &&
         TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, options.size.height) &&
         TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, strip_rows_.depth) &&
         TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, strip_rows_.channels) &&
         TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) &&
         TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
                      strip_rows_.channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB) &&
         TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
         TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
         TIFFSetField(tiff, TIFFTAG_XRESOLUTION, double{kUnknownResolution}) &&
         TIFFSetField(tiff, TIFFTAG_YRESOLUTION, double{kUnknownResolution}) &&
         TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) &&
         TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, strips_.rows_per_band());
}

bool TiffEncoder::SetMetadata(const EncodeOptions& options) {
  const auto set_bytes = [this](uint32_t tag, const std::vector<uint8_t>& bytes) {
    return bytes.empty() ||
           TIFFSetField(client_->handle(), tag, static_cast<uint32_t>(bytes.size()), bytes.data()) != 0;
  };
  const auto set_entry = [this](const ExifEntry& entry) {
    if (entry.directory != ExifDirectory::kPicture) return true;
    // All of the picture's own directory are texts.
    std::vector<uint8_t> text = entry.value;
    if (std::find(text.begin(), text.end() - 1, 0) != text.end() - 1) {
      copyright_ = text;
      std::replace(text.begin(), text.end() - 1, uint8_t{0}, uint8_t{' '});
    }
    return TIFFSetField(client_->handle(), entry.tag, text.data()) != 0;
  };
  return set_bytes(TIFFTAG_ICCPROFILE, options.icc_profile) && set_bytes(TIFFTAG_XMLPACKET, options.xmp) &&
         std::all_of(options.exif.begin(), options.exif.end(), set_entry);
}

// Written here and not by libtiff, which makes its own fractions of the ones that the camera wrote.
Status TiffEncoder::WriteDirectory(const ExifEntries& entries, ExifDirectory directory, uint32_t pointer_tag) {
  const uint64_t at = client_->end();
  const std::vector<uint8_t> bytes = TiffDirectoryFromEntries(entries, directory, at, big_);
  if (bytes.empty()) return OkStatus();
  RETURN_IF_ERROR(client_->Append(bytes));
  if (TIFFSetField(client_->handle(), pointer_tag, at) != 1) return client_->Failure({"tiff-unwritten"});
  return OkStatus();
}

Status TiffEncoder::Start(const EncodeOptions& options) {
  if (!SetTags(options) || !SetMetadata(options)) return client_->Failure({"tiff-unwritten"});
  RETURN_IF_ERROR(WriteDirectory(options.exif, ExifDirectory::kCamera, TIFFTAG_EXIFIFD));
  RETURN_IF_ERROR(WriteDirectory(options.exif, ExifDirectory::kLocation, TIFFTAG_GPSIFD));
  strips_.Reserve(deflates_ ? MostPackedStripBytes(strips_.band_bytes()) : strips_.band_bytes());
  return OkStatus();
}

void TiffEncoder::Pack(const RowBand& band, PackedBand& packed) {
  if (deflates_) {
    packed.size = PackStrip(band.rows, strip_rows_, packed.bytes.data());
  } else {
    packed.size = band.rows.size();
    std::copy(band.rows.begin(), band.rows.end(), packed.bytes.begin());
  }
}

Status TiffEncoder::Write(uint32_t first_row, const PackedBand& packed) {
  const ByteSpan strip = packed.used();
  const auto n = static_cast<tmsize_t>(strip.size());
  // libtiff's parameter is not const for the sake of byte order, which is the machine's own here.
  if (TIFFWriteRawStrip(client_->handle(), first_row / strips_.rows_per_band(), const_cast<uint8_t*>(strip.data()),
                        n) != n) {
    return client_->Failure({"tiff-unwritten"});
  }
  return OkStatus();
}

Status TiffEncoder::Finish() {
  RETURN_IF_ERROR(strips_.Finish());
  if (TIFFFlush(client_->handle()) != 1) return client_->Failure({"tiff-unwritten"});
  return copyright_.empty() ? OkStatus() : ReplaceTiffText(file_, big_, kCopyrightTag, copyright_);
}

}  // namespace

StatusOr<std::unique_ptr<ImageEncoder>> CreateTiffEncoder(const EncodeOptions& options, BlockFile& file) {
  const uint64_t bytes = options.size.pixels() * options.channels * (options.depth / 8) + options.icc_profile.size() +
                         options.xmp.size() + kMaxExifBlockBytes;
  const bool big = bytes > kMaxClassicBytes;
  ASSIGN_OR_RETURN(std::unique_ptr<TiffClient> client, TiffClient::OpenForWriting(file, big));
  auto encoder = std::make_unique<TiffEncoder>(options, file, std::move(client), big);
  RETURN_IF_ERROR(encoder->Start(options));
  return StatusOr<std::unique_ptr<ImageEncoder>>(std::move(encoder));
}

}  // namespace easelight
