// Decodes TIFF and BigTIFF with libtiff: finds the picture among the directories and reads it row by row.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/scan_limits.h"
#include "core/io/tiff/lossless_jpeg.h"
#include "core/io/tiff/rows_per_strip.h"
#include "core/io/tiff/tiff_client.h"
#include "core/io/tiff/tiff_color.h"
#include "core/io/tiff/tiff_layout.h"
#include "core/io/tiff/tiff_rows.h"
#include "core/io/tiff/tiff_samples.h"

namespace easelight {
namespace {

// Scanners write the picture, a thumbnail and an infrared page; no search goes on for ever.
constexpr int kMaxDirectories = 32;

bool IsFullPicture(TIFF* tiff) {
  uint32_t kind = 0;
  TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &kind);
  return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
}

// Makes the first directory current that is neither a thumbnail nor a mask; the first of all where each one is.
Status SelectPicture(TiffClient& client) {
  TIFF* tiff = client.handle();
  uint16_t children = 0;
  void* offsets = nullptr;
  const uint64_t first = TIFFCurrentDirOffset(tiff);
  const bool has_children = TIFFGetField(tiff, TIFFTAG_SUBIFD, &children, &offsets) != 0;
  for (int i = 0; i < kMaxDirectories; ++i) {
    if (IsFullPicture(tiff)) return OkStatus();
    if (TIFFReadDirectory(tiff) == 0) break;
  }
  if (has_children) return Unsupported("tiff-raw-preview");
  if (TIFFSetSubDirectory(tiff, first) == 0) return client.Failure({"tiff-directory"});
  return OkStatus();
}

// What the first strip or tile is: lossless JPEG, or what libtiff reads, or nothing that is read.
StatusOr<bool> IsLosslessJpeg(TiffClient& client) {
  const auto frame = FindJpegFrame(client.reader(), TIFFGetStrileOffset(client.handle(), 0),
                                   TIFFGetStrileByteCount(client.handle(), 0));
  if (!frame) return false;  // libtiff says what is wrong.
  if (frame->marker == kLosslessFrame) return true;
  const std::string_view read = "\xC0\xC1\xC2\xC9\xCA";  // Baseline, sequential or progressive.
  if (read.find(static_cast<char>(frame->marker)) == read.npos) {
    return Unsupported("tiff-jpeg-process", {{"process", frame->marker - 0xC0}});
  }
  if (frame->bits != 8) return Unsupported("tiff-jpeg-bits", {{"bits", frame->bits}});
  return false;
}

class TiffDecoder final : public ScanDecoder {
 public:
  explicit TiffDecoder(ByteSource& source) : source_(&source) {}

  Status Open();
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  Status MendStrips();
  void Describe(const TiffLayout& layout);
  Status SetColor(const TiffLayout& layout);
  StatusOr<std::unique_ptr<TiffRows>> OpenRows(const TiffLayout& layout);

