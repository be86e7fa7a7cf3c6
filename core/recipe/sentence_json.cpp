#include "core/recipe/sentence_json.h"

#include <deque>

namespace easelight {
namespace {

Json JsonFromArgument(const SentenceArgument& argument) {
  switch (argument.kind) {
    case SentenceArgument::Kind::kSentence:
      return JsonFromSentence(*argument.sentence);
    case SentenceArgument::Kind::kText:
      return argument.text;
    case SentenceArgument::Kind::kNumber:
      break;
  }
  return argument.number;
}

// `nested` keeps a sentence among the members as long as the arguments are used.
std::optional<SentenceArgument> ArgumentFromMember(const JsonMember& member, std::deque<Sentence>& nested) {
  if (const double* number = member.value.number()) return SentenceArgument(member.key, *number);
  if (const std::string* text = member.value.text()) return SentenceArgument(member.key, *text);
  std::optional<Sentence> sentence = SentenceFromJson(member.value);
  if (!sentence) return std::nullopt;
  return SentenceArgument(member.key, nested.emplace_back(std::move(*sentence)));
}

}  // namespace

Json JsonFromSentence(const Sentence& sentence) {
  Json::Object arguments;
  for (const SentenceArgument& argument : sentence.arguments()) {
    arguments.push_back({std::string(argument.name), JsonFromArgument(argument)});
  }
  return Json::Object{{"name", sentence.name()}, {"args", std::move(arguments)}};
}

std::optional<Sentence> SentenceFromJson(const Json& json) {
  const Json* name = json.Find("name");
  const Json* members = json.Find("args");
  if (name == nullptr || name->text() == nullptr || members == nullptr || members->object() == nullptr) {
    return std::nullopt;
  }
  std::deque<Sentence> nested;
  std::vector<SentenceArgument> arguments;
  for (const JsonMember& member : *members->object()) {
    const std::optional<SentenceArgument> argument = ArgumentFromMember(member, nested);
    if (!argument) return std::nullopt;
    arguments.push_back(*argument);
  }
  return Sentence::Restored(*name->text(), arguments);
}

void SentenceForm::Read(ObjectReader& reader, std::string_view key, Sentence& target) const {
  const Json* value = reader.Find(key);
  if (value == nullptr) return;
  std::optional<Sentence> sentence = SentenceFromJson(*value);
  if (!sentence) return reader.Fail(key, *value, {"expected-sentence"});
  target = std::move(*sentence);
}

}  // namespace easelight
