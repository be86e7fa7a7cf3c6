// Writes lossless JPEG streams (ITU-T T.81, annex H), which no codec library here writes.
#pragma once

#include <cstdint>
#include <vector>

namespace easelight {

struct LosslessJpegSpec {
  uint32_t width = 0;
  uint32_t height = 0;
  uint32_t components = 3;
  uint32_t bits = 16;
  uint32_t predictor = 1;        // 1..7.
  uint32_t point_transform = 0;  // Bits that are left out.
  uint32_t restart_rows = 0;     // 0: no restarts.
  bool tables = true;            // Whether the stream has its own Huffman table.
};

// `codes` are width x height pixels of interleaved components.
std::vector<uint8_t> WriteLosslessJpeg(const LosslessJpegSpec& spec, const std::vector<uint32_t>& codes);

// A stream of the table alone, as TIFF's JPEGTables holds it.
std::vector<uint8_t> LosslessJpegTables();

}  // namespace easelight
