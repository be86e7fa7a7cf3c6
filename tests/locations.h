// Where the tests find what is not compiled into them.
#pragma once

#include <string>

namespace easelight {

// The folder tests/data.
std::string TestDataFolder();

// Sample scans too large for the repository. The folder need not exist: tests that need it skip then.
std::string SamplesFolder();

// The native tool of this build.
std::string ToolPath();

}  // namespace easelight
