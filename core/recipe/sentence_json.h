// Sentences as JSON: {"name": "link-version", "args": {"version": "2"}}, where an argument may be a sentence again.
#pragma once

#include <optional>

#include "core/base/sentence.h"
#include "core/recipe/json_reader.h"

namespace easelight {

Json JsonFromSentence(const Sentence& sentence);

// None where this is no sentence.
std::optional<Sentence> SentenceFromJson(const Json& json);

// The form of a key that holds a sentence; see json_forms.h.
struct SentenceForm {
  void Read(ObjectReader& reader, std::string_view key, Sentence& target) const;
  Json Write(const Sentence& sentence) const { return JsonFromSentence(sentence); }
  Json Schema() const { return Json::Object{{"type", "object"}, {"title", "Sentence"}}; }
};

}  // namespace easelight
