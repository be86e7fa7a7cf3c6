// Errors as values: Status and StatusOr, with macros to return early.
#pragma once

#include <optional>
#include <utility>

#include "core/base/sentence.h"

namespace easelight {

// What kind of failure a Status holds. Its sentence carries the particulars.
enum class StatusCode {
  kOk,
  kInvalidInput,       // The bytes or values given contradict themselves or a rule.
  kUnsupported,        // Well-formed, but a variant that is not read or written.
  kTruncated,          // The input ends before what it promises.
  kPartial,            // It does, or is damaged, after a part that can be had where that is asked for.
  kOutOfRange,         // A value is outside its documented range.
  kResourceExhausted,  // A region, the codec zone or the disk has no room.
  kIo,                 // Reading or writing failed underneath.
  kStale,              // The scan that a number stands for is not open any more.
};

// An outcome: OK, or a kind of failure with a sentence that names the thing, the value and the limit.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, Sentence sentence) : code_(code), sentence_(std::move(sentence)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const Sentence& sentence() const { return sentence_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  Sentence sentence_;
};

// What a failure is made with: return InvalidInput("tiff-strip-count", {{"strips", strips}, {"limit", kMostStrips}});
using SentenceArguments = std::initializer_list<SentenceArgument>;

inline Status OkStatus() { return {}; }
inline Status InvalidInput(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kInvalidInput, {name, arguments}};
}
inline Status Unsupported(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kUnsupported, {name, arguments}};
}
inline Status Truncated(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kTruncated, {name, arguments}};
}
inline Status Partial(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kPartial, {name, arguments}};
}
inline Status OutOfRange(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kOutOfRange, {name, arguments}};
}
inline Status ResourceExhausted(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kResourceExhausted, {name, arguments}};
}
inline Status IoError(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kIo, {name, arguments}};
}
inline Status Stale(SentenceName name, SentenceArguments arguments = {}) {
  return {StatusCode::kStale, {name, arguments}};
}

// A value, or the Status that explains why there is none.
template <typename T>
class [[nodiscard]] StatusOr {
 public:
  StatusOr(T value) : value_(std::move(value)) {}
  StatusOr(Status status) : status_(std::move(status)) {}

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  // Only when ok().
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }

 private:
  Status status_;
  std::optional<T> value_;
};

#define EASELIGHT_CONCAT_INNER(a, b) a##b
#define EASELIGHT_CONCAT(a, b) EASELIGHT_CONCAT_INNER(a, b)

// Returns from the enclosing function when `expression` is not OK.
#define RETURN_IF_ERROR(expression)                                                               \
  do {                                                                                            \
    if (::easelight::Status status_macro = (expression); !status_macro.ok()) return status_macro; \
  } while (false)

// Declares `declaration` from the value of `expression`, or returns its Status.
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(EASELIGHT_CONCAT(status_or_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(temporary, declaration, expression) \
  auto temporary = (expression);                                   \
  if (!temporary.ok()) return temporary.status();                  \
  declaration = std::move(temporary).value()

}  // namespace easelight
