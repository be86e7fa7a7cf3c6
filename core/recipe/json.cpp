// The one file that sees the JSON library: for parsing, and for the text of strings and of fractions.
#include "core/recipe/json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

using Library = nlohmann::json;

bool Before(const JsonMember& member, std::string_view key) { return member.key < key; }

auto PlaceOf(auto& members, std::string_view key) {
  return std::lower_bound(members.begin(), members.end(), key, Before);
}

std::string StringText(const std::string& value, JsonCharacters characters) {
  return Library(value).dump(-1, ' ', characters == JsonCharacters::kAsciiOnly, Library::error_handler_t::replace);
}

// Builds the value from the parser's events, and stops the parser at the first thing that is not allowed.
class Builder final : public nlohmann::json_sax<Library> {
 public:
  explicit Builder(SentenceName document) : name_(document) {}

  Json& document() { return document_; }
  const Status& status() const { return status_; }

  bool null() override { return Add({}); }
  bool boolean(bool value) override { return Add(value); }
  bool number_integer(int64_t value) override { return Add(value); }
  bool number_unsigned(uint64_t value) override { return Add(value); }
  bool number_float(double value, const std::string&) override { return Add(value); }
  bool string(std::string& value) override { return Add(std::move(value)); }
  bool binary(Library::binary_t&) override { return false; }  // No part of JSON's text.

  bool start_object(size_t) override { return Open(Json::Object()); }
  bool start_array(size_t) override { return Open(Json::Array()); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }

  bool key(std::string& key) override {
    if (open_.back()->Find(key) != nullptr) {
      return Refuse(InvalidInput("json-key-twice", {{"document", name_}, {"key", ShownValue(Json(key))}}));
    }
    key_ = std::move(key);
    return true;
  }

  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override {
    return Refuse(InvalidInput("json-malformed", {{"document", name_}}));
  }

 private:
  // The value's place: the end of the open array, the last key of the open object, or the document itself. It stays
  // where it is for as long as it is open, as nothing is added beside it meanwhile.
  Json* Place(Json value) {
    if (open_.empty()) return &(document_ = std::move(value));
    Json& container = *open_.back();
    if (Json::Array* array = container.array()) return &array->emplace_back(std::move(value));
    return &container.Set(key_, std::move(value));
  }

  bool Add(Json value) {
    Place(std::move(value));
    return true;
  }

  bool Open(Json container) {
    if (open_.size() == kMaxJsonDepth) {
      return Refuse(InvalidInput("json-depth", {{"document", name_}, {"limit", kMaxJsonDepth}}));
    }
    open_.push_back(Place(std::move(container)));
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  bool Refuse(Status status) {
    status_ = std::move(status);
    return false;
  }

  Sentence name_;
  Json document_;
  std::vector<Json*> open_;
  std::string key_;
  Status status_;
};

class Writer {
 public:
  Writer(int indent, JsonCharacters characters) : indent_(indent), characters_(characters) {}

  std::string& text() { return text_; }

  void Write(const Json& json) {
    if (const bool* value = json.boolean()) {
      text_ += *value ? "true" : "false";
    } else if (const double* number = json.number()) {
      text_ += NumberText(*number);
    } else if (const std::string* string = json.text()) {
      text_ += StringText(*string, characters_);
    } else if (const Json::Array* array = json.array()) {
      Enclosed('[', ']', *array, [this](const Json& element) { Write(element); });
    } else if (const Json::Object* object = json.object()) {
      Enclosed('{', '}', *object, [this](const JsonMember& member) {
        text_ += StringText(member.key, characters_) + (indent_ > 0 ? ": " : ":");
        Write(member.value);
      });
    } else {
      text_ += "null";
    }
  }

 private:
  void Enclosed(char open, char close, const auto& items, const auto& write) {
    text_ += open;
    ++depth_;
    bool first = true;
    for (const auto& item : items) {
      if (!first) text_ += ',';
      first = false;
      NewLine();
      write(item);
    }
    --depth_;
    if (!items.empty()) NewLine();
    text_ += close;
  }

  void NewLine() {
    if (indent_ > 0) text_ += '\n' + std::string(depth_ * static_cast<size_t>(indent_), ' ');
  }

  std::string text_;
  size_t depth_ = 0;
  int indent_;
  JsonCharacters characters_;
};

}  // namespace

Json::Json() = default;
Json::Json(bool value) : value_(value) {}
Json::Json(Number number) : value_(number.value) {}
Json::Json(std::string value) : value_(std::move(value)) {}
Json::Json(std::string_view value) : value_(std::string(value)) {}
Json::Json(const char* value) : value_(std::string(value)) {}
Json::Json(Array elements) : value_(std::move(elements)) {}
Json::Json(Object members) : value_(std::move(members)) {
  Object& own = *object();
  std::sort(own.begin(), own.end(), [](const JsonMember& a, const JsonMember& b) { return a.key < b.key; });
}
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;
bool JsonMember::operator==(const JsonMember& other) const { return key == other.key && value == other.value; }

bool Json::operator==(const Json& other) const { return value_ == other.value_; }

const Json* Json::Find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto place = PlaceOf(*members, key);
  return place != members->end() && place->key == key ? &place->value : nullptr;
}

Json& Json::Set(std::string key, Json value) {
  Object& members = *object();
  auto place = PlaceOf(members, key);
  if (place != members.end() && place->key == key) return place->value = std::move(value);
  return members.insert(place, {std::move(key), std::move(value)})->value;
}

StatusOr<Json> JsonFromText(std::string_view text, SentenceName document) {
  Builder builder(document);
  Library::sax_parse(text, &builder);
  RETURN_IF_ERROR(builder.status());
  return std::move(builder.document());
}

std::string TextFromJson(const Json& json, int indent, JsonCharacters characters) {
  Writer writer(indent, characters);
  writer.Write(json);
  return std::move(writer.text());
}

std::string NumberText(double value) {
  // Every integer up to 2^53 is exact, and -0 becomes 0.
  if (value == std::trunc(value) && std::abs(value) <= 0x1p53) return std::to_string(static_cast<long long>(value));
  return Library(value).dump();
}

}  // namespace easelight
