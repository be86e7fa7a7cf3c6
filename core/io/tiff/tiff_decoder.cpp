// Decodes TIFF and BigTIFF with libtiff: finds the picture among the directories and reads it row by row.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/codecs.h"
#include "core/io/lossless_jpeg.h"
#include "core/io/metadata/exif_reader.h"
#include "core/io/metadata/scanner_names.h"
#include "core/io/scan_limits.h"
#include "core/io/tiff/rows_per_strip.h"
#include "core/io/tiff/tiff_alpha.h"
#include "core/io/tiff/tiff_client.h"
#include "core/io/tiff/tiff_color.h"
#include "core/io/tiff/tiff_layout.h"
#include "core/io/tiff/tiff_linear.h"
#include "core/io/tiff/tiff_pages.h"
#include "core/io/tiff/tiff_rows.h"
#include "core/io/tiff/tiff_samples.h"

namespace easelight {
namespace {

// Of the Flextight scanners' own software.
constexpr double kFlextightPower = 1.8;

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
  explicit TiffDecoder(ByteSource& source) : source_(&source), directories_(source) {}

  Status Open(CameraColorReader camera_color);
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  StatusOr<TiffLayout> OpenPicture();
  Status Prepare(TiffLayout& layout);
  Status PrepareColor(const TiffLayout& layout);
  Status OpenRows(const TiffLayout& layout);
  void DescribePages(const TiffLayout& layout);
  void DescribeSamples(const TiffLayout& layout);
  FurtherChannel KindOfFurtherChannel(const TiffLayout& layout);
  ExifBlock ReadMetadata();
  const TiffEntry* FindInEither(uint16_t tag) const;
  Status ReadStoredRow(uint8_t* converted);

  Status MendStrips();

