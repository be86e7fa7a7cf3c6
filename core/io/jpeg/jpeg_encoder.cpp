// Encodes baseline JPEG with libjpeg, 4:4:4, row by row.
#include <csetjmp>
#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

// After jpeglib.h, which it extends.
#include <jerror.h>

#include <array>
#include <string>
#include <string_view>

#include "core/io/buffered_writer.h"
#include "core/io/codecs.h"
#include "core/io/metadata/exif_writer.h"
#include "core/io/row_count.h"

namespace easelight {
namespace {

// ITU-T T.81, B.1.1.4: a segment's length has 16 bits and counts itself.
constexpr size_t kMaxSegmentBytes = 65533;

// ICC.1:2010, B.4: a profile is cut into at most 255 pieces of at most this many bytes.
constexpr size_t kMaxIccBytesInJpeg = size_t{255} * (kMaxSegmentBytes - 14);

// EXIF 2.32, 4.7.2, and XMP part 3, 1.1.3: what an APP1 segment begins with.
constexpr std::string_view kExifName("Exif\0", 6);
constexpr std::string_view kXmpName("http://ns.adobe.com/xap/1.0/", 29);
static_assert(kExifName.size() + kMaxExifBlockBytes <= kMaxSegmentBytes);

// What the callbacks share with the encoder; libjpeg leads back to it through client_data.
struct JpegWriteState {
  explicit JpegWriteState(BlockFile& file) : writer(file) {}

  BufferedWriter writer;
  char message[JMSG_LENGTH_MAX] = "";
  std::jmp_buf landing;
  jpeg_error_mgr errors{};
  jpeg_destination_mgr output{};
  std::array<uint8_t, 64 * 1024> buffer;
};

JpegWriteState& StateOf(j_compress_ptr jpeg) { return *static_cast<JpegWriteState*>(jpeg->client_data); }

[[noreturn]] void OnError(j_common_ptr jpeg) {
  auto& state = *static_cast<JpegWriteState*>(jpeg->client_data);
  jpeg->err->format_message(jpeg, state.message);
  std::longjmp(state.landing, 1);
}

void OnMessage(j_common_ptr, int) {}

void OnStart(j_compress_ptr jpeg) {
  JpegWriteState& state = StateOf(jpeg);
  state.output.next_output_byte = state.buffer.data();
  state.output.free_in_buffer = state.buffer.size();
}

bool Put(JpegWriteState& state, size_t n) { return state.writer.Write(ByteSpan(state.buffer.data(), n)).ok(); }

boolean OnFull(j_compress_ptr jpeg) {
  JpegWriteState& state = StateOf(jpeg);
  if (!Put(state, state.buffer.size())) ERREXIT(jpeg, JERR_FILE_WRITE);
  OnStart(jpeg);
  return TRUE;
}

void OnEnd(j_compress_ptr jpeg) {
  JpegWriteState& state = StateOf(jpeg);
  if (!Put(state, state.buffer.size() - state.output.free_in_buffer)) ERREXIT(jpeg, JERR_FILE_WRITE);
}

// Runs `body` and returns whether libjpeg finished it. The one place where its jump lands: `body` calls libjpeg only,
// and neither it nor what it calls may own an object with a destructor.
template <typename Body>
bool Guarded(JpegWriteState& state, const Body& body) {
  if (setjmp(state.landing) != 0) return false;
  body();
  return true;
}

class JpegEncoder final : public ImageEncoder {
 public:
  JpegEncoder(const EncodeOptions& options, BlockFile& file)
      : options_(options),
        exif_(ExifBlockFromEntries(options.exif, options.size)),
        state_(file),
        rows_(options.size, size_t{options.size.width} * options.channels) {}
  ~JpegEncoder() override { jpeg_destroy_compress(&jpeg_); }

  Status Start();
  Status WriteRow(ByteSpan row) override;
  Status Finish() override;

