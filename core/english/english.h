// What the engine says, in English: for the native tool and for tests. The page has the same table, and those of other
// languages, in web/src/i18n; the WebAssembly module has none.
#pragma once

#include <string>

#include "core/base/status.h"

namespace easelight {

// The sentence in words, without a capital and a full stop. One that the table does not have is shown by its name and
// its arguments.
std::string EnglishText(const Sentence& sentence);

inline std::string EnglishText(const Status& status) { return EnglishText(status.sentence()); }

}  // namespace easelight
