#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/body_reader.h"
#include "http/head.h"
#include "http/target.h"

namespace theta::http {

/// Who sent a request, as far as the server believes it.
struct Peer {
  std::string address;     ///< of the client; behind a trusted proxy the one that it names
  bool encrypted = false;  ///< the client's connection is HTTPS, here or at a trusted proxy
};

/// One request, as a handler sees it. Not movable: its views point into itself. Used by one thread at a time.
class Request {
 public:
  /// Reads a head as it came over the wire; a Refusal when the server would refuse it. Tests of handlers make
  /// their requests with this.
  static std::variant<std::unique_ptr<Request>, Refusal> parse(std::string head_text,
                                                               const HeadLimits& limits = {});
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  std::string_view method() const { return head_.method; }
  /// The target as it came, for logs: not decoded.
  std::string_view target() const { return head_.target; }
  const Target& location() const { return target_; }
  /// The decoded path with its slashes.
  std::string path() const;

  /// The value of a parameter of the route's template ({id}); empty when the template has none of this name.
  std::string_view param(std::string_view name) const;
  /// The first value of a query parameter.
  std::optional<std::string_view> query(std::string_view name) const;
  /// The value of the first header field of this name, whatever its case.
  std::optional<std::string_view> header(std::string_view name) const;
  /// The same, or an empty string.
  std::string_view header_or_empty(std::string_view name) const { return header(name).value_or(""); }
  /// The first cookie of this name.
  std::optional<std::string_view> cookie(std::string_view name) const;

  BodyReader& body() { return *body_; }
  const Peer& peer() const { return peer_; }
  /// 22 characters that name this request in answers and logs.
  const std::string& id() const { return id_; }
  /// The template of the route that matched, for metrics; empty when none did.
  const std::string& route() const { return route_; }
  /// Who asks, as the application has found out, for logs; empty: nobody is known.
  const std::string& user() const { return user_; }
  const Head& head() const { return head_; }
  /// The head as it came over the wire.
  const std::string& text() const { return text_; }

  // Set by the server before the handler runs (the user by the handler), and by tests of handlers.
  void set_body(std::unique_ptr<BodyReader> body) { body_ = std::move(body); }
  void set_peer(Peer peer) { peer_ = std::move(peer); }
  void set_id(std::string id) { id_ = std::move(id); }
  void set_user(std::string user) { user_ = std::move(user); }
  void set_route(std::string route, std::vector<std::pair<std::string, std::string>> params);

 private:
  explicit Request(std::string text) : text_(std::move(text)) {}

  const std::string text_;  // what the views of head_ point into
  Head head_;
  Target target_;
  std::unique_ptr<BodyReader> body_ = std::make_unique<StringBody>();
  Peer peer_;
  std::string id_;
  std::string user_;
  std::string route_;
  std::vector<std::pair<std::string, std::string>> params_;
};

}  // namespace theta::http
