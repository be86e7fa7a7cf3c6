// How libjpeg reads for us: from a ByteSource, and with errors that end where our own call of it began.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include <jpeglib.h>

#include "core/io/windowed_reader.h"

namespace easelight {

class JpegCoefficients;

// What the callbacks share with the decoder. They run below a longjmp, so all of it lives outside their frames.
// libjpeg leads back to it through client_data.
struct JpegState {
  explicit JpegState(ByteSource& source) : reader(source) {}

  // Where in the file libjpeg is.
  uint64_t position() const { return offset - input.bytes_in_buffer; }

  WindowedReader reader;
  uint64_t offset = 0;  // Of the first byte not yet handed to libjpeg.
  bool past_end = false;
  bool end_marker_optional = false;
  JpegCoefficients* coefficients = nullptr;
  Status file_status;  // Of the source, or of the coefficients' file.
  char message[JMSG_LENGTH_MAX] = "";
  std::jmp_buf landing;
  jpeg_error_mgr errors{};
  jpeg_source_mgr input{};
};

JpegState& StateOf(j_common_ptr jpeg);
JpegState& StateOf(j_decompress_ptr jpeg);

// The errors of `jpeg` from now on. Warnings that mean damage are errors.
void ConnectErrors(jpeg_decompress_struct& jpeg, JpegState& state);
// Its bytes, once it is created.
void ConnectInput(jpeg_decompress_struct& jpeg, JpegState& state);

// Runs `body` and returns whether libjpeg finished it. The one place where its jump lands: `body` calls libjpeg only,
// and neither it nor what it calls may own an object with a destructor.
template <typename Body>
bool Guarded(JpegState& state, const Body& body) {
  if (setjmp(state.landing) != 0) return false;
  body();
  return true;
}

}  // namespace easelight