  ByteSource* source_;
  MendedFile mended_;  // What source_ points to, where strips were mended.
  std::unique_ptr<TiffClient> client_;
  std::unique_ptr<TiffRows> rows_;
  std::unique_ptr<TiffSampleConverter> converter_;
  std::unique_ptr<TiffColor> color_;  // Null for gray and RGB.
  std::vector<uint8_t> codes_;        // One row for it.
  std::vector<uint8_t> packed_;       // One row of all planes; unused when rows need no conversion.
  uint32_t row_ = 0;
};

Status TiffDecoder::Open() {
  ASSIGN_OR_RETURN(client_, TiffClient::OpenForReading(*source_));
  RETURN_IF_ERROR(SelectPicture(*client_));
  RETURN_IF_ERROR(MendStrips());
  ASSIGN_OR_RETURN(const TiffLayout layout, ReadTiffLayout(client_->handle()));
  PrepareToRead(client_->handle(), layout);
  converter_ = std::make_unique<TiffSampleConverter>(layout);
  Describe(layout);
  RETURN_IF_ERROR(SetColor(layout));
  ASSIGN_OR_RETURN(rows_, OpenRows(layout));
  if (!converter_->is_identity()) packed_.resize(static_cast<size_t>(layout.plane_row_bytes()) * layout.planes());
  return OkStatus();
}

// Opens the file anew where the chosen directory contradicts itself.
Status TiffDecoder::MendStrips() {
  const uint64_t directory = TIFFCurrentDirOffset(client_->handle());
  ASSIGN_OR_RETURN(mended_, MendRowsPerStrip(*source_, client_->reader(), directory));
  if (mended_.source == nullptr) return OkStatus();
  source_ = mended_.source.get();
  ASSIGN_OR_RETURN(client_, TiffClient::OpenForReading(*source_));
  if (TIFFSetSubDirectory(client_->handle(), mended_.directory) == 0) return client_->Failure({"tiff-directory"});
  return OkStatus();
}

StatusOr<std::unique_ptr<TiffRows>> TiffDecoder::OpenRows(const TiffLayout& layout) {
  if (layout.compression == COMPRESSION_JPEG) {
    ASSIGN_OR_RETURN(const bool lossless, IsLosslessJpeg(*client_));
    if (lossless) return OpenLosslessRows(*client_, layout, *source_);
  }
  if (layout.in_blocks()) return OpenYcbcrRows(*client_, layout);
  if (layout.tiled) return OpenTileRows(*client_, layout);
  if (layout.is_plain()) return OpenPlainRows(*client_, layout, *source_);
  return OpenStripRows(*client_, layout, *source_, TIFFCurrentDirOffset(client_->handle()));
}

void TiffDecoder::Describe(const TiffLayout& layout) {
  info_.container = "TIFF";
  info_.size = layout.size;
  info_.channels = converter_->channels();
  info_.format = converter_->format();
  info_.bits_in_file = static_cast<uint8_t>(layout.palette.empty() ? layout.bits : 8 * BytesPerSample(info_.format));
  info_.float_in_file = layout.is_float;
  info_.orientation = static_cast<uint8_t>(layout.orientation);
  uint32_t n = 0;
  void* profile = nullptr;
  if (TIFFGetField(client_->handle(), TIFFTAG_ICCPROFILE, &n, &profile) != 0) {
    const auto* bytes = static_cast<const uint8_t*>(profile);
    if (n <= kMaxIccBytes) {
      info_.icc_profile.assign(bytes, bytes + n);
    } else {
      info_.profile_lost = {"profile-large", {{"limit", kMaxIccBytes / kMebibyte}}};
    }
  }
  void* packet = nullptr;
  if (TIFFGetField(client_->handle(), TIFFTAG_XMLPACKET, &n, &packet) != 0 && n <= kMaxXmpBytes) {
    const auto* bytes = static_cast<const uint8_t*>(packet);
    info_.xmp.assign(bytes, bytes + n);
  }
  ExifBlock exif = ReadTiffExif(client_->reader(), TIFFCurrentDirOffset(client_->handle()));
  info_.exif_color = exif.color;
  info_.exif = std::move(exif.entries);
}

// Samples that are neither gray nor RGB become RGB, and mean what their new profile says.
Status TiffDecoder::SetColor(const TiffLayout& layout) {
  const bool inks = layout.photometric == PHOTOMETRIC_SEPARATED;
  if (inks && !info_.profile_lost.name().empty()) return {StatusCode::kUnsupported, info_.profile_lost};
  ASSIGN_OR_RETURN(color_, MakeTiffColor(client_->handle(), layout, info_.icc_profile));
  if (color_ == nullptr) return OkStatus();
  codes_.resize(info_.row_bytes());
  info_.channels = 3;
  info_.format = color_->format();
  ASSIGN_OR_RETURN(std::vector<uint8_t> profile, color_->Profile());
  if (profile.empty()) return OkStatus();
  info_.icc_profile = std::move(profile);
  info_.profile_lost = {};
  return OkStatus();
}

StatusOr<uint32_t> TiffDecoder::ReadRows(MutableByteSpan rows) {
  const size_t row_bytes = info_.row_bytes();
  const uint32_t left = info_.size.height - row_;
  if (left == 0) return 0u;
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), row_bytes));
  const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / row_bytes, left));
  for (uint32_t i = 0; i < count; ++i, ++row_) {
    uint8_t* out = rows.data() + i * row_bytes;
    uint8_t* codes = color_ == nullptr ? out : codes_.data();
    RETURN_IF_ERROR(rows_->ReadRow(packed_.empty() ? codes : packed_.data()));
    if (!packed_.empty()) converter_->Convert(packed_.data(), codes);
    if (color_ != nullptr) color_->Convert(codes, info_.size.width, out);
  }
  return count;
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenTiff(ByteSource& source) {
  auto decoder = std::make_unique<TiffDecoder>(source);
  RETURN_IF_ERROR(decoder->Open());
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
