// Reads a JSON object key by key, so that every error names its key and no key goes unread.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>

#include "core/recipe/json.h"

namespace easelight {

// A range of allowed values, both ends included.
struct Range {
  double low;
  double high;
};

// "key[index]".
std::string ElementName(std::string_view key, size_t index);

// A value as an error shows it: at most 40 characters of its JSON, ASCII only.
std::string ShownValue(const Json& value);

// One object of a document. Getters leave the target alone where the key is absent; the first error sticks.
class ObjectReader {
 public:
  // `path` is the object's own key with a trailing point ("density."), or empty for the document.
  ObjectReader(const Json& object, std::string path, Status& status);

  // The value of `key`, marked as known; null where it is absent.
  const Json* Find(std::string_view key);

  void Number(std::string_view key, Range range, double& target);
  void Boolean(std::string_view key, bool& target);
  // Text of at most `max_bytes`.
  void Text(std::string_view key, size_t max_bytes, std::string& target);

  template <size_t N>
  void Numbers(std::string_view key, Range range, std::array<double, N>& target) {
    const Json* value = Find(key);
    if (value == nullptr) return;
    const Json::Array* numbers = Elements(key, *value, N, N, {"expected-numbers", {{"count", N}}});
    for (size_t i = 0; numbers != nullptr && i < N; ++i) Element(ElementName(key, i), (*numbers)[i], range, target[i]);
  }

  // The elements of an array that must have `least` to `most` of them; null after recording that it must be `expected`.
  const Json::Array* Elements(std::string_view name, const Json& value, size_t least, size_t most,
                              const Sentence& expected);

  // The reader of an object that was found under `key`; it shares the status.
  ObjectReader Within(std::string_view key, const Json& object) {
    return {object, path_ + std::string(key) + ".", status_};
  }

  // Reads one number found inside an array; `name` says where.
  void Element(const std::string& name, const Json& value, Range range, double& target);

  // Records "path.key is VALUE; it must be EXPECTED": a sentence of what the value must be.
  void Fail(std::string_view key, const Json& value, const Sentence& expected);

  // Records kUnsupported for the first key that no getter asked for: a later version may know it.
  void Finish();

  bool ok() const { return status_.ok(); }

 private:
  const Json& object_;
  std::string path_;
  Status& status_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace easelight
