#include "core/english/message_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace easelight {
namespace {

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Cuts off what stands before the first comma, and the comma.
std::string_view TakeWord(std::string_view& text) {
  const size_t comma = std::min(text.find(','), text.size());
  const std::string_view word = Trimmed(text.substr(0, comma));
  text.remove_prefix(std::min(comma + 1, text.size()));
  return word;
}

// As JavaScript writes a number that is neither huge nor tiny.
std::string PlainNumber(double value) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity";
  char text[400];
  const auto end = std::to_chars(std::begin(text), std::end(text), value + 0.0, std::chars_format::fixed).ptr;
  return {text, end};
}

std::string GroupedNumber(double value) {
  const std::string plain = PlainNumber(std::round(value * 1000) / 1000);
  const size_t whole = std::min(plain.find('.'), plain.size());
  std::string text;
  for (size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0 && plain[i - 1] != '-') text += ',';
    text += plain[i];
  }
  return text;
}

class Filler {
 public:
  Filler(std::span<const SentenceArgument> arguments, SentenceText nested) : arguments_(arguments), nested_(nested) {}

  // `counted` stands for every #, inside a plural.
  std::string Fill(std::string_view pattern, const std::string* counted = nullptr) const {
    std::string text;
    while (!pattern.empty()) {
      const char c = pattern.front();
      if (c == '\'') {
        text += TakeQuoted(pattern);
      } else if (c == '{') {
        text += Gap(TakeBraced(pattern));
      } else {
        pattern.remove_prefix(1);
        text += c == '#' && counted != nullptr ? *counted : std::string(1, c);
      }
    }
    return text;
  }

 private:
  // At an apostrophe: what it quotes, or itself.
  static std::string TakeQuoted(std::string_view& pattern) {
    pattern.remove_prefix(1);
    if (pattern.starts_with('\'')) {
      pattern.remove_prefix(1);
    } else if (pattern.starts_with('{') || pattern.starts_with('}')) {
      const size_t end = std::min(pattern.find('\''), pattern.size());
      const std::string quoted(pattern.substr(0, end));
      pattern.remove_prefix(std::min(end + 1, pattern.size()));
      return quoted;
    }
    return "'";
  }

  // At an open brace: what is inside, up to the one that closes it.
  static std::string_view TakeBraced(std::string_view& pattern) {
    size_t depth = 0;
    for (size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '{') ++depth;
      if (pattern[i] != '}' || --depth > 0) continue;
      const std::string_view inside = pattern.substr(1, i - 1);
      pattern.remove_prefix(i + 1);
      return inside;
    }
    const std::string_view inside = pattern.substr(1);
    pattern = {};
    return inside;
  }

  std::string Gap(std::string_view inside) const {
    std::string_view rest = inside;
    const std::string_view name = TakeWord(rest);
    const std::string_view kind = TakeWord(rest);
    const auto argument = std::find_if(arguments_.begin(), arguments_.end(),
                                       [name](const SentenceArgument& given) { return given.name == name; });
    if (argument == arguments_.end()) return std::string("{").append(inside).append("}");
    if (argument->kind == SentenceArgument::Kind::kSentence) return nested_(*argument->sentence);
    if (argument->kind == SentenceArgument::Kind::kText) return std::string(argument->text);
    const double number = argument->number;
    if (kind == "number") return GroupedNumber(number);
    return kind == "plural" ? Plural(rest, number) : PlainNumber(number);
  }

  // `choices`: one {...} other {...}.
  std::string Plural(std::string_view choices, double number) const {
    const std::string counted = GroupedNumber(number);
    const std::string_view wanted = number == 1 ? "one" : "other";
    for (size_t brace = choices.find('{'); brace != std::string_view::npos; brace = choices.find('{')) {
      const std::string_view name = Trimmed(choices.substr(0, brace));
      choices.remove_prefix(brace);
      const std::string_view words = TakeBraced(choices);
      if (name == wanted) return Fill(words, &counted);
    }
    return counted;
  }

  std::span<const SentenceArgument> arguments_;
  SentenceText nested_;
};

}  // namespace

std::string FilledPattern(std::string_view pattern, std::span<const SentenceArgument> arguments, SentenceText nested) {
  return Filler(arguments, nested).Fill(pattern);
}

}  // namespace easelight
