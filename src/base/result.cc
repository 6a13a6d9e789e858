#include "base/result.h"

#include <cerrno>
#include <cstring>

namespace theta {

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return 2;
    case ErrorKind::kBadInput:
    case ErrorKind::kUnsupported:
      return 4;
    case ErrorKind::kNotFound:
      return 5;
    case ErrorKind::kExhausted:
    case ErrorKind::kTooMany:
      return 6;
    case ErrorKind::kRemote:
    case ErrorKind::kUnavailable:
      return 7;
    case ErrorKind::kNotAllowed:
    case ErrorKind::kNotLoggedIn:
    case ErrorKind::kForbidden:
      return 8;
    case ErrorKind::kConflict:
      return 9;
    case ErrorKind::kCancelled:
      return 130;
    case ErrorKind::kFailed:
      break;
  }
  return 1;
}

Error errno_error(int saved_errno, std::string_view action, std::string_view path) {
  ErrorKind kind = ErrorKind::kFailed;
  switch (saved_errno) {
    case ENOENT:
    case ENOTDIR:
      kind = ErrorKind::kNotFound;
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      kind = ErrorKind::kNotAllowed;
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case ENOMEM:
      kind = ErrorKind::kExhausted;
      break;
    default:
      break;
  }
  return make_error(kind, "{}: cannot {}: {}", path, action, std::strerror(saved_errno));
}

}  // namespace theta
