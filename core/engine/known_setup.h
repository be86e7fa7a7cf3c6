// What a file's metadata says of how its film was scanned.
#pragma once

#include <string>
#include <string_view>

#include "core/io/decoder.h"

namespace easelight {

// The name of a scan setup, or empty where nothing is said: a camera raw file, or the maker and model of a camera, is a
// camera on white light; scanners are told by their names.
std::string_view KnownSetup(const ScanInfo& info);

// Maker, model and software in upper case, as far as the file names them: scans by the same are of one kind.
std::string ScannedWith(const ScanInfo& info);

}  // namespace easelight