  ByteSource* source_;
  TiffDirectories directories_;
  TiffPages pages_;
  MendedFile mended_;        // What source_ points to, where strips were mended.
  uint64_t picture_at_ = 0;  // There.
  std::unique_ptr<TiffClient> client_;
  std::unique_ptr<TiffRows> rows_;
  std::unique_ptr<TiffSampleConverter> converter_;
  std::unique_ptr<TiffFinish> finish_;  // Null where converted rows are the scan's.
  std::vector<uint8_t> packed_;         // One row of all planes; unused when rows need no conversion.
  std::vector<uint8_t> converted_;      // One row; unused when rows need no finish.
  uint32_t stored_row_ = 0;             // Next of the file.
  uint32_t row_ = 0;                    // Next of the scan.
};

Status TiffDecoder::Open(CameraColorReader camera_color) {
  ASSIGN_OR_RETURN(pages_, FindPicture(directories_));
  RETURN_IF_ERROR(MendStrips());
  ASSIGN_OR_RETURN(TiffLayout layout, OpenPicture());
  PrepareToRead(client_->handle(), layout);
  DescribePages(layout);
  RETURN_IF_ERROR(Prepare(layout));
  DescribeSamples(layout);
  if (info_.linear && info_.channels == 3) info_.camera = camera_color(*source_);
  return OpenRows(layout);
}

// The file is another where the chosen directory contradicts itself.
Status TiffDecoder::MendStrips() {
  picture_at_ = pages_.picture.offset;
  ASSIGN_OR_RETURN(mended_, MendRowsPerStrip(*source_, directories_, pages_.picture));
  if (mended_.source == nullptr) return OkStatus();
  source_ = mended_.source.get();
  picture_at_ = mended_.directory;
  return OkStatus();
}

// Where libtiff cannot make sense of a directory, the entry that is to blame is named.
StatusOr<TiffLayout> TiffDecoder::OpenPicture() {
  StatusOr<std::unique_ptr<TiffClient>> client = TiffClient::OpenForReading(*source_, picture_at_);
  if (!client.ok()) {
    RETURN_IF_ERROR(CheckCounts(directories_, pages_.picture));
    return client.status();
  }
  client_ = std::move(client).value();
  return ReadTiffLayout(client_->handle());
}

// What is done to rows on their way. Colors can be divided by an alpha only where it is kept so far.
Status TiffDecoder::Prepare(TiffLayout& layout) {
  const bool divide = info_.further_channel == FurtherChannel::kDividedAlpha;
  const bool invert = divide && layout.photometric == PHOTOMETRIC_MINISWHITE;
  if (divide) ++layout.channels;
  if (invert) layout.photometric = PHOTOMETRIC_MINISBLACK;
  converter_ = std::make_unique<TiffSampleConverter>(layout);
  if (divide) finish_ = MakeAlphaDivision(layout, converter_->format(), invert);
  if (layout.is_linear()) {
    ASSIGN_OR_RETURN(finish_, MakeLinearLight(directories_, pages_.picture, layout));
    return OkStatus();
  }
  return divide ? OkStatus() : PrepareColor(layout);
}

// Samples that are neither gray nor RGB become RGB, and mean what their new profile says.
Status TiffDecoder::PrepareColor(const TiffLayout& layout) {
  const bool inks = layout.photometric == PHOTOMETRIC_SEPARATED;
  if (inks && !info_.profile_lost.name().empty()) return {StatusCode::kUnsupported, info_.profile_lost};
  ASSIGN_OR_RETURN(std::unique_ptr<TiffColor> color, MakeTiffColor(client_->handle(), layout, info_.icc_profile));
  if (color == nullptr) return OkStatus();
  ASSIGN_OR_RETURN(std::vector<uint8_t> profile, color->Profile());
  finish_ = std::move(color);
  if (profile.empty()) return OkStatus();
  info_.icc_profile = std::move(profile);
  info_.profile_lost = {};
  return OkStatus();
}

Status TiffDecoder::OpenRows(const TiffLayout& layout) {
  const auto open = [&]() -> StatusOr<std::unique_ptr<TiffRows>> {
    if (layout.compression == COMPRESSION_JPEG) {
      ASSIGN_OR_RETURN(const bool lossless, IsLosslessJpeg(*client_));
      if (lossless) return OpenLosslessRows(*client_, layout, *source_);
      // Of eight bits, and no light.
      if (layout.is_linear()) return Unsupported("tiff-linear-jpeg");
    }
    if (layout.in_blocks()) return OpenYcbcrRows(*client_, layout);
    if (layout.tiled) return OpenTileRows(*client_, layout);
    if (layout.is_plain()) return OpenPlainRows(*client_, layout, *source_);
    return OpenStripRows(*client_, layout, *source_, picture_at_);
  };
  StatusOr<std::unique_ptr<TiffRows>> rows = open();
  if (!rows.ok()) {
    RETURN_IF_ERROR(CheckCounts(directories_, pages_.picture));
    return rows.status();
  }
  rows_ = std::move(rows).value();
  if (!converter_->is_identity()) packed_.resize(static_cast<size_t>(layout.plane_row_bytes()) * layout.planes());
  if (finish_) {
    converted_.resize(size_t{layout.size.width} * converter_->channels() * BytesPerSample(converter_->format()));
  }
  return OkStatus();
}

// An entry of the picture's own directory; else of the first, which speaks for the whole file.
const TiffEntry* TiffDecoder::FindInEither(uint16_t tag) const {
  const TiffEntry* own = pages_.picture.Find(tag);
  return own != nullptr ? own : pages_.first.Find(tag);
}

ExifBlock TiffDecoder::ReadMetadata() {
  ExifBlock block = ReadTiffExif(client_->reader(), pages_.picture.offset);
  if (pages_.first.offset == pages_.picture.offset) return block;
  ExifBlock first = ReadTiffExif(client_->reader(), pages_.first.offset);
  if (block.color == ExifColor::kUnsaid) block.color = first.color;
  const auto order = [](const ExifEntry& a, const ExifEntry& b) {
    return std::pair(a.directory, a.tag) < std::pair(b.directory, b.tag);
  };
  for (ExifEntry& entry : first.entries) {
    const auto place = std::lower_bound(block.entries.begin(), block.entries.end(), entry, order);
    const bool own = place != block.entries.end() && !order(entry, *place);
    if (!own) block.entries.insert(place, std::move(entry));
  }
  return block;
}

// What the directories say beside the layout of the samples.
void TiffDecoder::DescribePages(const TiffLayout& layout) {
  info_.container = layout.is_linear() ? "DNG" : "TIFF";
  const bool own = pages_.picture.Find(TIFFTAG_ORIENTATION) != nullptr;
  const auto orientation = directories_.Whole(own ? pages_.picture : pages_.first, TIFFTAG_ORIENTATION).value_or(1);
  info_.orientation = orientation >= 1 && orientation <= 8 ? static_cast<uint8_t>(orientation) : 1;
  if (const TiffEntry* profile = FindInEither(TIFFTAG_ICCPROFILE)) {
    info_.icc_profile = directories_.Bytes(*profile, kMaxIccBytes);
    if (profile->bytes() > kMaxIccBytes) info_.profile_lost = {"profile-large", {{"limit", kMaxIccBytes / kMebibyte}}};
  }
  if (const TiffEntry* packet = FindInEither(TIFFTAG_XMLPACKET)) {
    info_.xmp = directories_.Bytes(*packet, kMaxXmpBytes);
  }
  ExifBlock exif = ReadMetadata();
  info_.exif_color = exif.color;
  info_.exif = std::move(exif.entries);
  info_.further_channel = KindOfFurtherChannel(layout);
  const bool gray = layout.channels == 1 && layout.photometric != PHOTOMETRIC_PALETTE;
  // Two gray pages of one size may be two pictures.
  info_.infrared_page =
      pages_.marked_infrared || (pages_.unmarked_gray && (!gray || IsOfScanner(info_.exif) || pages_.is_dng));
  if (pages_.is_flextight && info_.icc_profile.empty()) info_.maker_power = kFlextightPower;
}

FurtherChannel TiffDecoder::KindOfFurtherChannel(const TiffLayout& layout) {
  using enum FurtherChannel;
  if (layout.samples <= layout.channels || layout.photometric == PHOTOMETRIC_PALETTE) return kNone;
  if (pages_.is_flextight || IsOfScanner(info_.exif)) return kInfrared;
  const auto extra = directories_.Whole(pages_.picture, TIFFTAG_EXTRASAMPLES).value_or(EXTRASAMPLE_UNSPECIFIED);
  const bool divisible = layout.photometric <= PHOTOMETRIC_RGB;  // Gray, or RGB that is no sensor's light.
  if (extra == EXTRASAMPLE_ASSOCALPHA) return divisible ? kDividedAlpha : kAlpha;
  return extra == EXTRASAMPLE_UNASSALPHA ? kAlpha : kUnnamed;
}

void TiffDecoder::DescribeSamples(const TiffLayout& layout) {
  info_.linear = layout.is_linear();
  info_.size = finish_ ? finish_->part().extent() : layout.size;
  info_.channels = finish_ ? finish_->channels() : converter_->channels();
  info_.format = finish_ ? finish_->format() : converter_->format();
  info_.bits_in_file = static_cast<uint8_t>(layout.palette.empty() ? layout.bits : 8 * BytesPerSample(info_.format));
  info_.float_in_file = layout.is_float;
  if (info_.linear) info_.bits_in_file = BitsOfLinear(directories_, pages_.picture, layout);
}

// The next row of the file, converted.
Status TiffDecoder::ReadStoredRow(uint8_t* converted) {
  RETURN_IF_ERROR(rows_->ReadRow(packed_.empty() ? converted : packed_.data()));
  if (!packed_.empty()) converter_->Convert(packed_.data(), converted);
  ++stored_row_;
  return OkStatus();
}

StatusOr<uint32_t> TiffDecoder::ReadRows(MutableByteSpan rows) {
  const size_t row_bytes = info_.row_bytes();
  const uint32_t left = info_.size.height - row_;
  if (left == 0) return 0u;
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), row_bytes));
  const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(rows.size() / row_bytes, left));
  if (!finish_ && packed_.empty()) {
    RETURN_IF_ERROR(rows_->ReadRows(rows.data(), count, row_bytes));
    row_ += count;
    return count;
  }
  for (uint32_t i = 0; i < count; ++i, ++row_) {
    uint8_t* out = rows.data() + i * row_bytes;
    if (!finish_) {
      RETURN_IF_ERROR(ReadStoredRow(out));
      continue;
    }
    const uint32_t wanted = finish_->part().y + row_;
    while (stored_row_ <= wanted) RETURN_IF_ERROR(ReadStoredRow(converted_.data()));
    finish_->Finish(wanted, converted_.data(), out);
  }
  return count;
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenTiff(ByteSource& source, CameraColorReader camera_color) {
  auto decoder = std::make_unique<TiffDecoder>(source);
  RETURN_IF_ERROR(decoder->Open(camera_color));
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
