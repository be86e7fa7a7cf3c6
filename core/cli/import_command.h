// The command of the native tool that reads grades from files, ours and other programs'.
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/status.h"

namespace easelight::cli {

// Writes the recipes of a file: to `out` as JSON (an array of several), to `notes` a line for each with a name, and one
// for each thing that they do not imitate.
Status ImportedRecipesText(const std::string& path, std::ostream& out, std::ostream& notes);

}  // namespace easelight::cli
