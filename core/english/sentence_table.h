// The English table as the page has it, embedded by the build: sentence_table.cpp.in.
#pragma once

#include <string_view>

namespace easelight {

// JSON: an object of names and patterns.
extern const std::string_view kEnglishSentences;

}  // namespace easelight