 private:
  void WriteHeader();
  void WriteApp1(std::string_view name, const std::vector<uint8_t>& bytes);
  Status Failure() const;

  const EncodeOptions options_;
  const std::vector<uint8_t> exif_;
  JpegWriteState state_;
  RowCount rows_;
  jpeg_compress_struct jpeg_{};
};

void JpegEncoder::WriteHeader() {
  jpeg_create_compress(&jpeg_);
  jpeg_.dest = &state_.output;
  jpeg_.image_width = options_.size.width;
  jpeg_.image_height = options_.size.height;
  jpeg_.input_components = options_.channels;
  jpeg_.in_color_space = options_.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg_);
  jpeg_set_quality(&jpeg_, options_.jpeg_quality, TRUE);
  // 4:4:4: the defaults halve color in both directions.
  jpeg_.comp_info[0].h_samp_factor = 1;
  jpeg_.comp_info[0].v_samp_factor = 1;
  jpeg_.dct_method = JDCT_ISLOW;
  jpeg_.optimize_coding = FALSE;  // It would hold the whole picture for a second pass.
  jpeg_start_compress(&jpeg_, TRUE);
  // The order that readers know: JFIF's segment, which libjpeg has written, EXIF, XMP, the profile.
  WriteApp1(kExifName, exif_);
  WriteApp1(kXmpName, options_.xmp);
  if (!options_.icc_profile.empty()) {
    jpeg_write_icc_profile(&jpeg_, options_.icc_profile.data(), static_cast<unsigned>(options_.icc_profile.size()));
  }
}

// Nothing where there are no bytes.
void JpegEncoder::WriteApp1(std::string_view name, const std::vector<uint8_t>& bytes) {
  if (bytes.empty()) return;
  jpeg_write_m_header(&jpeg_, JPEG_APP0 + 1, static_cast<unsigned>(name.size() + bytes.size()));
  for (const char c : name) jpeg_write_m_byte(&jpeg_, static_cast<uint8_t>(c));
  for (const uint8_t byte : bytes) jpeg_write_m_byte(&jpeg_, byte);
}

Status JpegEncoder::Start() {
  jpeg_.err = jpeg_std_error(&state_.errors);
  state_.errors.error_exit = OnError;
  state_.errors.emit_message = OnMessage;
  jpeg_.client_data = &state_;
  state_.output = {nullptr, 0, OnStart, OnFull, OnEnd};
  return Guarded(state_, [this] { WriteHeader(); }) ? OkStatus() : Failure();
}

Status JpegEncoder::WriteRow(ByteSpan row) {
  RETURN_IF_ERROR(rows_.Check(row.size()));
  const bool done = Guarded(state_, [this, bytes = row.data()] {
    JSAMPROW line = const_cast<JSAMPROW>(bytes);  // libjpeg only reads it.
    jpeg_write_scanlines(&jpeg_, &line, 1);
  });
  if (!done) return Failure();
  rows_.Advance();
  return OkStatus();
}

Status JpegEncoder::Finish() {
  RETURN_IF_ERROR(rows_.CheckComplete());
  if (!Guarded(state_, [this] { jpeg_finish_compress(&jpeg_); })) return Failure();
  return state_.writer.Flush();
}

Status JpegEncoder::Failure() const {
  if (!state_.writer.status().ok()) return state_.writer.status();
  return InvalidInput("jpeg-unwritten", {{"reason", state_.message}});
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
  if (options.xmp.size() > kMaxSegmentBytes - kXmpName.size()) {
    return OutOfRange("jpeg-metadata-large",
                      {{"bytes", options.xmp.size()}, {"limit", kMaxSegmentBytes - kXmpName.size()}});
  }
  auto encoder = std::make_unique<JpegEncoder>(options, file);
  RETURN_IF_ERROR(encoder->Start());
  return StatusOr<std::unique_ptr<ImageEncoder>>(std::move(encoder));
}

}  // namespace easelight
