// The spaces that files are written in, by name.
#pragma once

#include <span>
#include <string_view>

#include "core/color/output_space.h"

namespace easelight {

struct FileSpace {
  std::string_view name;   // "display-p3", "gray-srgb".
  std::string_view title;  // As people write it.
  OutputSpace space;
  bool usual;  // Whether it is offered to choose from: the light of film is for other steps of one's own.
};

// The usual ones first.
std::span<const FileSpace> FileSpaces();

// The space of that name, or null.
const FileSpace* FindFileSpace(std::string_view name);

}  // namespace easelight
