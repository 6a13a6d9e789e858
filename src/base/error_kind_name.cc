#include "base/error_kind_name.h"

namespace theta {

std::string_view error_kind_name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kFailed:
      return "failed";
    case ErrorKind::kUsage:
      return "usage";
    case ErrorKind::kBadInput:
      return "bad_input";
    case ErrorKind::kNotFound:
      return "not_found";
    case ErrorKind::kExhausted:
      return "exhausted";
    case ErrorKind::kRemote:
      return "remote";
    case ErrorKind::kNotAllowed:
      return "not_allowed";
    case ErrorKind::kUnsupported:
      return "unsupported";
    case ErrorKind::kCancelled:
      return "cancelled";
    case ErrorKind::kTooMany:
      return "too_many";
    case ErrorKind::kUnavailable:
      return "unavailable";
    case ErrorKind::kNotLoggedIn:
      return "not_logged_in";
    case ErrorKind::kForbidden:
      return "not_allowed";
    case ErrorKind::kConflict:
      break;
  }
  return "conflict";
}

}  // namespace theta
