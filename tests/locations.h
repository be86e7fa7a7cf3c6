// Where the tests find what is not compiled into them.
#pragma once

#include <string>

namespace easelight {

// The folder tests/data.
std::string TestDataFolder();

// Sample scans too large for the repository. The folder need not exist: tests that need it skip then.
std::string SamplesFolder();

// Expected figures that are not part of the repository; skipped in the same way.
std::string GoldenFolder();

// The native tool of this build.
std::string ToolPath();

// The library of tests/cli/failing_disk.cpp.
std::string FailingDiskPath();

}  // namespace easelight
