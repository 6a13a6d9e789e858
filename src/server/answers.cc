#include "server/answers.h"

#include "base/error_kind_name.h"
#include "http/status.h"

namespace theta::server {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return 400;
    case ErrorKind::kBadInput:
    case ErrorKind::kUnsupported:
      return 422;
    case ErrorKind::kNotLoggedIn:
      return 401;
    case ErrorKind::kForbidden:
      return 403;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kConflict:
      return 409;
    case ErrorKind::kTooMany:
      return 429;
    case ErrorKind::kCancelled:
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kExhausted:
      return 507;
    case ErrorKind::kRemote:
      return 502;
    case ErrorKind::kNotAllowed:  // of the server itself, by its machine
    case ErrorKind::kFailed:
      break;
  }
  return 500;
}

http::Response problem(int status, std::string_view code, std::string_view detail,
                       std::string_view request_id, const formats::Json& members) {
  formats::Json body = {{"type", "about:blank"}, {"title", http::reason_phrase(status)},
                        {"status", status},      {"detail", detail},
                        {"code", code},          {"request_id", request_id}};
  if (members.is_object()) body.update(members);
  http::Response response =
      http::Response::text(status, formats::json_line(body) + "\n", "application/problem+json");
  if (status == 429 || status == 503) response.set("Retry-After", "5");
  return response;
}

http::Response problem(const Error& error, std::string_view request_id) {
  const int status = status_of(error.kind);
  std::string_view detail = error.message;
  if (status == 500) detail = "the server failed; its log tells more under the request_id";
  if (status == 502) detail = "another service failed; the log tells more under the request_id";
  if (status == 503) detail = "a service that the server needs cannot be reached now; try again later";
  if (status == 507) detail = "the server has no room left";
  http::Response response = problem(status, error_kind_name(error.kind), detail, request_id);
  if (status == 401) response.set("WWW-Authenticate", "Bearer");
  if (error.retry_after_seconds > 0) response.set("Retry-After", std::to_string(error.retry_after_seconds));
  return response;
}

http::Response json_answer(int status, const formats::Json& body) {
  http::Response response = http::Response::json(status, formats::json_line(body) + "\n");
  response.set("Cache-Control", "no-store");
  return response;
}

http::Response no_content() {
  return http::Response(204);
}

std::string revision_tag(int64_t revision) {
  return fmt::format("\"{}\"", revision);
}

}  // namespace theta::server
