#include "core/io/jpeg/jpeg_band_encoder.h"

// After jpeglib.h, which it extends.
#include <jerror.h>

#include <new>
#include <string>
#include <string_view>

#include "core/io/jpeg/jpeg_segments.h"

namespace easelight {
namespace {

JpegBandEncoder& EncoderOf(void* client_data) { return *static_cast<JpegBandEncoder*>(client_data); }

void OnMessage(j_common_ptr, int) {}

// Nothing where there are no bytes.
void WriteApp1(j_compress_ptr jpeg, std::string_view name, ByteSpan bytes) {
  if (bytes.empty()) return;
  jpeg_write_m_header(jpeg, JPEG_APP0 + 1, static_cast<unsigned>(name.size() + bytes.size()));
  for (const char c : name) jpeg_write_m_byte(jpeg, static_cast<uint8_t>(c));
  for (const uint8_t byte : bytes) jpeg_write_m_byte(jpeg, byte);
}

// The order that readers know: JFIF's segment, which libjpeg has written, EXIF, XMP, the profile.
void WriteMetadata(j_compress_ptr jpeg, const JpegMetadata& metadata) {
  WriteApp1(jpeg, kExifSegmentName, metadata.exif);
  WriteApp1(jpeg, kXmpSegmentName, metadata.xmp);
  if (metadata.icc_profile.empty()) return;
  jpeg_write_icc_profile(jpeg, metadata.icc_profile.data(), static_cast<unsigned>(metadata.icc_profile.size()));
}

}  // namespace

JpegBandEncoder::JpegBandEncoder() {
  jpeg_.err = jpeg_std_error(&errors_);
  errors_.error_exit = OnError;
  errors_.emit_message = OnMessage;
  jpeg_.client_data = this;
  output_ = {nullptr, 0, OnStart, OnFull, OnEnd};
}

JpegBandEncoder::~JpegBandEncoder() { jpeg_destroy_compress(&jpeg_); }

void JpegBandEncoder::OnError(j_common_ptr jpeg) {
  JpegBandEncoder& encoder = EncoderOf(jpeg->client_data);
  jpeg->err->format_message(jpeg, encoder.message_);
  std::longjmp(encoder.landing_, 1);
}

void JpegBandEncoder::OnStart(j_compress_ptr jpeg) {
  JpegBandEncoder& encoder = EncoderOf(jpeg->client_data);
  encoder.output_.next_output_byte = encoder.out_->data();
  encoder.output_.free_in_buffer = encoder.out_->size();
}

boolean JpegBandEncoder::OnFull(j_compress_ptr jpeg) {
  JpegBandEncoder& encoder = EncoderOf(jpeg->client_data);
  const size_t full = encoder.out_->size();
  bool grown = true;
  try {
    encoder.out_->resize(2 * full);
  } catch (const std::bad_alloc&) {
    grown = false;
  }
  if (!grown) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
  encoder.output_.next_output_byte = encoder.out_->data() + full;
  encoder.output_.free_in_buffer = full;
  return TRUE;
}

void JpegBandEncoder::OnEnd(j_compress_ptr jpeg) {
  JpegBandEncoder& encoder = EncoderOf(jpeg->client_data);
  encoder.size_ = encoder.out_->size() - encoder.output_.free_in_buffer;
}

// Runs `body` and returns whether libjpeg finished it. The one place where its jump lands: `body` calls libjpeg only,
// and neither it nor what it calls may own an object with a destructor.
template <typename Body>
bool JpegBandEncoder::Guarded(const Body& body) {
  if (setjmp(landing_) != 0) return false;
  body();
  return true;
}

void JpegBandEncoder::WriteBand(const JpegBand& band, const JpegMetadata& metadata) {
  if (jpeg_.mem == nullptr) jpeg_create_compress(&jpeg_);
  const size_t row_bytes = size_t{band.width} * static_cast<size_t>(band.channels);
  jpeg_.dest = &output_;
  jpeg_.image_width = band.width;
  jpeg_.image_height = static_cast<JDIMENSION>(band.rows.size() / row_bytes);
  jpeg_.input_components = band.channels;
  jpeg_.in_color_space = band.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg_);
  jpeg_set_quality(&jpeg_, band.quality, TRUE);
  // 4:4:4: the defaults halve color in both directions.
  jpeg_.comp_info[0].h_samp_factor = 1;
  jpeg_.comp_info[0].v_samp_factor = 1;
  jpeg_.dct_method = JDCT_ISLOW;
  jpeg_.optimize_coding = FALSE;  // One set of codes for all bands, so that they can be joined.
  jpeg_.restart_interval = band.restart_interval;
  jpeg_start_compress(&jpeg_, TRUE);
  WriteMetadata(&jpeg_, metadata);
  for (size_t at = 0; at < band.rows.size(); at += row_bytes) {
    JSAMPROW line = const_cast<JSAMPROW>(band.rows.data() + at);  // libjpeg only reads it.
    jpeg_write_scanlines(&jpeg_, &line, 1);
  }
  jpeg_finish_compress(&jpeg_);
}

StatusOr<size_t> JpegBandEncoder::Encode(const JpegBand& band, const JpegMetadata& metadata,
                                         std::vector<uint8_t>& out) {
  out_ = &out;
  if (Guarded([&] { WriteBand(band, metadata); })) return size_;
  return InvalidInput("jpeg-unwritten", {{"reason", std::string(message_)}});
}

}  // namespace easelight
