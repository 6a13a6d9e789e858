#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace theta {

/// What went wrong, in the words of a caller that must react to it.
/// Each kind has one process exit code (exit_code) and, in the server, one HTTP status.
enum class ErrorKind {
  kFailed,       ///< anything without a kind of its own
  kUsage,        ///< the command or request itself is wrong
  kBadInput,     ///< a file, row or field cannot be used
  kNotFound,     ///< a named thing does not exist
  kExhausted,    ///< memory or disk is full
  kRemote,       ///< another service failed
  kNotAllowed,   ///< permission denied
  kUnsupported,  ///< written by a newer release, or not available on this machine
  kCancelled,    ///< stopped on request; work up to the last checkpoint is kept
  kConflict,     ///< somebody else changed it meanwhile; look again and repeat
  kTooMany,      ///< more than a quota allows; later, or less, will do
  kUnavailable,  ///< a service of ours (the database, say) cannot be reached now; the same call may work
                 ///< later
  kNotLoggedIn,  ///< nobody knows who asks
  kForbidden,    ///< it is known who asks, and they may not do this
};

/// The process exit code that tells `kind` apart for scripts; see docs/cli.md.
int exit_code(ErrorKind kind);

/// An error kind and one sentence for a person that names the file, row or field. Holds no secrets.
struct Error {
  ErrorKind kind = ErrorKind::kFailed;
  std::string message;
  int retry_after_seconds = 0;  ///< of kTooMany: when the same call may work; 0: not known
};

/// Success, or an Error. Test it before use.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // NOLINT: `return bad_input(...)` reads best

  bool ok() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

/// A value, or the Error that prevented it.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit by design, as in `return value`
  Result(Error error) : state_(std::move(error)) {}  // NOLINT

  bool ok() const { return std::holds_alternative<T>(state_); }
  const Error& error() const { return std::get<Error>(state_); }
  Status status() const { return ok() ? Status() : Status(error()); }

  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

/// Builds an Error from a kind and an fmt format string.
template <typename... Args>
Error make_error(ErrorKind kind, fmt::format_string<Args...> format, Args&&... args) {
  return Error{kind, fmt::format(format, std::forward<Args>(args)...)};
}
template <typename... Args>
Error bad_input(fmt::format_string<Args...> format, Args&&... args) {
  return make_error(ErrorKind::kBadInput, format, std::forward<Args>(args)...);
}
template <typename... Args>
Error usage_error(fmt::format_string<Args...> format, Args&&... args) {
  return make_error(ErrorKind::kUsage, format, std::forward<Args>(args)...);
}
template <typename... Args>
Error not_found(fmt::format_string<Args...> format, Args&&... args) {
  return make_error(ErrorKind::kNotFound, format, std::forward<Args>(args)...);
}

/// The Error for a failed system call on `path`: errno decides the kind (ENOENT, EACCES, ENOSPC, ...).
Error errno_error(int saved_errno, std::string_view action, std::string_view path);

}  // namespace theta

#define THETA_CONCAT_INNER(a, b) a##b
#define THETA_CONCAT(a, b) THETA_CONCAT_INNER(a, b)

/// Returns the error of a Status expression from the enclosing function, if there is one.
#define THETA_RETURN_IF_ERROR(expression)                \
  do {                                                   \
    auto theta_status = (expression);                    \
    if (!theta_status.ok()) return theta_status.error(); \
  } while (false)

/// THETA_ASSIGN(auto x, f()): declares or assigns from a Result, or returns its error.
#define THETA_ASSIGN(target, expression) \
  THETA_ASSIGN_IMPL(THETA_CONCAT(theta_result_, __LINE__), target, expression)
// `temporary` is a name and `target` may be a declaration: neither can stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define THETA_ASSIGN_IMPL(temporary, target, expression) \
  auto temporary = (expression);                         \
  if (!temporary.ok()) return temporary.error();         \
  target = std::move(temporary).value()
// NOLINTEND(bugprone-macro-parentheses)
