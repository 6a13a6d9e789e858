#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cloud/pairs.h"

namespace theta::cloud {

struct HttpRequest {
  std::string method;
  std::string url;
  Pairs headers;
  std::string_view body;  ///< must live until the answer is there
  size_t most = 0;        ///< bytes of an answer's body that are taken
  std::string
      address;  ///< numeric: connects there and nowhere else, whatever the URL's host resolves to; no proxy
};

struct HttpAnswer {
  int status = 0;
  Pairs headers;
  std::string body;
};

struct HttpLimits {
  std::chrono::milliseconds connect{5000};
  std::chrono::seconds silence{20};  ///< without a byte either way
  std::chrono::seconds whole{300};   ///< of one request
  std::string connect_to;            ///< "host:port" for all connections; empty: what the URL names
};

/// One HTTP request at a time per thread, any number of threads. Connections are kept and used again. Follows
/// no redirect, checks certificates, adds no header that the signature did not see.
class HttpClient {
 public:
  explicit HttpClient(HttpLimits limits);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Any status is an answer. kUnavailable: there was none, or only a part of one.
  Result<HttpAnswer> send(const HttpRequest& request);

 private:
  struct Handles;
  HttpLimits limits_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace theta::cloud
