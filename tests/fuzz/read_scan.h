// Opens a picture as the engine does and reads all its rows, for the targets of the formats.
#pragma once

#include <algorithm>

#include "core/io/decoder.h"
#include "core/io/source_encoding.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/io/memory_file.h"

namespace easelight {

// Rows of a picture, or as many as are read of it. An error is an answer like any other.
inline void ReadScan(ByteSpan input) {
  SpanSource source(input);
  const auto decoder = OpenScan(source);
  if (!decoder.ok()) return;
  const ScanInfo& info = (*decoder)->info();
  FuzzCheck(info.size.width > 0 && info.size.width <= kMaxSide, "the width is within its limits");
  FuzzCheck(info.size.height > 0 && info.size.pixels() <= kMaxPixels, "the height is within its limits");
  FuzzCheck(info.channels == 1 || info.channels == 3, "there are one or three channels");
  FuzzCheck(info.orientation >= 1 && info.orientation <= 8, "the orientation is one of EXIF");
  AutoEncoding(info);

  const uint64_t needed = (*decoder)->scratch_bytes();
  if (info.row_bytes() * uint64_t{info.size.height} + needed > kMostFuzzedBytes) return;
  MemoryBlockFile scratch;
  if (needed != 0 && !(*decoder)->Unpack({&scratch, 0}).ok()) return;
  FuzzInput rows(info.row_bytes() * 3);
  for (uint64_t read = 0;;) {
    const auto count = (*decoder)->ReadRows(rows);
    if (!count.ok()) return;
    read += *count;
    FuzzCheck(read <= info.size.height, "there are no more rows than the header says");
    if (*count == 0) return FuzzCheck(read == info.size.height, "a picture ends with its last row, or with an error");
  }
}

}  // namespace easelight
