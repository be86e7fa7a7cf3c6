// Documents as tables of keys: what a key is called, which member it stands for, and in which form. Reading, writing
// and the schema follow from the table.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/recipe/json_forms.h"

namespace easelight {

// The way to a key's member of a T. One class for each key, in place of a function for each thing that is done with it:
// of those, tables of keys took seconds to compile.
template <typename T>
class JsonAccess {
 public:
  virtual ~JsonAccess() = default;
  virtual void Read(ObjectReader& reader, std::string_view name, T& target) const = 0;
  virtual Json Write(const T& source) const = 0;
  virtual void Copy(const T& from, T& to) const = 0;
};

// A key of a document that holds a T.
template <typename T>
struct JsonKey {
  std::string_view path;  // From the document down: "density.gamma".
  Json schema;
  std::shared_ptr<const JsonAccess<T>> access;
};

// What MakeJsonKey takes for the member `density.gamma` of a T.
#define JSON_MEMBER(member) \
  [](auto& owner) -> auto& { return owner.member; }

template <typename T, typename Form, typename Member>
class MemberAccess final : public JsonAccess<T> {
 public:
  explicit MemberAccess(const Form& form) : form_(form) {}

  void Read(ObjectReader& reader, std::string_view name, T& target) const override {
    form_.Read(reader, name, Member()(target));
  }
  Json Write(const T& source) const override { return form_.Write(Member()(source)); }
  void Copy(const T& from, T& to) const override { Member()(to) = Member()(from); }

 private:
  Form form_;
};

// The key of the member that `member` returns a reference to, for a const T as for another.
template <typename T, typename Form, typename Member>
JsonKey<T> MakeJsonKey(std::string_view path, const Form& form, Member) {
  std::shared_ptr<const JsonAccess<T>> access(new MemberAccess<T, Form, Member>(form));
  return {path, form.Schema(), std::move(access)};
}

// Goes through the members of one object, whose path is `prefix` ("density."): calls `leaf(key, name)` for a value of
// its own and `inner(keys, name, prefix)` for an object within. Keys of one object stand together in the table.
template <typename Key, typename Leaf, typename Inner>
void ForEachMember(std::span<const Key> keys, const std::string& prefix, const Leaf& leaf, const Inner& inner) {
  while (!keys.empty()) {
    const std::string_view rest = keys[0].path.substr(prefix.size());
    const size_t dot = rest.find('.');
    const std::string name(rest.substr(0, dot));
    size_t count = 1;
    if (dot == std::string_view::npos) {
      leaf(keys[0], name);
    } else {
      const std::string path = prefix + name + ".";
      while (count < keys.size() && keys[count].path.starts_with(path)) ++count;
      inner(keys.first(count), name, path);
    }
    keys = keys.subspan(count);
  }
}

// Reads what is there into `target`; keys that are not in the table are errors.
template <typename Key, typename T>
void ReadKeys(std::span<const Key> keys, const Json& object, Status& status, T& target,
              const std::string& prefix = "") {
  ObjectReader reader(object, prefix, status);
  ForEachMember(
      keys, prefix, [&](const Key& key, const std::string& name) { key.access->Read(reader, name, target); },
      [&](std::span<const Key> within, const std::string& name, const std::string& path) {
        if (const Json* value = reader.Find(name)) ReadKeys(within, *value, status, target, path);
      });
  reader.Finish();
}

template <typename Key, typename T>
Json WriteKeys(std::span<const Key> keys, const T& source, const std::string& prefix = "") {
  Json::Object members;
  ForEachMember(
      keys, prefix,
      [&](const Key& key, const std::string& name) {
        members.push_back({name, key.access->Write(source)});
      },
      [&](std::span<const Key> within, const std::string& name, const std::string& path) {
        members.push_back({name, WriteKeys(within, source, path)});
      });
  return Json(std::move(members));
}

// A JSON schema in which every key is there, as it is in what is written.
template <typename Key>
Json SchemaOfKeys(std::span<const Key> keys, const std::string& prefix = "") {
  Json::Object properties;
  ForEachMember(
      keys, prefix,
      [&](const Key& key, const std::string& name) {
        properties.push_back({name, key.schema});
      },
      [&](std::span<const Key> within, const std::string& name, const std::string& path) {
        properties.push_back({name, SchemaOfKeys(within, path)});
      });
  return Json::Object{{"type", "object"}, {"properties", Json(std::move(properties))}, {"additionalProperties", false}};
}

}  // namespace easelight
