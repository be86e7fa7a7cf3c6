// The libraries that read and write files, with their versions, and the cameras that LibRaw knows.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace easelight {

struct LibraryVersion {
  std::string name;
  std::string version;
};

// As each library says of itself.
std::vector<LibraryVersion> CodecLibraries();

// By maker and model, with what LibRaw adds of what it cannot read of theirs.
std::span<const char* const> KnownCameras();

}  // namespace easelight
