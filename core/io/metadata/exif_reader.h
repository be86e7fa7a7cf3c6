// Reads EXIF from where it lies: a block in a JPEG (APP1) or a PNG (eXIf), or the directories of a TIFF file.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/io/metadata/exif.h"
#include "core/io/windowed_reader.h"

namespace easelight {

struct ExifBlock {
  uint8_t orientation = 1;  // 1..8.
  ExifColor color = ExifColor::kUnsaid;
  ExifEntries entries;
};

// A block of `size` bytes at `start`, which begins with its TIFF header. Never an error: what is damaged, unknown, of a
// wrong type or too long is left out, for a wrong orientation is one click to repair and no reason to refuse a scan.
ExifBlock ReadExif(WindowedReader& reader, uint64_t start, uint64_t size);

// The same of a block in memory.
ExifBlock ReadExif(ByteSpan block);

// The same of a TIFF file, classic or big, whose picture has its directory at `directory`.
ExifBlock ReadTiffExif(WindowedReader& reader, uint64_t directory);

}  // namespace easelight
