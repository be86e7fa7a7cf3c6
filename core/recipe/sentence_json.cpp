#include "core/recipe/sentence_json.h"

namespace easelight {
namespace {

struct JsonFromValue {
  Json operator()(const Sentence& sentence) const { return JsonFromSentence(sentence); }
  Json operator()(const auto& value) const { return value; }
};

std::optional<SentenceArgument> ArgumentFromMember(const JsonMember& member) {
  if (const double* number = member.value.number()) return SentenceArgument(member.key, *number);
  if (const std::string* text = member.value.text()) return SentenceArgument(member.key, *text);
  const std::optional<Sentence> sentence = SentenceFromJson(member.value);
  if (!sentence) return std::nullopt;
  return SentenceArgument(member.key, *sentence);
}

}  // namespace

Json JsonFromSentence(const Sentence& sentence) {
  Json::Object arguments;
  for (const SentenceArgument& argument : sentence.arguments()) {
    arguments.push_back({argument.name, std::visit(JsonFromValue(), argument.value)});
  }
  return Json::Object{{"name", sentence.name()}, {"args", std::move(arguments)}};
}

std::optional<Sentence> SentenceFromJson(const Json& json) {
  const Json* name = json.Find("name");
  const Json* members = json.Find("args");
  if (name == nullptr || name->text() == nullptr || members == nullptr || members->object() == nullptr) {
    return std::nullopt;
  }
  std::vector<SentenceArgument> arguments;
  for (const JsonMember& member : *members->object()) {
    std::optional<SentenceArgument> argument = ArgumentFromMember(member);
    if (!argument) return std::nullopt;
    arguments.push_back(std::move(*argument));
  }
  return Sentence::Restored(*name->text(), std::move(arguments));
}

void SentenceForm::Read(ObjectReader& reader, std::string_view key, Sentence& target) const {
  const Json* value = reader.Find(key);
  if (value == nullptr) return;
  std::optional<Sentence> sentence = SentenceFromJson(*value);
  if (!sentence) return reader.Fail(key, *value, {"expected-sentence"});
  target = std::move(*sentence);
}

}  // namespace easelight
