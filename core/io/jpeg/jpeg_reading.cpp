#include "core/io/jpeg/jpeg_reading.h"

#include <algorithm>

// After jpeglib.h, which it extends.
#include <jerror.h>

namespace easelight {
namespace {

constexpr uint8_t kEndOfImage[] = {0xFF, JPEG_EOI};

[[noreturn]] void OnReadingError(j_common_ptr jpeg) {
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

void OnReadingMessage(j_common_ptr jpeg, int level) {
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
  if (!state.past_end) state.file_status = bytes.status();
  return state.past_end;
}

// At the end of the file libjpeg is given the end marker. A Huffman-coded scan that has all its data does not need it;
// one that lacks data then warns, which ends in OnReadingError. An arithmetic one does not: there its absence is the
// only sign of a cut.
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

}  // namespace

JpegState& StateOf(j_common_ptr jpeg) { return *static_cast<JpegState*>(jpeg->client_data); }
JpegState& StateOf(j_decompress_ptr jpeg) { return *static_cast<JpegState*>(jpeg->client_data); }

void ConnectErrors(jpeg_decompress_struct& jpeg, JpegState& state) {
  jpeg.err = jpeg_std_error(&state.errors);
  state.errors.error_exit = OnReadingError;
  state.errors.emit_message = OnReadingMessage;
  state.errors.output_message = OnOutput;
  jpeg.client_data = &state;
}

void ConnectInput(jpeg_decompress_struct& jpeg, JpegState& state) {
  state.input = {nullptr, 0, OnInputStart, OnInput, OnSkip, jpeg_resync_to_restart, OnInputEnd};
  jpeg.src = &state.input;
}

}  // namespace easelight
