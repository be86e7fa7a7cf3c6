// The record of a scan: what must be kept beside its store file to open it again without decoding.
#pragma once

#include <string>
#include <string_view>

#include "core/engine/scan_opening.h"

namespace easelight {

// The summary as JSON. The embedded profile's bytes are left out: what it said is in the encoding. The EXIF is a block
// in hexadecimal digits.
std::string RecordFromSummary(const ScanSummary& summary);

// Reads a record, which may have been tampered with. Errors: kInvalidInput, kOutOfRange, naming key, value and range.
StatusOr<ScanSummary> SummaryFromRecord(std::string_view record);

}  // namespace easelight
