// Texts that libtiff would cut: it ends each at its first NUL.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/status.h"

namespace easelight {

// Writes `text` over the value of a tag in the first directory of a complete little-endian file, classic or `big`,
// which must have as many bytes. Errors: kInvalidInput where there is no such tag; those of the file.
Status ReplaceTiffText(BlockFile& file, bool big, uint16_t tag, ByteSpan text);

}  // namespace easelight
