// Shorthand for tests that read JSON which must be as they expect: whatever is missing fails the test as a whole.
#pragma once

#include <concepts>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "core/english/english.h"
#include "core/recipe/json.h"

namespace easelight {

inline Json ParsedJson(std::string_view text) {
  auto json = JsonFromText(text, "document-recipe");
  if (!json.ok()) throw std::runtime_error(EnglishText(json.status()));
  return std::move(json).value();
}

inline Json JsonOfFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return ParsedJson(text.str());
}

inline const Json& At(const Json& json) { return json; }

// At(json, "crops", 2, "x"): a member by its key, an element by its index.
template <typename First, typename... Rest>
const Json& At(const Json& json, const First& first, const Rest&... rest) {
  if constexpr (std::integral<First>) {
    if (json.array() == nullptr) throw std::runtime_error("there is no array: " + TextFromJson(json));
    return At(json.array()->at(static_cast<size_t>(first)), rest...);
  } else {
    const Json* member = json.Find(first);
    if (member == nullptr) throw std::runtime_error("there is no " + std::string(first) + ": " + TextFromJson(json));
    return At(*member, rest...);
  }
}

}  // namespace easelight
