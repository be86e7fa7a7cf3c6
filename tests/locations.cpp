#include "tests/locations.h"

namespace easelight {

std::string TestDataFolder() { return EASELIGHT_TEST_DATA; }

std::string SamplesFolder() { return EASELIGHT_SAMPLES; }

std::string GoldenFolder() { return EASELIGHT_GOLDEN; }

std::string ToolPath() { return EASELIGHT_TOOL; }

std::string FailingDiskPath() { return EASELIGHT_FAILING_DISK; }

}  // namespace easelight
