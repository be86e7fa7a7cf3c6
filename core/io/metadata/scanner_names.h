// Scanners by the names in a file: which kind made it, or that one did.
#pragma once

#include <string>
#include <string_view>

#include "core/io/metadata/exif.h"

namespace easelight {

// The text of a tag of the picture's directory, in upper case; empty where there is none.
std::string UpperText(const ExifEntries& entries, uint16_t tag);

// "scanner", "flatbed" or "minilab" by maker and model; empty for what is no scanner, or an unknown one.
std::string_view ScannerKind(const ExifEntries& entries);

// Whether a scanner, known or not, made the file: also by the software that it names.
bool IsOfScanner(const ExifEntries& entries);

}  // namespace easelight
