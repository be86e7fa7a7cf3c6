#include "core/recipe/json_forms.h"

namespace easelight {

Json NumberSchema(Range range) {
  return Json::Object{{"type", "number"}, {"minimum", range.low}, {"maximum", range.high}};
}

Json ArraySchema(Json items, size_t least, size_t most) {
  return Json::Object{{"type", "array"}, {"items", std::move(items)}, {"minItems", least}, {"maxItems", most}};
}

Json ChoiceSchema(std::span<const std::string_view> names) { return Json::Object{{"enum", Json(names)}}; }

Sentence ExpectedChoice(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return {"expected-choice", {{"choices", text}}};
}

Json WholeChoiceForm::Schema() const { return Json::Object{{"enum", Json(std::span<const int>(values))}}; }

Sentence WholeChoiceForm::Expected() const {
  std::vector<std::string> texts;
  for (const int value : values) texts.push_back(std::to_string(value));
  return ExpectedChoice(std::vector<std::string_view>(texts.begin(), texts.end()));
}

Json WholeForm::Schema() const {
  return Json::Object{{"type", "integer"}, {"minimum", range.low}, {"maximum", range.high}};
}

}  // namespace easelight
