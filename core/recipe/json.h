// JSON as a value: what recipes, records and the engine's answers are read from and written as.
//
// A small type of our own, so that the library behind it (JSON for Modern C++) is compiled once, in json.cpp.
#pragma once

#include <array>
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/status.h"

namespace easelight {

struct JsonMember;

// Null, true or false, a number, text, an array, or an object. Numbers are doubles: whole ones are exact up to 2^53.
class Json {
 public:
  using Array = std::vector<Json>;
  // Sorted by key, each key once.
  using Object = std::vector<JsonMember>;

  Json();  // Null.
  Json(bool value);
  template <typename T>
  requires(std::integral<T> || std::floating_point<T>) && (!std::same_as<T, bool>)Json(T value)
      : Json(Number{static_cast<double>(value)}) {}
  Json(std::string value);
  Json(std::string_view value);
  Json(const char* value);
  Json(Array elements);
  // Sorts the members; their keys must differ.
  Json(Object members);
  template <typename T>
  Json(std::span<const T> values) : Json(Array(values.begin(), values.end())) {}
  template <typename T, size_t N>
  Json(const std::array<T, N>& values) : Json(std::span<const T>(values)) {}

  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  // The value if it is of that kind, else null.
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const double* number() const { return std::get_if<double>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const Object* object() const { return std::get_if<Object>(&value_); }
  Array* array() { return std::get_if<Array>(&value_); }
  Object* object() { return std::get_if<Object>(&value_); }

  bool Is(std::string_view wanted) const { return text() != nullptr && *text() == wanted; }
  bool Is(double wanted) const { return number() != nullptr && *number() == wanted; }

  // The member of that key; null where there is none, or where this is no object.
  const Json* Find(std::string_view key) const;

  // Adds the member, or replaces the one of that key. This must be an object. Returns where it is.
  Json& Set(std::string key, Json value);

  bool operator==(const Json& other) const;

 private:
  // Where the variant is filled JsonMember must be complete, so that happens in json.cpp.
  struct Number {
    double value;
  };
  explicit Json(Number number);

  std::variant<std::monostate, bool, double, std::string, Array, Object> value_;
};

struct JsonMember {
  std::string key;
  Json value;
  bool operator==(const JsonMember&) const;
};

// How deep objects and arrays may lie in each other. A list of recipes needs six; whoever walks a document calls
// itself once a level, on a stack of 1 MiB.
inline constexpr size_t kMaxJsonDepth = 16;

// Parses text from outside, whose size the caller has bounded. `document` ("the recipe") is what errors are
// about: kInvalidInput where it is not JSON, nests deeper than kMaxJsonDepth, or has a key twice in one object.
StatusOr<Json> JsonFromText(std::string_view text, SentenceName document);

enum class JsonCharacters { kAll, kAsciiOnly };

// One line, or, with an indent above 0, a line for each value. Bytes that are no UTF-8 become U+FFFD.
std::string TextFromJson(const Json& json, int indent = 0, JsonCharacters characters = JsonCharacters::kAll);

// A number as JSON writes it: whole numbers without a point, else the shortest text that reads back the same.
std::string NumberText(double value);

}  // namespace easelight
