// Encodes one band of a picture as a baseline JPEG of its own in memory, 4:4:4, with libjpeg.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

struct JpegBand {
  ByteSpan rows;  // Of 8-bit samples.
  uint32_t width = 0;
  int channels = 3;  // RGB, or 1: gray.
  int quality = 92;
  uint32_t restart_interval = 0;  // In blocks; said in the header, and never reached within a band. 0: none.
};

// What comes between the first bytes of a file and its picture, as it is; empty: nothing of it.
struct JpegMetadata {
  ByteSpan exif;
  ByteSpan xmp;
  ByteSpan icc_profile;
};

// Keeps libjpeg's memory from band to band: of one row of blocks, and tables.
class JpegBandEncoder {
 public:
  JpegBandEncoder();
  ~JpegBandEncoder();
  JpegBandEncoder(const JpegBandEncoder&) = delete;
  JpegBandEncoder& operator=(const JpegBandEncoder&) = delete;

  // Writes the file to the front of `out`, which grows where it is too small, and returns its size. Errors:
  // kInvalidInput with libjpeg's reason.
  StatusOr<size_t> Encode(const JpegBand& band, const JpegMetadata& metadata, std::vector<uint8_t>& out);

 private:
  [[noreturn]] static void OnError(j_common_ptr jpeg);
  static void OnStart(j_compress_ptr jpeg);
  static boolean OnFull(j_compress_ptr jpeg);
  static void OnEnd(j_compress_ptr jpeg);

  template <typename Body>
  bool Guarded(const Body& body);
  void WriteBand(const JpegBand& band, const JpegMetadata& metadata);

  jpeg_compress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  jpeg_destination_mgr output_{};
  std::jmp_buf landing_;
  char message_[JMSG_LENGTH_MAX] = "";
  std::vector<uint8_t>* out_ = nullptr;
  size_t size_ = 0;
};

}  // namespace easelight
