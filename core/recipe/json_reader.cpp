#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

constexpr size_t kShownCharacters = 40;

}  // namespace

std::string ElementName(std::string_view key, size_t index) {
  return std::string(key) + "[" + std::to_string(index) + "]";
}

std::string ShownValue(const Json& value) {
  std::string text = TextFromJson(value, 0, JsonCharacters::kAsciiOnly);
  if (text.size() > kShownCharacters) text = text.substr(0, kShownCharacters - 3) + "...";
  return text;
}

ObjectReader::ObjectReader(const Json& object, std::string path, Status& status)
    : object_(object), path_(std::move(path)), status_(status) {
  if (object_.object() == nullptr && status_.ok()) {
    const std::string name = path_.substr(0, path_.find_last_of('.'));
    const Sentence expected("expected-object");
    if (path_.empty()) {
      status_ = InvalidInput("recipe-no-object", {{"value", ShownValue(object_)}, {"expected", expected}});
    } else {
      status_ = InvalidInput("recipe-value", {{"key", name}, {"value", ShownValue(object_)}, {"expected", expected}});
    }
  }
}

const Json* ObjectReader::Find(std::string_view key) {
  known_.emplace(key);
  return status_.ok() ? object_.Find(key) : nullptr;
}

void ObjectReader::Number(std::string_view key, Range range, double& target) {
  if (const Json* value = Find(key)) Element(std::string(key), *value, range, target);
}

void ObjectReader::Element(const std::string& name, const Json& value, Range range, double& target) {
  const double* number = value.number();
  const bool inside = number != nullptr && *number >= range.low && *number <= range.high;
  if (!inside) return Fail(name, value, {"expected-range", {{"low", range.low}, {"high", range.high}}});
  target = *number + 0.0;  // -0 becomes 0.
}

void ObjectReader::Boolean(std::string_view key, bool& target) {
  const Json* value = Find(key);
  if (value == nullptr) return;
  if (value->boolean() == nullptr) return Fail(key, *value, {"expected-flag"});
  target = *value->boolean();
}

void ObjectReader::Text(std::string_view key, size_t max_bytes, std::string& target) {
  const Json* value = Find(key);
  if (value == nullptr) return;
  if (value->text() == nullptr || value->text()->size() > max_bytes) {
    return Fail(key, *value, {"expected-text", {{"limit", max_bytes}}});
  }
  target = *value->text();
}

const Json::Array* ObjectReader::Elements(std::string_view name, const Json& value, size_t least, size_t most,
                                          const Sentence& expected) {
  const Json::Array* elements = value.array();
  if (elements != nullptr && elements->size() >= least && elements->size() <= most) return elements;
  Fail(name, value, expected);
  return nullptr;
}

void ObjectReader::Fail(std::string_view key, const Json& value, const Sentence& expected) {
  if (!status_.ok()) return;
  status_ = OutOfRange("recipe-value",
                       {{"key", path_ + std::string(key)}, {"value", ShownValue(value)}, {"expected", expected}});
}

void ObjectReader::Finish() {
  if (!status_.ok()) return;
  for (const auto& [key, value] : *object_.object()) {
    if (known_.contains(key)) continue;
    status_ = Unsupported("recipe-unknown-key", {{"key", path_ + ShownValue(Json(key))}});
    return;
  }
}

}  // namespace easelight
