// Decodes JPEG with libjpeg: baseline and progressive, gray and color, to 8-bit gray or RGB.
#include <algorithm>
#include <optional>

#include "core/io/codecs.h"
#include "core/io/jpeg/jpeg_coefficients.h"
#include "core/io/jpeg/jpeg_markers.h"
#include "core/io/jpeg/jpeg_reading.h"
#include "core/io/scan_limits.h"

// After jpeglib.h, which it extends.
#include <jerror.h>

namespace easelight {
namespace {

// Of the picture that a part of the reading ahead passes over: some ten milliseconds.
constexpr uint64_t kPixelsAtOnce = uint64_t{1} << 21;

// What libjpeg reads of a frame's header, and overwrites before it refuses a second one.
struct FrameHeader {
  explicit FrameHeader(const jpeg_decompress_struct& jpeg)
      : precision(jpeg.data_precision),
        width(jpeg.image_width),
        height(jpeg.image_height),
        components(jpeg.num_components) {}

  void RestoreIn(jpeg_decompress_struct& jpeg) const {
    jpeg.data_precision = precision;
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.num_components = components;
  }

  int precision;
  JDIMENSION width;
  JDIMENSION height;
  int components;
};

class JpegDecoder final : public ScanDecoder {
 public:
  explicit JpegDecoder(ByteSource& source) : state_(source) {}
  ~JpegDecoder() override { jpeg_destroy_decompress(&jpeg_); }

  Status Open();
  Status Unpack(const Scratch& scratch) override;
  StatusOr<double> ReadAhead() override;
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  Status CheckColor() const;
  void NoteScan();
  bool ReadPart();
  uint32_t CompleteRows() const;
  Status EndAhead();
  Status EndOfFile(uint32_t row) const;
  Status Failure(uint32_t row) const;

