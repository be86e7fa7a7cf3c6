// Encodes TIFF, 8 or 16 bits a channel, uncompressed or Deflate, in strips; BigTIFF where it must be.
#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/metadata/exif_text.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/row_count.h"
#include "core/io/scan_limits.h"
#include "core/io/tiff/strip_deflater.h"
#include "core/io/tiff/tiff_client.h"
#include "core/io/tiff/tiff_text.h"

namespace easelight {
namespace {

// Strips go to the file as they are, and the file is little-endian.
static_assert(std::endian::native == std::endian::little);

// Readers load a strip at a time: large enough for few reads, small enough for any memory.
constexpr size_t kStripBytes = 256 * 1024;

// Strips that are packed at the same time: many, so that threads share the work evenly while one of them writes.
constexpr size_t kStripsAtOnce = 16;

// Offsets of a classic TIFF have 32 bits. The margin covers the directory and Deflate's growth on noise, which stays
// under 0.1 %.
constexpr uint64_t kMaxClassicBytes = (uint64_t{1} << 32) - 64 * kMebibyte;

class TiffEncoder final : public ImageEncoder {
 public:
  TiffEncoder(const EncodeOptions& options, BlockFile& file, std::unique_ptr<TiffClient> client, bool big)
      : file_(file),
        client_(std::move(client)),
        big_(big),
        row_bytes_(options.row_bytes()),
        rows_per_strip_(std::clamp<uint32_t>(static_cast<uint32_t>(kStripBytes / row_bytes_), 1, options.size.height)),
        channels_(options.channels),
        depth_(options.depth),
        rows_(options.size, row_bytes_),
        pool_(options.pool) {}

  Status Start(const EncodeOptions& options);
  Status WriteRow(ByteSpan row) override;
  Status Finish() override;

 private:
  bool SetTags(const EncodeOptions& options);
  bool SetMetadata(const EncodeOptions& options);
  Status WriteDirectory(const ExifEntries& entries, ExifDirectory directory, uint32_t pointer_tag);
  size_t batch_bytes() const { return row_bytes_ * rows_per_strip_ * std::max<size_t>(1, deflaters_.size()); }
  Status StartPacking();
  Status PackStrips();
  Status WritePacked();
  Status WriteStrip(ByteSpan bytes);

  BlockFile& file_;
  std::unique_ptr<TiffClient> client_;
  const bool big_;
  std::vector<uint8_t> copyright_;  // Of two parts; empty where it has but one, or is none.
  const size_t row_bytes_;
  const uint32_t rows_per_strip_;
  const int channels_;
  const int depth_;
  RowCount rows_;
  ThreadPool* const pool_;
  std::vector<StripDeflater> deflaters_;  // One for each strip that is packed at the same time; none: no compression.
  std::vector<PackedStrip> packing_;      // What they make.
  std::vector<PackedStrip> packed_;       // What they made before, which is being written; sizes of 0 once it is.
  std::vector<uint8_t> waiting_;          // Rows of strips that have not been written or packed.
  uint32_t strips_ = 0;
};

bool TiffEncoder::SetTags(const EncodeOptions& options) {
  TIFF* tiff = client_->handle();
  const bool deflate = options.compression == TiffCompression::kDeflate;
  if (deflate && !(TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) &&
                   TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL))) {
    return false;
  }
  if (!deflate && !TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE)) return false;
  return TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, options.size.width) &&
         TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, options.size.height) &&
         TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, depth_) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, channels_) &&
         TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) &&
         TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, channels_ == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB) &&
         TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
         TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
         TIFFSetField(tiff, TIFFTAG_XRESOLUTION, double{kUnknownResolution}) &&
         TIFFSetField(tiff, TIFFTAG_YRESOLUTION, double{kUnknownResolution}) &&
         TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) &&
         TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, rows_per_strip_);
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
  if (options.compression == TiffCompression::kDeflate) RETURN_IF_ERROR(StartPacking());
  waiting_.reserve(batch_bytes());
  return OkStatus();
}

Status TiffEncoder::StartPacking() {
  deflaters_ = std::vector<StripDeflater>(pool_ != nullptr && pool_->threads() > 1 ? kStripsAtOnce : 1);
  for (StripDeflater& deflater : deflaters_) RETURN_IF_ERROR(deflater.Start());
  const size_t most = deflaters_[0].MostBytes(row_bytes_ * rows_per_strip_);
  packing_.resize(deflaters_.size());
  for (PackedStrip& strip : packing_) strip.room.resize(most);
  packed_ = packing_;
  return OkStatus();
}

Status TiffEncoder::WriteRow(ByteSpan row) {
  RETURN_IF_ERROR(rows_.Check(row.size()));
  waiting_.insert(waiting_.end(), row.begin(), row.end());
  rows_.Advance();
  if (waiting_.size() < batch_bytes() && !rows_.CheckComplete().ok()) return OkStatus();
  RETURN_IF_ERROR(deflaters_.empty() ? WriteStrip(waiting_) : PackStrips());
  waiting_.clear();
  return OkStatus();
}

// Packs what waits, and writes what was packed before: the file is the calling thread's, and the others need not wait
// for it.
Status TiffEncoder::PackStrips() {
  const size_t strip_bytes = row_bytes_ * rows_per_strip_;
  const size_t strips = (waiting_.size() + strip_bytes - 1) / strip_bytes;
  const auto pack = [&](int i) {
    const size_t at = static_cast<size_t>(i) * strip_bytes;
    const auto strip = MutableByteSpan(waiting_).subspan(at, std::min(strip_bytes, waiting_.size() - at));
    deflaters_[static_cast<size_t>(i)].Pack(strip, {row_bytes_, channels_, depth_}, packing_[static_cast<size_t>(i)]);
  };
  Status written;
  if (pool_ != nullptr) {
    pool_->ForEachBeside(static_cast<int>(strips), pack, [&] { written = WritePacked(); });
  } else {
    written = WritePacked();
    pack(0);
  }
  RETURN_IF_ERROR(written);
  std::swap(packing_, packed_);
  for (size_t i = 0; i < strips; ++i) {
    if (packed_[i].size == 0) return InvalidInput("tiff-strip-uncompressed");
  }
  return OkStatus();
}

Status TiffEncoder::WritePacked() {
  for (PackedStrip& strip : packed_) {
    if (strip.size > 0) RETURN_IF_ERROR(WriteStrip(ByteSpan(strip.room).first(strip.size)));
    strip.size = 0;
  }
  return OkStatus();
}

Status TiffEncoder::WriteStrip(ByteSpan bytes) {
  const auto n = static_cast<tmsize_t>(bytes.size());
  // libtiff's parameter is not const for the sake of byte order, which is the machine's own here.
  if (TIFFWriteRawStrip(client_->handle(), strips_, const_cast<uint8_t*>(bytes.data()), n) != n) {
    return client_->Failure({"tiff-unwritten"});
  }
  ++strips_;
  return OkStatus();
}

Status TiffEncoder::Finish() {
  RETURN_IF_ERROR(rows_.CheckComplete());
  RETURN_IF_ERROR(WritePacked());
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
