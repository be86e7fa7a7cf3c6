// Finds out how many rows a strip has where a TIFF directory says nothing of it, or what cannot be.
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/io/tiff_directories.h"

namespace easelight {

// The file as it should be: with another directory behind its end, which says how many rows a strip has.
struct MendedFile {
  std::unique_ptr<ByteSource> source;  // Reads the given one, which must outlive it. None where nothing is to mend.
  uint64_t directory = 0;
};

// Compares the number of strips of `picture`, one of `directories` of the source, with that which follows from
// RowsPerStrip. libtiff goes by the latter, so that one strip too many a plane would make it read green from the rows
// of red. The list of strips decides: their number, or the length of the first one where they are not compressed. Where
// neither does, planes are refused, and a picture of one plane is left to libtiff. Errors: kInvalidInput, kIo.
StatusOr<MendedFile> MendRowsPerStrip(ByteSource& source, TiffDirectories& directories, const TiffDirectory& picture);

}  // namespace easelight
