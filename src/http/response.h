#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "http/cookies.h"
#include "http/event_stream.h"

namespace theta::http {

/// Gives the next piece of a body at each call, empty at the end. Called on a thread of the handlers' pool,
/// one call at a time, each only when the piece before has left for the client: no thread waits for a slow
/// client. An error cuts the connection, so that the client sees that the body is incomplete.
using Producer = std::function<Result<std::string>()>;

struct StreamBody {
  Producer next;
  std::optional<uint64_t> size;  ///< bytes that will come in all; missing: sent in chunks
};

/// An answer: status, header fields and a body. A value; the server adds Date, framing and X-Request-Id.
class Response {
 public:
  using Body = std::variant<std::string, StreamBody, std::shared_ptr<EventStream>>;

  explicit Response(int status = 200) : status_(status) {}
  static Response text(int status, std::string body, std::string_view type = "text/plain; charset=utf-8");
  static Response json(int status, std::string body) {
    return text(status, std::move(body), "application/json");
  }
  static Response stream(int status, std::string_view type, StreamBody body);
  static Response events(std::shared_ptr<EventStream> stream);

  /// Sets a field, in place of one of the same name. Control characters in the value become blanks: nothing
  /// that a client sent can start another field.
  Response& set(std::string_view name, std::string_view value);
  /// Adds a field beside others of the same name.
  Response& add(std::string_view name, std::string_view value);
  Response& cookie(const SetCookie& cookie) { return add("Set-Cookie", set_cookie_text(cookie)); }
  /// Makes browsers save the body under this name (UTF-8) instead of showing it.
  Response& attachment(std::string_view file_name);
  /// Never compressed (compressed already, or secrets beside reflected input).
  Response& as_is() {
    compressible_ = false;
    return *this;
  }

  int status() const { return status_; }
  void set_status(int status) { status_ = status; }
  std::optional<std::string_view> field(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  Body& body() { return body_; }
  const Body& body() const { return body_; }
  bool compressible() const { return compressible_; }

 private:
  int status_;
  std::vector<std::pair<std::string, std::string>> fields_;
  Body body_;
  bool compressible_ = true;
};

}  // namespace theta::http
