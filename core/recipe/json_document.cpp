#include "core/recipe/json_document.h"

#include <vector>

namespace easelight {
namespace {

// Builds the document from the parser's events, and stops the parser at the first thing that is not allowed.
class DocumentBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit DocumentBuilder(std::string_view name) : name_(name) {}

  Json& document() { return document_; }
  const Status& status() const { return status_; }

  bool null() override { return Add(nullptr); }
  bool boolean(bool value) override { return Add(value); }
  bool number_integer(int64_t value) override { return Add(value); }
  bool number_unsigned(uint64_t value) override { return Add(value); }
  bool number_float(double value, const std::string&) override { return Add(value); }
  bool string(std::string& value) override { return Add(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }  // No part of JSON's text.

  bool start_object(size_t) override { return Open(Json::object()); }
  bool start_array(size_t) override { return Open(Json::array()); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }

  bool key(std::string& key) override {
    if (open_.back()->contains(key)) {
      return Refuse(" has the key " + ShownValue(Json(key)) + " twice");
    }
    key_ = std::move(key);
    return true;
  }

  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override {
    return Refuse(" is not JSON");
  }

 private:
  // The value's place: the end of the open array, the last key of the open object, or the document itself. It stays
  // where it is for as long as it is open, as nothing is added beside it meanwhile.
  Json* Place(Json value) {
    if (open_.empty()) return &(document_ = std::move(value));
    Json& container = *open_.back();
    if (container.is_object()) return &(container[key_] = std::move(value));
    container.push_back(std::move(value));
    return &container.back();
  }

  bool Add(Json value) {
    Place(std::move(value));
    return true;
  }

  bool Open(Json container) {
    if (open_.size() == kMaxJsonDepth) {
      return Refuse(" nests deeper than " + std::to_string(kMaxJsonDepth) + " levels");
    }
    open_.push_back(Place(std::move(container)));
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  bool Refuse(const std::string& reason) {
    status_ = InvalidInput(std::string(name_) + reason);
    return false;
  }

  std::string_view name_;
  Json document_;
  std::vector<Json*> open_;
  std::string key_;
  Status status_;
};

}  // namespace

StatusOr<Json> DocumentFromJson(std::string_view text, std::string_view name) {
  DocumentBuilder builder(name);
  Json::sax_parse(text, &builder);
  RETURN_IF_ERROR(builder.status());
  return std::move(builder.document());
}

}  // namespace easelight
