// What the tool says of itself: its version with its libraries', and the cameras whose files it reads.
#pragma once

#include <iosfwd>
#include <string>

namespace easelight::cli {

// A line for the tool, and one for each library.
std::string VersionText();

// A camera a line, by maker and model.
void CamerasText(std::ostream& out);

}  // namespace easelight::cli
