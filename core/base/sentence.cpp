#include "core/base/sentence.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <string>
#include <vector>

namespace easelight {

struct Sentence::Content {
  Content(std::string_view name, std::span<const SentenceArgument> given);

  std::atomic<int> users = 1;
  std::string bytes;  // Of the name, and of all names and texts among the arguments.
  std::string_view name;
  std::vector<Sentence> sentences;
  std::vector<SentenceArgument> arguments;  // Point into the two above.
};

Sentence::Content::Content(std::string_view restored_name, std::span<const SentenceArgument> given) {
  size_t size = restored_name.size();
  for (const SentenceArgument& argument : given) size += argument.name.size() + argument.text.size();
  // Neither may move once something points into it.
  bytes.reserve(size);
  sentences.reserve(given.size());
  arguments.reserve(given.size());
  const auto kept = [this](std::string_view text) {
    bytes.append(text);
    return std::string_view(bytes).substr(bytes.size() - text.size());
  };
  name = kept(restored_name);
  for (SentenceArgument argument : given) {
    argument.name = kept(argument.name);
    argument.text = kept(argument.text);
    if (argument.kind == SentenceArgument::Kind::kSentence) {
      argument.sentence = &sentences.emplace_back(*argument.sentence);
    }
    arguments.push_back(argument);
  }
}

Sentence::Sentence(SentenceName name, std::initializer_list<SentenceArgument> arguments) noexcept : name_(name.text()) {
  if (arguments.size() == 0) return;
  try {
    content_ = new Content({}, arguments);
  } catch (const std::bad_alloc&) {
    name_ = SentenceName("memory-full").text();
  }
}

Sentence Sentence::Restored(std::string_view name, std::span<const SentenceArgument> arguments) {
  Sentence sentence;
  sentence.content_ = new Content(name, arguments);
  sentence.name_ = sentence.content_->name;
  return sentence;
}

void Sentence::Share() noexcept {
  if (content_ != nullptr) content_->users.fetch_add(1, std::memory_order_relaxed);
}

void Sentence::Release() noexcept {
  if (content_->users.fetch_sub(1, std::memory_order_acq_rel) == 1) delete content_;
}

std::span<const SentenceArgument> Sentence::arguments() const {
  if (content_ == nullptr) return {};
  return content_->arguments;
}

bool SentenceArgument::operator==(const SentenceArgument& other) const {
  if (name != other.name || kind != other.kind) return false;
  if (kind == Kind::kSentence) return *sentence == *other.sentence;
  return kind == Kind::kText ? text == other.text : number == other.number;
}

bool Sentence::operator==(const Sentence& other) const {
  const auto own = arguments();
  const auto others = other.arguments();
  return name_ == other.name_ && std::equal(own.begin(), own.end(), others.begin(), others.end());
}

}  // namespace easelight
