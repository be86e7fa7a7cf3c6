#include "core/recipe/json_reader.h"

#include <cmath>

namespace easelight {
namespace {

constexpr size_t kShownCharacters = 40;

std::string RangeText(Range range) { return NumberText(range.low) + " to " + NumberText(range.high); }

}  // namespace

std::string NumberText(double value) {
  // Every integer below 2^53 is exact, and -0 becomes 0.
  if (value == std::trunc(value) && std::abs(value) < 9e15) return std::to_string(static_cast<long long>(value));
  return Json(value).dump();
}

std::string ShownValue(const Json& value) {
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > kShownCharacters) text = text.substr(0, kShownCharacters - 3) + "...";
  return text;
}

ObjectReader::ObjectReader(const Json& object, std::string path, Status& status)
    : object_(object), path_(std::move(path)), status_(status) {
  if (!object_.is_object() && status_.ok()) {
    const std::string name = path_.empty() ? "the recipe" : path_.substr(0, path_.size() - 1);
    status_ = InvalidInput(name + " is " + ShownValue(object_) + "; it must be an object");
  }
}

const Json* ObjectReader::Find(std::string_view key) {
  known_.emplace(key);
  if (!status_.ok() || !object_.is_object()) return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

void ObjectReader::Number(std::string_view key, Range range, double& target) {
  if (const Json* value = Find(key)) Element(std::string(key), *value, range, target);
}

void ObjectReader::Element(const std::string& name, const Json& value, Range range, double& target) {
  const bool inside = value.is_number() && value.get<double>() >= range.low && value.get<double>() <= range.high;
  if (!inside) return Fail(name, value, "a number from " + RangeText(range));
  target = value.get<double>() + 0.0;  // -0 becomes 0.
}

void ObjectReader::Boolean(std::string_view key, bool& target) {
  const Json* value = Find(key);
  if (value == nullptr) return;
  if (!value->is_boolean()) return Fail(key, *value, "true or false");
  target = value->get<bool>();
}

void ObjectReader::Text(std::string_view key, size_t max_bytes, std::string& target) {
  const Json* value = Find(key);
  if (value == nullptr) return;
  if (!value->is_string() || value->get_ref<const std::string&>().size() > max_bytes) {
    return Fail(key, *value, "text of at most " + std::to_string(max_bytes) + " bytes");
  }
  target = value->get<std::string>();
}

void ObjectReader::Fail(std::string_view key, const Json& value, const std::string& expected) {
  if (!status_.ok()) return;
  status_ = OutOfRange(path_ + std::string(key) + " is " + ShownValue(value) + "; it must be " + expected);
}

void ObjectReader::Finish() {
  if (!status_.ok()) return;
  for (const auto& [key, value] : object_.items()) {
    if (known_.contains(key)) continue;
    status_ = InvalidInput("unknown key " + path_ + ShownValue(Json(key)));
    return;
  }
}

}  // namespace easelight
