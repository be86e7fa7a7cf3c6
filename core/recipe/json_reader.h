// Reads a JSON object key by key, so that every error names its key and no key goes unread.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "core/base/status.h"

namespace easelight {

using Json = nlohmann::json;

// A range of allowed values, both ends included.
struct Range {
  double low;
  double high;
};

// A number as a recipe writes it: whole numbers without a point, else the shortest text that reads back the same.
std::string NumberText(double value);

// A value as an error message shows it: at most 40 characters of its JSON.
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
    if (!value->is_array() || value->size() != N) {
      return Fail(key, *value, "an array of " + std::to_string(N) + " numbers");
    }
    for (size_t i = 0; i < N; ++i) {
      Element(std::string(key) + "[" + std::to_string(i) + "]", (*value)[i], range, target[i]);
    }
  }

  // Reads one number found inside an array; `name` says where.
  void Element(const std::string& name, const Json& value, Range range, double& target);

  // Records "path.key is VALUE; it must be EXPECTED".
  void Fail(std::string_view key, const Json& value, const std::string& expected);

  // Records an error for the first key that no getter asked for.
  void Finish();

  bool ok() const { return status_.ok(); }
  const std::string& path() const { return path_; }

 private:
  const Json& object_;
  std::string path_;
  Status& status_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace easelight
