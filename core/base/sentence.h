// Sentences for people, as data: a name in the tables of sentences, and what stands in the sentence's gaps.
//
// The engine knows no language. The words are in web/src/i18n, a table a language, for the page as for the native tool
// (core/english); a test compares the names and the gaps with what is used here.
#pragma once

#include <concepts>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace easelight {

// Lower case words, joined by hyphens; the first is the group: "link-version". A literal of another form does not
// compile, so no sentence is passed by mistake.
class SentenceName {
 public:
  consteval SentenceName(const char* text) : text_(text) {
    bool grouped = false;
    for (const char c : text_) {
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') throw "no name of a sentence";
      grouped = grouped || c == '-';
    }
    if (!grouped) throw "a name without a group";
  }

  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct SentenceArgument;

// The name, and its arguments. A copy allocates nothing: all copies share the arguments.
class Sentence {
 public:
  Sentence() = default;  // Without a name: nothing to say.
  // Where the heap has no room for the arguments, the sentence says so instead of what it was to say: an engine without
  // memory must still be able to report that.
  Sentence(SentenceName name, std::initializer_list<SentenceArgument> arguments = {}) noexcept;

  // One that was kept in a file, whatever its name.
  static Sentence Restored(std::string name, std::vector<SentenceArgument> arguments);

  std::string_view name() const { return name_; }
  std::span<const SentenceArgument> arguments() const;

  bool operator==(const Sentence& other) const;

 private:
  struct Content;

  std::string_view name_;
  std::shared_ptr<const Content> content_;  // Null where there are no arguments.
};

// What stands in one gap: a number; a text, which is shown as it is; or a sentence of its own, such as the cause.
//
// Texts are data, not language: names of files, spaces and formats, and the messages of libraries and of the system
// (which stay as those wrote them, in an argument called `reason`). What comes from a file is cut and made harmless
// before: see ShownValue.
struct SentenceArgument {
  using Value = std::variant<double, std::string, Sentence>;

  template <typename T>
  requires std::integral<T> || std::floating_point<T> SentenceArgument(std::string_view name, T value)
      : name(name), value(static_cast<double>(value)) {}
  SentenceArgument(std::string_view name, std::string value) : name(name), value(std::move(value)) {}
  SentenceArgument(std::string_view name, std::string_view value) : name(name), value(std::string(value)) {}
  SentenceArgument(std::string_view name, const char* value) : name(name), value(std::string(value)) {}
  SentenceArgument(std::string_view name, Sentence value) : name(name), value(std::move(value)) {}

  bool operator==(const SentenceArgument&) const = default;

  std::string name;
  Value value;
};

}  // namespace easelight
