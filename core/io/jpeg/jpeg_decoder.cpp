// Decodes JPEG with libjpeg: baseline and progressive, gray and color, to 8-bit gray or RGB.
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

// After jpeglib.h, which it extends.
#include <jerror.h>

#include <algorithm>

#include "core/io/codecs.h"
#include "core/io/jpeg/jpeg_markers.h"
#include "core/io/scan_limits.h"
#include "core/io/windowed_reader.h"

namespace easelight {
namespace {

constexpr uint8_t kEndOfImage[] = {0xFF, JPEG_EOI};

// What the callbacks share with the decoder. They run below a longjmp, so all of it lives outside their frames.
// libjpeg leads back to it through client_data.
struct JpegState {
  explicit JpegState(ByteSource& source) : reader(source) {}

  WindowedReader reader;
  uint64_t offset = 0;  // Of the first byte not yet handed to libjpeg.
  bool past_end = false;
  bool end_marker_optional = false;
  bool too_many_scans = false;
  Status read_status;
  char message[JMSG_LENGTH_MAX] = "";
  std::jmp_buf landing;
  jpeg_error_mgr errors{};
  jpeg_source_mgr input{};
  jpeg_progress_mgr progress{};
};

JpegState& StateOf(j_common_ptr jpeg) { return *static_cast<JpegState*>(jpeg->client_data); }
JpegState& StateOf(j_decompress_ptr jpeg) { return *static_cast<JpegState*>(jpeg->client_data); }

[[noreturn]] void OnError(j_common_ptr jpeg) {
  JpegState& state = StateOf(jpeg);
  jpeg->err->format_message(jpeg, state.message);
  std::longjmp(state.landing, 1);
}

// Warnings after which the pixels are still what the file's writer meant. All others mean damage, which libjpeg would
// paint over with gray or garbage.
bool IsHarmless(int warning) {
  return warning == JWRN_EXTRANEOUS_DATA || warning == JWRN_JFIF_MAJOR || warning == JWRN_ADOBE_XFORM ||
         warning == JWRN_NOT_SEQUENTIAL || warning == JWRN_TOO_MUCH_DATA;
}

void OnMessage(j_common_ptr jpeg, int level) {
  if (level < 0 && !IsHarmless(jpeg->err->msg_code)) jpeg->err->error_exit(jpeg);
}

void OnOutput(j_common_ptr) {}
void OnInputStart(j_decompress_ptr) {}
void OnInputEnd(j_decompress_ptr) {}

// Points libjpeg at the next bytes. False after an error other than the end of the file.
bool NextBytes(JpegState& state) {
  StatusOr<ByteSpan> bytes = state.reader.BytesFrom(state.offset);
  if (bytes.ok()) {
    state.input.next_input_byte = bytes->data();
    state.input.bytes_in_buffer = bytes->size();
    state.offset += bytes->size();
    return true;
  }
  state.past_end = bytes.status().code() == StatusCode::kTruncated;
  if (!state.past_end) state.read_status = bytes.status();
  return state.past_end;
}

// At the end of the file libjpeg is given the end marker. A single Huffman-coded scan that has all its data does not
// need it; one that lacks data then warns, which ends in OnError. Elsewhere its absence is the only sign of a cut.
boolean OnInput(j_decompress_ptr jpeg) {
  JpegState& state = StateOf(jpeg);
  if (!NextBytes(state)) ERREXIT(jpeg, JERR_FILE_READ);
  if (state.past_end) {
    if (!state.end_marker_optional) ERREXIT(jpeg, JERR_INPUT_EOF);
    state.input.next_input_byte = kEndOfImage;
    state.input.bytes_in_buffer = sizeof kEndOfImage;
  }
  return TRUE;
}

void OnSkip(j_decompress_ptr jpeg, long n) {
  JpegState& state = StateOf(jpeg);
  if (n <= 0) return;
  const size_t within = std::min(static_cast<size_t>(n), state.input.bytes_in_buffer);
  state.input.next_input_byte += within;
  state.input.bytes_in_buffer -= within;
  state.offset += static_cast<size_t>(n) - within;
}

void OnProgress(j_common_ptr jpeg) {
  JpegState& state = StateOf(jpeg);
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= kMaxJpegScans) return;
  state.too_many_scans = true;
  ERREXIT(jpeg, JERR_BAD_STATE);
}

// Runs `body` and returns whether libjpeg finished it. The one place where its jump lands: `body` calls libjpeg only,
// and neither it nor what it calls may own an object with a destructor.
template <typename Body>
bool Guarded(JpegState& state, const Body& body) {
  if (setjmp(state.landing) != 0) return false;
  body();
  return true;
}

// Coefficients of all components, 64 of two bytes a block, in whole interleaved units.
uint64_t CoefficientBytes(const jpeg_decompress_struct& jpeg) {
  uint64_t blocks = 0;
  const auto round_up = [](uint64_t n, int factor) {
    const auto unit = static_cast<uint64_t>(factor);  // 1..4: the library has checked it.
    return (n + unit - 1) / unit * unit;
  };
  for (int i = 0; i < jpeg.num_components; ++i) {
    const jpeg_component_info& component = jpeg.comp_info[i];
    blocks += round_up(component.width_in_blocks, component.h_samp_factor) *
              round_up(component.height_in_blocks, component.v_samp_factor);
  }
  return blocks * DCTSIZE2 * sizeof(JCOEF);
}

class JpegDecoder final : public ScanDecoder {
 public:
  explicit JpegDecoder(ByteSource& source) : state_(source) {}
  ~JpegDecoder() override { jpeg_destroy_decompress(&jpeg_); }

