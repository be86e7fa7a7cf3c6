// What a file's metadata says of how its film was scanned.
#pragma once

#include <string_view>

#include "core/io/decoder.h"

namespace easelight {

// The name of a scan setup, or empty where nothing is said: a camera raw file, or the maker and model of a camera, is a
// camera on white light; scanners are told by their names.
std::string_view KnownSetup(const ScanInfo& info);

}  // namespace easelight
