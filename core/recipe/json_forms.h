// Forms: how one kind of value is read from a document, written, and described in a JSON schema.
//
// A form is a small value with Read(reader, key, target), which leaves the target alone where the key is absent;
// Write(value); and Schema(). With forms a key of a document is one line of a table: see json_keys.h.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/recipe/json_reader.h"

namespace easelight {

// {"type": "number", "minimum", "maximum"}.
Json NumberSchema(Range range);
// An array of `least` to `most` of these.
Json ArraySchema(Json items, size_t least, size_t most);
// One of these texts.
Json ChoiceSchema(std::span<const std::string_view> names);

// What the value of a choice must be: one of these.
Sentence ExpectedChoice(std::span<const std::string_view> names);

struct NumberForm {
  Range range;
  void Read(ObjectReader& reader, std::string_view key, double& target) const { reader.Number(key, range, target); }
  Json Write(double value) const { return value; }
  Json Schema() const { return NumberSchema(range); }
};

template <size_t N>
struct NumbersForm {
  Range range;
  void Read(ObjectReader& reader, std::string_view key, std::array<double, N>& target) const {
    reader.Numbers(key, range, target);
  }
  Json Write(const std::array<double, N>& values) const { return values; }
  Json Schema() const { return ArraySchema(NumberSchema(range), N, N); }
};

// A whole number, into any type that holds those of the range.
struct WholeForm {
  Range range;

  template <typename T>
  void Read(ObjectReader& reader, std::string_view key, T& target) const {
    const Json* value = reader.Find(key);
    double number = static_cast<double>(target);
    reader.Number(key, range, number);
    if (value == nullptr || !reader.ok()) return;
    if (number != std::floor(number)) return reader.Fail(key, *value, {"expected-whole"});
    target = static_cast<T>(number);
  }
  template <typename T>
  Json Write(T value) const {
    return value;
  }
  Json Schema() const;
};

// One of some whole numbers.
struct WholeChoiceForm {
  std::vector<int> values;

  template <typename T>
  void Read(ObjectReader& reader, std::string_view key, T& target) const {
    const Json* value = reader.Find(key);
    if (value == nullptr) return;
    for (const int choice : values) {
      if (!value->Is(double(choice))) continue;
      target = static_cast<T>(choice);
      return;
    }
    reader.Fail(key, *value, Expected());
  }
  template <typename T>
  Json Write(T value) const {
    return value;
  }
  Json Schema() const;

 private:
  Sentence Expected() const;
};

struct FlagForm {
  void Read(ObjectReader& reader, std::string_view key, bool& target) const { reader.Boolean(key, target); }
  Json Write(bool value) const { return value; }
  Json Schema() const { return Json::Object{{"type", "boolean"}}; }
};

struct TextForm {
  size_t max_bytes;
  void Read(ObjectReader& reader, std::string_view key, std::string& target) const {
    reader.Text(key, max_bytes, target);
  }
  Json Write(const std::string& value) const { return value; }
  Json Schema() const { return Json::Object{{"type", "string"}}; }
};

// A value that is written as one of some names.
template <typename T>
struct ChoiceForm {
  std::vector<std::string_view> names;
  std::vector<T> values;  // One a name.

  void Read(ObjectReader& reader, std::string_view key, T& target) const {
    const Json* value = reader.Find(key);
    if (value == nullptr) return;
    for (size_t i = 0; i < names.size(); ++i) {
      if (!value->Is(names[i])) continue;
      target = values[i];
      return;
    }
    reader.Fail(key, *value, ExpectedChoice(names));
  }
  Json Write(const T& value) const {
    size_t i = 0;
    while (i + 1 < names.size() && !(values[i] == value)) ++i;
    return names[i];
  }
  Json Schema() const { return ChoiceSchema(names); }
};

}  // namespace easelight