  Status Open();
  StatusOr<uint32_t> ReadRows(MutableByteSpan rows) override;

 private:
  void SetUp();
  Status CheckColor() const;
  Status Failure() const;

  JpegState state_;
  jpeg_decompress_struct jpeg_{};
  bool started_ = false;
  uint32_t row_ = 0;
};

void JpegDecoder::SetUp() {
  jpeg_.err = jpeg_std_error(&state_.errors);
  state_.errors.error_exit = OnError;
  state_.errors.emit_message = OnMessage;
  state_.errors.output_message = OnOutput;
  jpeg_.client_data = &state_;
}

Status JpegDecoder::Open() {
  ASSIGN_OR_RETURN(JpegMarkers markers, ReadJpegMarkers(state_.reader));
  SetUp();
  const bool read = Guarded(state_, [this] {
    jpeg_create_decompress(&jpeg_);
    state_.input = {nullptr, 0, OnInputStart, OnInput, OnSkip, jpeg_resync_to_restart, OnInputEnd};
    jpeg_.src = &state_.input;
    state_.progress.progress_monitor = OnProgress;
    jpeg_.progress = &state_.progress;
    jpeg_read_header(&jpeg_, TRUE);
  });
  if (!read) return Failure();
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
  jpeg_.out_color_space = info_.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_.dct_method = JDCT_ISLOW;
  state_.end_marker_optional = !jpeg_has_multiple_scans(&jpeg_) && !jpeg_.arith_code;
  const uint64_t bytes = CoefficientBytes(jpeg_);
  if (jpeg_has_multiple_scans(&jpeg_) && bytes > kMaxProgressiveBytes) {
    return TooLargeToHold("jpeg-progressive-large", info_.size, bytes, kMaxProgressiveBytes);
  }
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

StatusOr<uint32_t> JpegDecoder::ReadRows(MutableByteSpan rows) {
  const size_t row_bytes = info_.row_bytes();
  const uint32_t left = info_.size.height - row_;
  if (left == 0) return 0u;
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
  if (!done) return Failure();
  return row_ - first;
}

Status JpegDecoder::Failure() const {
  const int code = state_.errors.msg_code;
  if (!state_.read_status.ok()) return state_.read_status;
  if (state_.too_many_scans) {
    return InvalidInput("jpeg-scans", {{"limit", kMaxJpegScans}});
  }
  if (code == JWRN_HIT_MARKER || code == JERR_INPUT_EOF) {
    if (jpeg_.image_height == 0) return Truncated("jpeg-ends-in-header");
    if (!started_) return Truncated("jpeg-ends-in-scan", {{"scan", jpeg_.input_scan_number}});
    return TruncatedAfterRow(row_, jpeg_.image_height);
  }
  if (code == JERR_OUT_OF_MEMORY) return ResourceExhausted("jpeg-memory");
  if (code == JERR_IMAGE_TOO_BIG) return OutOfRange("jpeg-side", {{"limit", JPEG_MAX_DIMENSION}});
  if (code == JERR_BAD_PRECISION) return Unsupported("jpeg-bits", {{"bits", jpeg_.data_precision}});
  if (code == JERR_SOF_UNSUPPORTED) return Unsupported("jpeg-process");
  if (!started_) return InvalidInput("jpeg-damaged-header", {{"reason", state_.message}});
  return InvalidInput("jpeg-damaged", {{"row", row_}, {"reason", state_.message}});
}

}  // namespace

StatusOr<std::unique_ptr<ScanDecoder>> OpenJpeg(ByteSource& source) {
  auto decoder = std::make_unique<JpegDecoder>(source);
  RETURN_IF_ERROR(decoder->Open());
  return StatusOr<std::unique_ptr<ScanDecoder>>(std::move(decoder));
}

}  // namespace easelight
