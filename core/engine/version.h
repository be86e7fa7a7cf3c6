// The engine's version, as the tool, the page and exported files name it.
#pragma once

#include <string_view>

namespace easelight {

inline constexpr std::string_view kEngineVersion = "0.1.0";

}  // namespace easelight
