#include "core/english/english.h"

#include "core/english/message_format.h"
#include "core/english/sentence_table.h"
#include "core/recipe/json.h"

namespace easelight {
namespace {

const Json& Table() {
  static const Json table = [] {
    auto parsed = JsonFromText(kEnglishSentences, "document-sentences");
    return parsed.ok() ? std::move(parsed).value() : Json(Json::Object());
  }();
  return table;
}

std::string PatternOfUnknown(const Sentence& sentence) {
  std::string pattern(sentence.name());
  for (const SentenceArgument& argument : sentence.arguments())
    pattern.append(", ").append(argument.name).append(": {").append(argument.name).append("}");
  return pattern;
}

}  // namespace

std::string EnglishText(const Sentence& sentence) {
  const Json* known = Table().Find(sentence.name());
  const std::string pattern =
      known != nullptr && known->text() != nullptr ? *known->text() : PatternOfUnknown(sentence);
  return FilledPattern(pattern, sentence.arguments(), EnglishText);
}

}  // namespace easelight
