// Errors as values: Status and StatusOr, with macros to return early.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace easelight {

// What kind of failure a Status holds. The message carries the particulars.
enum class StatusCode {
  kOk,
  kInvalidInput,       // The bytes or values given contradict themselves or a rule.
  kUnsupported,        // Well-formed, but a variant that is not read or written.
  kTruncated,          // The input ends before what it promises.
  kOutOfRange,         // A value is outside its documented range.
  kResourceExhausted,  // A region, the codec zone or the disk has no room.
  kIo,                 // Reading or writing failed underneath.
  kCancelled,          // The caller asked to stop.
  kStale,              // The scan that a number stands for is not open any more.
};

// An outcome: OK, or a code with one sentence that names the thing, the value and the limit.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

inline Status OkStatus() { return {}; }
inline Status InvalidInput(std::string message) { return {StatusCode::kInvalidInput, std::move(message)}; }
inline Status Unsupported(std::string message) { return {StatusCode::kUnsupported, std::move(message)}; }
inline Status Truncated(std::string message) { return {StatusCode::kTruncated, std::move(message)}; }
inline Status OutOfRange(std::string message) { return {StatusCode::kOutOfRange, std::move(message)}; }
inline Status ResourceExhausted(std::string message) { return {StatusCode::kResourceExhausted, std::move(message)}; }
inline Status IoError(std::string message) { return {StatusCode::kIo, std::move(message)}; }
inline Status Cancelled() { return {StatusCode::kCancelled, "cancelled"}; }
inline Status Stale(std::string message) { return {StatusCode::kStale, std::move(message)}; }

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
