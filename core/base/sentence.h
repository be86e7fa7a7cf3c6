// Sentences for people, as data: a name in the tables of sentences, and what stands in the sentence's gaps.
//
// The engine knows no language. The words are in web/src/i18n, a table a language, for the page as for the native tool
// (core/english); a test compares the names and the gaps with what is used here.
//
// Every file reads this header, so it takes little of the standard library, and what makes a sentence is not compiled
// in each place that reports an error.
#pragma once

#include <concepts>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

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

  Sentence(const Sentence& other) noexcept : name_(other.name_), content_(other.content_) { Share(); }
  Sentence(Sentence&& other) noexcept : name_(other.name_), content_(std::exchange(other.content_, nullptr)) {
    other.name_ = {};
  }
  Sentence& operator=(Sentence other) noexcept {
    std::swap(name_, other.name_);
    std::swap(content_, other.content_);
    return *this;
  }
  ~Sentence() {
    if (content_ != nullptr) Release();
  }

  // One that was kept in a file, whatever its name.
  static Sentence Restored(std::string_view name, std::span<const SentenceArgument> arguments);

  std::string_view name() const { return name_; }
  // They live as long as this sentence or a copy of it.
  std::span<const SentenceArgument> arguments() const;

  bool operator==(const Sentence& other) const;

 private:
  struct Content;

  void Share() noexcept;
  void Release() noexcept;

  std::string_view name_;
  Content* content_ = nullptr;  // Null where there are no arguments; freed by the last that has it.
};

// What stands in one gap: a number; a text, which is shown as it is; or a sentence of its own, such as the cause.
//
// It owns nothing: what is named must live until the Sentence is made, which keeps a copy.
//
// Texts are data, not language: names of files, spaces and formats, and the messages of libraries and of the system
// (which stay as those wrote them, in an argument called `reason`). What comes from a file is cut and made harmless
// before: see ShownValue.
struct SentenceArgument {
  template <typename T>
  requires std::integral<T> || std::floating_point<T> SentenceArgument(std::string_view name, T value)
      : name(name), kind(Kind::kNumber), number(static_cast<double>(value)) {}
  SentenceArgument(std::string_view name, std::string_view value) : name(name), kind(Kind::kText), text(value) {}
  SentenceArgument(std::string_view name, const Sentence& value)
      : name(name), kind(Kind::kSentence), sentence(&value) {}

  bool operator==(const SentenceArgument& other) const;

  enum class Kind { kNumber, kText, kSentence };

  std::string_view name;
  Kind kind;  // Says which of the following is meant.
  double number = 0;
  std::string_view text;
  const Sentence* sentence = nullptr;
};

}  // namespace easelight
