#include "core/base/sentence.h"

#include <new>

namespace easelight {

struct Sentence::Content {
  std::string restored_name;
  std::vector<SentenceArgument> arguments;
};

Sentence::Sentence(SentenceName name, std::initializer_list<SentenceArgument> arguments) noexcept : name_(name.text()) {
  if (arguments.size() == 0) return;
  try {
    content_ = std::make_shared<const Content>(Content{{}, arguments});
  } catch (const std::bad_alloc&) {
    name_ = SentenceName("memory-full").text();
  }
}

Sentence Sentence::Restored(std::string name, std::vector<SentenceArgument> arguments) {
  Sentence sentence;
  const auto content = std::make_shared<const Content>(Content{std::move(name), std::move(arguments)});
  sentence.name_ = content->restored_name;
  sentence.content_ = content;
  return sentence;
}

std::span<const SentenceArgument> Sentence::arguments() const {
  if (content_ == nullptr) return {};
  return content_->arguments;
}

bool Sentence::operator==(const Sentence& other) const {
  const auto own = arguments();
  const auto others = other.arguments();
  return name_ == other.name_ && std::equal(own.begin(), own.end(), others.begin(), others.end());
}

}  // namespace easelight
