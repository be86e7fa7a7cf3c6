// Lossless JPEG (ITU-T T.81, annex H), as DNG and other TIFFs hold it, read row by row: codecs for pictures leave it
// out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/image.h"
#include "core/base/status.h"
#include "core/io/huffman_bits.h"
#include "core/io/windowed_reader.h"

namespace easelight {

// What the first frame header of a JPEG stream says.
struct JpegFrame {
  uint8_t marker = 0;  // 0xC0..0xCF: SOF0 is baseline, SOF3 lossless.
  uint32_t bits = 8;   // Of a sample.
  Extent size;
  uint32_t components = 1;
};
inline constexpr uint8_t kLosslessFrame = 0xC3;

// Finds it in the `bytes` bytes at `at`; none where there is no such header.
std::optional<JpegFrame> FindJpegFrame(WindowedReader& reader, uint64_t at, uint64_t bytes);

// One stream, of samples that are all in one scan. In memory are two rows of it.
class LosslessJpeg {
 public:
  // Reads the headers of the stream of `bytes` bytes at `at`, after those of `tables`, a stream of tables alone or
  // nothing. `reader` must outlive this, and nobody else reads through it meanwhile.
  // Errors: kInvalidInput, kUnsupported (a variant that nobody writes), kTruncated, kIo.
  static StatusOr<LosslessJpeg> Open(WindowedReader& reader, uint64_t at, uint64_t bytes, ByteSpan tables);

  const JpegFrame& frame() const { return frame_; }

  // Reads the next row: frame().size.width * frame().components samples, interleaved. Not to be called after the last.
  // Errors: kInvalidInput ("damaged" with nothing more), kIo.
  Status ReadRow(uint16_t* out);

 private:
  class Headers;

  LosslessJpeg() = default;
  // False where a code is damaged.
  bool DecodeFirstRow();
  bool DecodeRow();
  template <typename Predict>
  bool DecodeRest(const Predict& predict);
  bool DecodeDifference(uint32_t component, uint32_t& difference);
  bool Restart();

  JpegFrame frame_;
  std::array<HuffmanTable, 4> tables_;
  std::array<uint8_t, 4> table_of_{};  // The table of each component.
  uint32_t predictor_ = 1;             // 1..7; T.81, table H.1.
  uint32_t point_transform_ = 0;       // Bits that were shifted out, and come back as zeros.
  uint32_t restart_rows_ = 0;          // 0: none.
  std::optional<EntropyBits> bits_;
  std::vector<uint16_t> above_;  // The last row, before the shift.
  std::vector<uint16_t> row_;
  uint32_t rows_ = 0;  // That have been read.
};

}  // namespace easelight