  JpegState state_;
  jpeg_decompress_struct jpeg_{};
  std::optional<JpegCoefficients> coefficients_;  // Of a picture in several scans.
  bool started_ = false;
  bool ahead_ = false;  // All scans have been read.
  int scan_ = 0;        // The last that was begun.
  unsigned seen_ = 0;   // A bit for each component that a scan has had.
  uint32_t row_ = 0;
  uint32_t rows_there_ = 0;
  Status fault_;  // Why no more rows are there.
};

Status JpegDecoder::Open() {
  ASSIGN_OR_RETURN(JpegMarkers markers, ReadJpegMarkers(state_.reader));
  ConnectErrors(jpeg_, state_);
  const bool read = Guarded(state_, [this] {
    jpeg_create_decompress(&jpeg_);
    ConnectInput(jpeg_, state_);
    jpeg_read_header(&jpeg_, TRUE);
  });
  if (!read) return Failure(0);
  RETURN_IF_ERROR(CheckExtent(jpeg_.image_width, jpeg_.image_height));
  RETURN_IF_ERROR(CheckColor());

  info_.container = "JPEG";
  info_.size = {jpeg_.image_width, jpeg_.image_height};
  info_.channels = jpeg_.num_components == 1 ? 1 : 3;
  info_.orientation = markers.exif.orientation;
  info_.exif_color = markers.exif.color;
  info_.exif = std::move(markers.exif.entries);
  info_.xmp = std::move(markers.xmp);
  info_.icc_profile = std::move(markers.icc_profile);
  info_.profile_lost = std::move(markers.profile_lost);
  rows_there_ = info_.size.height;
  jpeg_.out_color_space = info_.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_.dct_method = JDCT_ISLOW;
  state_.end_marker_optional = !jpeg_.arith_code;
  if (!jpeg_has_multiple_scans(&jpeg_)) return OkStatus();
  coefficients_.emplace(jpeg_);
  scratch_bytes_ = coefficients_->scratch_bytes();
  reads_ahead_ = true;
  jpeg_.buffered_image = TRUE;
  jpeg_.do_block_smoothing = FALSE;
  NoteScan();
  return OkStatus();
}

Status JpegDecoder::CheckColor() const {
  if (jpeg_.num_components == 4) return Unsupported("jpeg-cmyk");
  const bool gray = jpeg_.num_components == 1 && jpeg_.jpeg_color_space == JCS_GRAYSCALE;
  const bool color =
      jpeg_.num_components == 3 && (jpeg_.jpeg_color_space == JCS_YCbCr || jpeg_.jpeg_color_space == JCS_RGB);
  if (gray || color) return OkStatus();
  return Unsupported("jpeg-components", {{"components", jpeg_.num_components}});
}

Status JpegDecoder::Unpack(const Scratch& scratch) {
  coefficients_->KeepIn(scratch);
  return OkStatus();
}

void JpegDecoder::NoteScan() {
  scan_ = jpeg_.input_scan_number;
  for (int i = 0; i < jpeg_.comps_in_scan; ++i) seen_ |= 1u << jpeg_.cur_comp_info[i]->component_index;
}

// Returns whether that was the end of the file. Calls libjpeg: see Guarded.
bool JpegDecoder::ReadPart() {
  for (uint64_t pixels = 0; pixels < kPixelsAtOnce && jpeg_.input_scan_number <= kMaxJpegScans;) {
    const int reached = jpeg_consume_input(&jpeg_);
    if (reached == JPEG_REACHED_EOI) return true;
    if (reached == JPEG_REACHED_SOS) NoteScan();
    pixels += uint64_t{jpeg_.image_width} * static_cast<uint32_t>(jpeg_.max_v_samp_factor) * DCTSIZE;
  }
  return false;
}

StatusOr<double> JpegDecoder::ReadAhead() {
  if (!coefficients_ || ahead_) return 1.0;
  if (!started_) coefficients_->Attach(jpeg_);
  const FrameHeader header(jpeg_);
  const bool read = Guarded(state_, [this] {
    if (!started_) jpeg_start_decompress(&jpeg_);
    started_ = true;
    ahead_ = ReadPart();
  });
  header.RestoreIn(jpeg_);
  if (jpeg_.input_scan_number > kMaxJpegScans) return InvalidInput("jpeg-scans", {{"limit", kMaxJpegScans}});
  if (read && !ahead_) {
    const double file_bytes = static_cast<double>(state_.reader.size());
    return std::min(0.99, static_cast<double>(state_.position()) / file_bytes);
  }
  if (!read || state_.past_end) {
    rows_there_ = CompleteRows();
    if (rows_there_ < info_.size.height) fault_ = read ? EndOfFile(rows_there_) : Failure(rows_there_);
    if (rows_there_ == 0) return fault_;
  }
  RETURN_IF_ERROR(EndAhead());
  return 1.0;
}

// How many rows have all that the scans give them, where the file breaks off in or after one. A last scan is known by
// what it gives: the last bit of the last coefficients.
uint32_t JpegDecoder::CompleteRows() const {
  const bool all_seen = seen_ + 1 == 1u << jpeg_.num_components;
  if (!state_.file_status.ok() || scan_ != jpeg_.input_scan_number || scan_ < 2 || !all_seen) return 0;
  const auto last_bits = [](int bits) { return bits == 0; };
  if (jpeg_.coef_bits != nullptr) {
    const int* bits = jpeg_.coef_bits[0];
    if (!std::all_of(bits, bits + jpeg_.num_components * DCTSIZE2, last_bits)) return 0;
  }
  const auto unit_rows = static_cast<uint32_t>(jpeg_.max_v_samp_factor) * DCTSIZE;
  const uint64_t rows = uint64_t{jpeg_.input_iMCU_row} * unit_rows;
  if (rows >= info_.size.height) return info_.size.height;
  // Where colors are stored at half the height, the last row's are mixed with those of the next.
  return static_cast<uint32_t>(rows) - (rows > 0 && jpeg_.max_v_samp_factor > 1 ? 1 : 0);
}

Status JpegDecoder::EndAhead() {
  if (seen_ + 1 != 1u << jpeg_.num_components) return InvalidInput("jpeg-scan-missing");
  ahead_ = true;
  // Of a scan that broke off nothing more may be read: libjpeg is told to show the one before it, and shows what there
  // is.
  const int scan = jpeg_input_complete(&jpeg_) ? jpeg_.input_scan_number : jpeg_.input_scan_number - 1;
  const bool begun = Guarded(state_, [this, scan] { jpeg_start_output(&jpeg_, scan); });
  return begun ? OkStatus() : Failure(0);
}

StatusOr<uint32_t> JpegDecoder::ReadRows(MutableByteSpan rows) {
  while (coefficients_ && !ahead_) RETURN_IF_ERROR(ReadAhead().status());
  const size_t row_bytes = info_.row_bytes();
  const uint32_t left = rows_there_ - row_;
  if (left == 0) {
    RETURN_IF_ERROR(fault_);
    return 0u;
  }
  RETURN_IF_ERROR(CheckRowSpan(rows.size(), row_bytes));
  const uint32_t end = row_ + static_cast<uint32_t>(std::min<uint64_t>(rows.size() / row_bytes, left));
  const uint32_t first = row_;
  const bool done = Guarded(state_, [this, out = rows.data(), end, first, row_bytes] {
    if (!started_) jpeg_start_decompress(&jpeg_);
    started_ = true;
    while (row_ < end) {
      JSAMPROW row = out + (row_ - first) * row_bytes;
      row_ += jpeg_read_scanlines(&jpeg_, &row, 1);
    }
  });
  if (!done) {
    rows_there_ = row_;
    fault_ = Failure(row_);
    if (row_ == first) return fault_;
  }
  return row_ - first;
}

// The file ends, and `row` rows are there.
Status JpegDecoder::EndOfFile(uint32_t row) const {
  if (jpeg_.image_height == 0) return Truncated("jpeg-ends-in-header");
  if (coefficients_ && row == 0) return Truncated("jpeg-ends-in-scan", {{"scan", jpeg_.input_scan_number}});
  return TruncatedAfterRow(row, jpeg_.image_height);
}

// The same of whatever libjpeg has met.
Status JpegDecoder::Failure(uint32_t row) const {
  const int code = state_.errors.msg_code;
  if (!state_.file_status.ok()) return state_.file_status;
  if (state_.past_end && (code == JERR_INPUT_EOF || code == JWRN_HIT_MARKER)) return EndOfFile(row);
  if (code == JERR_OUT_OF_MEMORY) return ResourceExhausted("jpeg-memory");
  if (code == JERR_IMAGE_TOO_BIG) return OutOfRange("jpeg-side", {{"limit", JPEG_MAX_DIMENSION}});
  if (code == JERR_BAD_PRECISION) return Unsupported("jpeg-bits", {{"bits", jpeg_.data_precision}});
  if (code == JERR_SOF_UNSUPPORTED) return Unsupported("jpeg-process");
  if (!started_) return InvalidInput("jpeg-damaged-header", {{"reason", state_.message}});
  return InvalidInput("jpeg-damaged", {{"row", row}, {"reason", state_.message}});
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenJpeg(ByteSource& source) {
  auto decoder = std::make_unique<JpegDecoder>(source);
  RETURN_IF_ERROR(decoder->Open());
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
